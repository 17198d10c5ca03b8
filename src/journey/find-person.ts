/**
 * What names a person (a right of access, or of erasure): deposits, by what was read of each file, and received mails that were
 * matched with none. Nothing of the search is kept.
 */
import type { Hire } from "../domain/declaration.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { Instant, ReceiptId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import type { Receipt } from "../domain/receipt/receipt.ts";
import { isPurged } from "../domain/removal/purge.ts";
import type { JournalReader } from "../ports/journal.ts";
import { CorruptBlob, type Store } from "../ports/store.ts";
import { contentOf } from "./content.ts";
import { namesPerson, type Person, personNamed, plainName } from "./find-person/person-in-text.ts";
import type { World } from "./world.ts";

export interface FoundPerson {
  readonly deposit: Deposit;
  /** How many other declarations stand in the same file, and would go with it. */
  readonly others: number;
}

interface Searched {
  readonly journal: JournalReader;
  readonly store: Store;
}

export async function* findPerson(world: Searched, person: string): AsyncGenerator<FoundPerson> {
  const isThem = matching(personNamed(person));
  for (let after = 0; ; ) {
    const facts = await world.journal.facts({ after }, limits.auditBatchMax);
    for (const fact of facts) {
      if (fact.is !== "recognised") continue;
      const deposit = await world.journal.deposit(fact.deposit);
      if (!deposit || isPurged(deposit, "originals")) continue;
      const { declarations } = await contentOf(world, deposit);
      const theirs = declarations.filter((d) => d.kind === "dpae" && isThem(d)).length;
      if (theirs > 0) yield { deposit, others: declarations.length - theirs };
    }
    const last = facts.at(-1);
    if (!last) return;
    after = last.seq;
  }
}

const matching = ({ nir, name }: Person): ((hire: Hire) => boolean) => {
  if (nir !== "") return ({ person }) => person.nir.toUpperCase() === nir;
  return ({ person }) => {
    const [family, given] = [plainName(person.family), plainName(person.given)];
    return name !== "" && (name === `${family} ${given}` || name === `${given} ${family}`);
  };
};

export interface FoundMail {
  readonly receipt: ReceiptId;
  /** When it was kept: its retention counts from there. */
  readonly at: Instant;
  /** Somebody must say first what it is: a person's word, and not an erasure, ends that. */
  readonly waits: boolean;
}

/** Received mails that were matched with no deposit: what they hold, opened where they came encrypted. */
export async function* findMails(
  world: Searched & Pick<World, "mailReader">,
  text: string,
): AsyncGenerator<FoundMail> {
  const person = personNamed(text);
  for (let after: ReceiptId = "R0"; ; ) {
    const page = await world.journal.receipts({ after }, limits.batchMax);
    for (const receipt of page)
      if (receipt.matches.length === 0 && (await isAbout(world, receipt, person)))
        yield { receipt: receipt.id, at: receipt.stored.at, waits: isWaiting(receipt) };
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}

const isWaiting = ({ classified, dismissed }: Receipt): boolean =>
  !dismissed && ["ar", "unreadable", "sealed", "pending"].includes(classified?.class ?? "");

const isAbout = async (
  world: Searched & Pick<World, "mailReader">,
  { stored, classified }: Receipt,
  person: Person,
): Promise<boolean> => {
  const kept = [stored.sha256, ...(classified?.opened ? [classified.opened.sha256] : [])];
  for (const sha256 of kept) {
    const bytes = await world.store.get(sha256).catch(goneAsNone);
    if (!bytes) continue;
    if (namesPerson(bytes, person)) return true;
    const reading = await world.mailReader.read(bytes);
    if (reading.is === "unreadable") continue;
    const { subject, text, parts } = reading.mail;
    const all = [Buffer.from(`${subject}\n${text}`), ...parts.map((part) => part.bytes)];
    if (all.some((one) => namesPerson(one, person))) return true;
  }
  return false;
};

/** Purged, or lost: the audit tells which. */
const goneAsNone = (cause: unknown): undefined => {
  if (!(cause instanceof CorruptBlob)) throw cause;
};
