/**
 * What may be purged now: reads the whole journal twice, in batches, and changes nothing. The first reading finds the
 * closed deposits whose time is over; the second, which of their bytes somebody else still stands on.
 */

import type { Deposit } from "../../domain/deposit.ts";
import type { Fact, FactOf, Recorded } from "../../domain/facts.ts";
import type { DepositId, Instant, ReceiptId, Sha256 } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { isClosed } from "../../domain/removal/closed.ts";
import { keptHashes, kindOf, purgedHashes } from "../../domain/removal/purge.ts";
import {
  dueKinds,
  type KeptKind,
  keptKinds,
  type Retention,
} from "../../domain/removal/retention.ts";
import { storedHashes } from "../../domain/removal/stored-hashes.ts";
import { VouchedHour } from "../../domain/vouched-hour.ts";
import type { JournalReader } from "../../ports/journal.ts";

export interface PurgeItem {
  readonly id: DepositId;
  readonly kinds: readonly KeptKind[];
}

export interface PurgePlan {
  readonly deposits: readonly PurgeItem[];
  /** Received mails whose raw bytes nobody needs any more. */
  readonly receipts: readonly ReceiptId[];
  /** Of their bytes, those that others stand on: given up, not removed. */
  readonly shared: ReadonlySet<Sha256>;
  /** The newest fact that was read: later ones are looked at when the purge is written. */
  readonly upTo: number;
  /** The hour that the journal vouches for, where it does not for the one that the plan was made with. */
  readonly doubted?: Instant;
}

export interface PurgeLimits {
  readonly retention: Retention;
  readonly now: Instant;
  /** Only what ended before; never what retention keeps longer. */
  readonly before?: Instant;
  /** These deposits and nothing else, all of them, whatever retention says: an erasure that was claimed. */
  readonly forget?: ReadonlySet<DepositId>;
  /** Of such an erasure: received mails that answer nothing. */
  readonly forgetMails?: readonly ReceiptId[];
}

export const planPurge = async (
  journal: JournalReader,
  about: PurgeLimits,
  onProgress: (facts: number) => void = () => undefined,
): Promise<PurgePlan> => {
  const run = new Planning(journal, about);
  let read = 0;
  let upTo = 0;
  const hours = new VouchedHour();
  for await (const fact of everyFact(journal)) {
    upTo = fact.seq;
    hours.follow(fact.at);
    await run.meet(fact);
    onProgress((read += 1));
  }
  await run.receipts();
  for await (const fact of everyFact(journal, upTo)) {
    await run.claim(fact);
    onProgress((read += 1));
  }
  const doubted = hours.doubts(about.now);
  return { ...run.plan(), upTo, ...(doubted === undefined ? {} : { doubted }) };
};

async function* everyFact(
  journal: JournalReader,
  upTo = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<Recorded> {
  let after = 0;
  for (;;) {
    const facts = await journal.facts({ after }, limits.auditBatchMax);
    for (const fact of facts) {
      if (fact.seq > upTo) return;
      yield fact;
    }
    const last = facts.at(-1);
    if (!last) return;
    after = last.seq;
  }
}

class Planning {
  readonly #journal: JournalReader;
  readonly #about: PurgeLimits;
  readonly #items = new Map<DepositId, PurgeItem>();
  readonly #seen = new Set<ReceiptId>();
  readonly #receipts = new Set<ReceiptId>();
  /** Bytes that would go, if nobody else stood on them. */
  readonly #going = new Set<Sha256>();
  readonly #shared = new Set<Sha256>();

  constructor(journal: JournalReader, about: PurgeLimits) {
    this.#journal = journal;
    this.#about = about;
    for (const receipt of about.forgetMails ?? []) this.#seen.add(receipt);
  }

  plan(): Omit<PurgePlan, "upTo" | "doubted"> {
    const deposits = [...this.#items.values()];
    return { deposits, receipts: [...this.#receipts], shared: this.#shared };
  }

  /** First reading. What is young now cannot have ended earlier: most of a journal is passed over here. */
  async meet(fact: Recorded): Promise<void> {
    const { forget } = this.#about;
    if (!forget && fact.is === "receipt-stored" && this.#dueAt(fact.at).includes("receipts"))
      this.#seen.add(fact.receipt);
    if (fact.is !== "claimed" || !this.#mayGo(fact)) return;
    const deposit = await this.#journal.deposit(fact.deposit);
    const kinds = deposit ? purgeable(deposit, this.#about) : [];
    if (!deposit || kinds.length === 0) return;
    this.#items.set(deposit.id, { id: deposit.id, kinds });
    if (forget) for (const { receipt } of deposit.receipts) this.#seen.add(receipt);
    for (const kind of kinds) for (const hash of keptHashes(deposit, kind)) this.#going.add(hash);
  }

  #dueAt(at: Instant): readonly KeptKind[] {
    return dueKinds(at, this.#about);
  }

  #mayGo({ deposit, at }: Recorded<FactOf<"claimed">>): boolean {
    const { forget } = this.#about;
    return forget ? forget.has(deposit) : this.#dueAt(at).length > 0;
  }

  async receipts(): Promise<void> {
    for (const receipt of this.#seen) {
      const facts = await this.#journal.facts({ receipt }, limits.auditFactsMax);
      const [stored] = facts;
      if (stored?.is !== "receipt-stored" || !(await this.#isOver(facts))) continue;
      this.#receipts.add(receipt);
      this.#going.add(stored.sha256);
      for (const { sha256 } of openedOf(facts)) this.#going.add(sha256);
    }
  }

  async #isOver(facts: readonly Recorded[]): Promise<boolean> {
    if (facts.some((f) => f.is === "receipt-purged")) return false;
    for (const deposit of answered(facts))
      if (!(await this.#releases(deposit, "receipts"))) return false;
    return !needsPerson(facts);
  }

  /** Second reading: a fact that keeps its bytes keeps them for everybody. */
  async claim(fact: Recorded): Promise<void> {
    const wanted = storedHashes(fact).filter((h) => this.#going.has(h) && !this.#shared.has(h));
    if (wanted.length === 0 || (await this.#letsGo(fact, wanted))) return;
    for (const hash of wanted) this.#shared.add(hash);
  }

  async #letsGo(fact: Fact, hashes: readonly Sha256[]): Promise<boolean> {
    const kind = kindOf(fact);
    if (fact.is === "receipt-stored" || fact.is === "receipt-classified")
      return this.#receipts.has(fact.receipt) || isGone(this.#journal, fact.receipt);
    if (!("deposit" in fact) || !kind) return false;
    if (this.#items.get(fact.deposit)?.kinds.includes(kind)) return true;
    const deposit = await this.#journal.deposit(fact.deposit);
    const gone = deposit ? purgedHashes(deposit) : new Set<Sha256>();
    return hashes.every((hash) => gone.has(hash));
  }

  async #releases(id: DepositId, kind: KeptKind): Promise<boolean> {
    if (this.#items.get(id)?.kinds.includes(kind)) return true;
    const deposit = await this.#journal.deposit(id);
    return deposit?.purges.some((p) => p.kinds.includes(kind)) ?? false;
  }
}

const isGone = async (journal: JournalReader, receipt: ReceiptId): Promise<boolean> =>
  (await journal.facts({ receipt }, limits.auditFactsMax)).some((f) => f.is === "receipt-purged");

/** The kinds of a closed deposit whose time is over and of which something may still stand. */
const purgeable = (deposit: Deposit, about: PurgeLimits): readonly KeptKind[] => {
  if (!isClosed(deposit)) return [];
  const due = about.forget ? keptKinds : dueKinds(deposit.lastAt, about);
  return due.filter((kind) => !deposit.purges.some((p) => p.kinds.includes(kind)));
};

/** What came out of a mail's encryption, each content once. */
export const openedOf = (
  facts: readonly Recorded[],
): readonly { readonly sha256: Sha256; readonly size: number }[] => [
  ...new Map(
    facts.flatMap((f) =>
      f.is === "receipt-classified" && f.opened ? [[f.opened.sha256, f.opened] as const] : [],
    ),
  ).values(),
];

/** The deposits that a received mail was matched with. */
export const answered = (facts: readonly Recorded[]): readonly DepositId[] =>
  facts.flatMap((f) => (f.is === "receipt-matched" ? [f.deposit] : []));

/** An acknowledgement of nothing we know, and a mail that could not be read: somebody must look, or should have. */
export const needsPerson = (facts: readonly Recorded[]): boolean => {
  if (answered(facts).length > 0 || facts.some((f) => f.is === "receipt-dismissed")) return false;
  const judged = facts.findLast((f) => f.is === "receipt-classified");
  return judged !== undefined && ["ar", "unreadable", "sealed", "pending"].includes(judged.class);
};
