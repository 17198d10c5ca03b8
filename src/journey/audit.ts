/**
 * Reads the whole journal and the store, and says whether the promise held (design §4). Changes nothing;
 * works beside a running agent: what is written after the audit began is left to the next one.
 */

import { checkAgent } from "../domain/audit/agent-check.ts";
import { type ChainHead, chainStart, followChain } from "../domain/audit/chain-check.ts";
import { checkDeposit, isSentOrAlive, sameBytesTwice } from "../domain/audit/deposit-check.ts";
import { checkReceipt } from "../domain/audit/receipt-check.ts";
import type { Violation } from "../domain/audit/violation.ts";
import { type Deposit, type DepositFact, foldDeposit } from "../domain/deposit.ts";
import type { FactOf, Recorded } from "../domain/facts.ts";
import {
  type DepositId,
  type Instant,
  numberOf,
  type ReceiptId,
  type Sha256,
} from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import type { Message } from "../domain/message.ts";
import { storedHashes } from "../domain/removal/stored-hashes.ts";
import { asError, isOfTheSystem } from "../foundation/errors.ts";
import { Refusal } from "../foundation/refusal.ts";
import type { DerivedTables } from "../ports/derived.ts";
import type { JournalReader } from "../ports/journal.ts";
import type { FactFilter } from "../ports/journal-queries.ts";
import { CorruptBlob, type Store } from "../ports/store.ts";
import type { ReadToken } from "../ports/timestamper.ts";
import { agentFacts } from "./agent-facts.ts";
import { Sealings } from "./audit/sealing.ts";
import { stampViolation } from "./audit/stamps.ts";

export interface AuditWorld {
  readonly journal: JournalReader & DerivedTables;
  readonly store: Pick<Store, "get">;
  readonly now: Instant;
  readonly readToken: ReadToken;
}

export interface AuditCounts {
  readonly facts: number;
  readonly deposits: number;
  readonly messages: number;
  readonly receipts: number;
  readonly blobs: number;
}

export type AuditEvent =
  | { readonly is: "progress"; readonly done: number; readonly of: "facts" | "deposits" }
  | { readonly is: "violation"; readonly violation: Violation }
  | { readonly is: "message"; readonly deposit: Deposit; readonly message: Message }
  | { readonly is: "done"; readonly head: ChainHead; readonly counts: AuditCounts };

/** `since`: only deposits and receipts with a fact since then; the chain is always read whole. */
export async function* audit(world: AuditWorld, since: Instant = 0): AsyncGenerator<AuditEvent> {
  const run = new Run(world, since);
  const damages = await world.journal.damages(limits.auditViolationsMax);
  yield* damages.map((detail) => violation({ code: "file-damaged", detail }));
  yield* run.chain();
  yield* run.deposits();
  yield* run.receipts();
  yield* run.agent();
  const strays = await damagedAsNone(world.journal.strays(limits.auditViolationsMax));
  for (const { where, said } of strays ?? [])
    yield violation({ code: "derived-differs", detail: `${where}: ${said}` });
  yield { is: "done", head: run.head, counts: run.counts() };
}

const violation = (found: Violation): AuditEvent => ({ is: "violation", violation: found });

class Run {
  head = chainStart;
  readonly #world: AuditWorld;
  readonly #since: Instant;
  readonly #deposits = new Set<number>();
  readonly #receipts = new Set<number>();
  readonly #verified = new Set<Sha256>();
  readonly #sealings: Sealings;
  readonly #counts = { facts: 0, messages: 0, blobs: 0 };

  constructor(world: AuditWorld, since: Instant) {
    this.#world = world;
    this.#since = since;
    this.#sealings = new Sealings(world.store);
  }

  counts(): AuditCounts {
    return { ...this.#counts, deposits: this.#deposits.size, receipts: this.#receipts.size };
  }

  async *chain(): AsyncGenerator<AuditEvent> {
    const { journal, now } = this.#world;
    for (;;) {
      // Where a page cannot be read, the chain ends for us: the file was told.
      const links = await damagedAsNone(journal.chain(this.head.seq, limits.auditBatchMax));
      if (!links || links.length === 0) return;
      for (const link of links) {
        const step = followChain(this.head, link, now);
        this.head = step.head;
        yield* step.violations.map(violation);
        if (step.fact && step.fact.at >= this.#since)
          yield* whatever(this.#met(step.fact), { seq: step.fact.seq });
      }
      this.#counts.facts += links.length;
      yield { is: "progress", done: this.#counts.facts, of: "facts" };
    }
  }

  /** Remembers whom the fact is about, and looks at the bytes it stands on. */
  async *#met(fact: Recorded): AsyncGenerator<AuditEvent> {
    if ("deposit" in fact) this.#deposits.add(numberOf(fact.deposit));
    if ("receipt" in fact) this.#receipts.add(numberOf(fact.receipt));
    for (const hash of storedHashes(fact)) {
      const wrong = await this.#blob(hash);
      if (!wrong || (wrong === "blob-missing" && (await this.#isReleased(fact, hash)))) continue;
      const raw = fact.is === "receipt-stored";
      yield violation({
        code: raw ? "receipt-without-raw" : wrong,
        seq: fact.seq,
        ...("deposit" in fact ? { deposit: fact.deposit } : {}),
        ...("message" in fact && fact.message ? { message: fact.message } : {}),
        ...("receipt" in fact ? { receipt: fact.receipt } : {}),
        detail: `${fact.is} ${hash}`,
      });
    }
  }

  /** Whether a later purge says that these bytes are kept no longer for what the fact is about. */
  async #isReleased(fact: Recorded, hash: Sha256): Promise<boolean> {
    const { journal } = this.#world;
    const of = ownerOf(fact);
    // The chain has not been read up to there yet.
    if (!of) return this.#isForgotten(fact, hash);
    const later = await damagedAsNone(
      journal.facts({ ...of, after: fact.seq }, limits.auditFactsMax),
    );
    return later?.some((f) => releases(f, hash)) ?? false;
  }

  /** What the register said of somebody. Read for each content that lacks: there are few, and a copy might be old. */
  async #isForgotten(fact: Recorded, hash: Sha256): Promise<boolean> {
    const forgotten = await agentFacts(this.#world.journal, "register-forgotten");
    return forgotten.some((f) => f.seq > fact.seq && forgets(f, hash));
  }

  async #blob(hash: Sha256): Promise<"blob-missing" | "blob-damaged" | undefined> {
    if (this.#verified.has(hash)) return undefined;
    try {
      await this.#world.store.get(hash);
    } catch (cause) {
      if (!(cause instanceof CorruptBlob)) throw cause;
      return cause.message.endsWith("is gone") ? "blob-missing" : "blob-damaged";
    }
    this.#counts.blobs += 1;
    if (this.#verified.size >= limits.auditHashesRemembered) this.#verified.clear();
    this.#verified.add(hash);
    return undefined;
  }

  async *deposits(): AsyncGenerator<AuditEvent> {
    let done = 0;
    for (const n of [...this.#deposits].sort((a, b) => a - b)) {
      const deposit: DepositId = `D${n}`;
      yield* whatever(this.#deposit(deposit), { deposit });
      done += 1;
      if (done % limits.auditBatchMax === 0) yield { is: "progress", done, of: "deposits" };
    }
  }

  async *#deposit(id: DepositId): AsyncGenerator<AuditEvent> {
    const facts = await this.#facts({ deposit: id });
    // A row that cannot be read was told with the chain.
    if (!facts) return;
    const checked = checkDeposit(id, facts as readonly Recorded<DepositFact>[]);
    yield* checked.violations.map(violation);
    const { deposit } = checked;
    if (!deposit) return;
    yield* sameBytesTwice(deposit, await this.#sameBytes(deposit)).map(violation);
    for (const { where, said } of await this.#drift(id))
      yield violation({ code: "derived-differs", deposit: id, detail: `${where}: ${said}` });
    for (const message of deposit.messages) {
      this.#counts.messages += 1;
      const broken = await this.#sealings.broken(deposit, message);
      if (broken) yield violation(broken);
      yield { is: "message", deposit, message };
    }
  }

  async *receipts(): AsyncGenerator<AuditEvent> {
    for (const n of [...this.#receipts].sort((a, b) => a - b)) {
      const receipt: ReceiptId = `R${n}`;
      yield* whatever(this.#receipt(receipt), { receipt });
    }
  }

  async *#receipt(id: ReceiptId): AsyncGenerator<AuditEvent> {
    const facts = await this.#facts({ receipt: id });
    if (!facts) return;
    yield* checkReceipt(id, facts).map(violation);
    yield* this.#receiptPurge(facts);
    for (const { where, said } of await this.#drift(id))
      yield violation({ code: "derived-differs", receipt: id, detail: `${where}: ${said}` });
  }

  /** A received mail goes only after every deposit that it answers was purged of receipts. */
  async *#receiptPurge(facts: readonly Recorded[]): AsyncGenerator<AuditEvent> {
    const purged = facts.find((f) => f.is === "receipt-purged");
    if (!purged) return;
    for (const matched of facts) {
      if (matched.is !== "receipt-matched" || matched.seq > purged.seq) continue;
      const own = (await this.#facts({ deposit: matched.deposit })) ?? [];
      const released = own.some(
        (f) => f.is === "purged" && f.seq < purged.seq && f.kinds.includes("receipts"),
      );
      if (released) continue;
      const { seq, receipt } = purged;
      yield violation({ code: "purged-early", seq, receipt, detail: matched.deposit });
    }
  }

  agent(): AsyncGenerator<AuditEvent> {
    return whatever(this.#agent(), {});
  }

  async *#agent(): AsyncGenerator<AuditEvent> {
    const own = await this.#upToHead(
      agentFacts(
        this.#world.journal,
        "journal-behind",
        "reconciled",
        "client-ordered",
        "sealer-known",
        "register-changed",
        "register-forgotten",
        "account-given",
        "dossier-taken-over",
      ),
    );
    yield* checkAgent(own ?? []).map(violation);
    for (const stamp of await agentFacts(this.#world.journal, "head-stamped")) {
      const wrong = stamp.seq <= this.head.seq && (await stampViolation(this.#world, stamp));
      if (wrong) yield violation(wrong);
    }
  }

  #facts(of: FactFilter): Promise<readonly Recorded[] | undefined> {
    return this.#upToHead(this.#world.journal.facts(of, limits.auditFactsMax));
  }

  /** Up to where the chain was read; undefined when one of them cannot be read. */
  async #upToHead(answer: Promise<readonly Recorded[]>): Promise<readonly Recorded[] | undefined> {
    try {
      return (await answer).filter((f) => f.seq <= this.head.seq);
    } catch (cause) {
      if (cause instanceof Refusal) return undefined;
      throw cause;
    }
  }

  /**
   * Earlier deposits of the same bytes, as they were when this one was taken. A damaged neighbour makes no
   * history; it is told when its own turn comes.
   */
  async #sameBytes(deposit: Deposit): Promise<readonly Deposit[]> {
    if (!isSentOrAlive(deposit)) return [];
    const { dossier, sha256, mode, seq } = deposit.claimed;
    // A damaged claim has others of nothing.
    if ([dossier, sha256, mode].some((word) => typeof word !== "string")) return [];
    const query = { by: "bytes", dossier, sha256, mode } as const;
    const others = await damagedAsNone(this.#world.journal.find(query, limits.auditBatchMax));
    const then: Deposit[] = [];
    for (const { id, claimed } of others ?? []) {
      if (claimed.seq >= seq) continue;
      const facts = (await this.#facts({ deposit: id }))?.filter((f) => f.seq < seq);
      if (facts) then.push(foldDeposit(facts as readonly Recorded<DepositFact>[]));
    }
    return then;
  }

  async #drift(id: DepositId | ReceiptId) {
    return (await damagedAsNone(this.#world.journal.drift(id))) ?? [];
  }
}

const ownerOf = (fact: Recorded): FactFilter | undefined => {
  if ("deposit" in fact) return { deposit: fact.deposit };
  return "receipt" in fact ? { receipt: fact.receipt } : undefined;
};

const forgets = (fact: FactOf<"register-forgotten">, hash: Sha256): boolean =>
  fact.papers.includes(hash) || fact.contents.some(({ was }) => was === hash);

const releases = (fact: Recorded, hash: Sha256): boolean =>
  fact.is === "purged"
    ? fact.removed.some((r) => r.path === undefined && r.sha256 === hash)
    : fact.is === "receipt-purged" &&
      (fact.sha256 === hash || fact.opened?.some((o) => o.sha256 === hash) === true);

/**
 * A damaged row that is still JSON may hold anything: where that trips whoever reads it, it is told, and the audit goes
 * on. Only the disk's own errors stop it.
 */
async function* whatever(
  events: AsyncIterable<AuditEvent>,
  place: Pick<Violation, "seq" | "deposit" | "receipt">,
): AsyncGenerator<AuditEvent> {
  try {
    yield* events;
  } catch (cause) {
    if (isOfTheSystem(cause)) throw cause;
    yield violation({ code: "impossible-fact", ...place, detail: asError(cause).name });
  }
}

const damagedAsNone = async <T>(answer: Promise<T>): Promise<T | undefined> => {
  try {
    return await answer;
  } catch (cause) {
    if (isOfTheSystem(cause)) throw cause;
    return undefined;
  }
};
