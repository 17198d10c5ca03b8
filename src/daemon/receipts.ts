/**
 * Everything that comes back goes through here, whatever brought it: a mailbox, a folder, a person. Kept first, then
 * understood, then written down. Works on the world alone, so that the command line can do it while no agent runs.
 */
import type { ByPerson, MailRef } from "../domain/facts.ts";
import { type DepositId, numberOf, type ReceiptId, type Sha256 } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { mayHaveLeft } from "../domain/message.ts";
import { fileFolder, fileNameOf, isSavedMail } from "../domain/receipt/file.ts";
import type { PersonAnswer } from "../domain/receipt/person-answer.ts";
import type { Receipt } from "../domain/receipt/receipt.ts";
import { asError, diskTrouble } from "../foundation/errors.ts";
import { assignReceipt } from "../journey/person.ts";
import { keep, record, recordAgain, recordAnew } from "../journey/receive.ts";
import { Asking } from "../journey/understand/asking.ts";
import type { Conclusion } from "../journey/understand/conclusion.ts";
import type { Incoming } from "../journey/understand/incoming.ts";
import { type Part, understand, understandFor } from "../journey/understand.ts";
import type { World } from "../journey/world.ts";
import { CorruptBlob } from "../ports/store.ts";

export type ReceiptWorld = Part & Pick<World, "clock" | "journal">;

export interface Taken {
  readonly receipt: ReceiptId;
  /** Absent when these very bytes were received before. */
  readonly conclusion?: Conclusion;
}

/** `headersOnly`: what we have is not the whole mail, and a person must look. */
export const takeReceipt = async (
  world: ReceiptWorld,
  incoming: Incoming & { readonly headersOnly?: string },
): Promise<Taken> => takeKept(world, incoming, await keep(world, incoming));

/** The place of a mail among those that are taken beside each other: their commits are asked for in the order in which they came. */
export interface Place {
  /** All before it have asked for their commits. */
  readonly next: Promise<void>;
  /** All before it are done. */
  readonly alone: Promise<void>;
  /** This one has asked for its commit. */
  readonly asked: () => void;
}

const onlyOne: Place = {
  next: Promise.resolve(),
  alone: Promise.resolve(),
  asked: () => undefined,
};

/** The same, of what was made durable already. */
export const takeKept = async (
  world: ReceiptWorld,
  incoming: Incoming & { readonly headersOnly?: string },
  kept: Awaited<ReturnType<typeof keep>>,
  place = onlyOne,
): Promise<Taken> => {
  if (kept.seen) {
    await recordAgain(world, kept.seen, incoming.ref);
    return { receipt: kept.seen };
  }
  for (let tries = 1; ; tries += 1) {
    const asking = new Asking(world.journal);
    const conclusion = incoming.headersOnly
      ? unreadable(incoming.headersOnly)
      : await concluded({ ...world, journal: asking }, incoming);
    await place.next;
    const writing = record(world, incoming, {
      sha256: kept.sha256,
      conclusion,
      // Where everything moves all the time, what it was told a moment ago must do.
      ...(tries < limits.understoodAgainMax ? { isOvertaken: (t) => asking.isOvertaken(t) } : {}),
    });
    place.asked();
    const written = await writing;
    if (written.is === "again") return { receipt: written.receipt };
    if (written.is === "new") return { receipt: written.receipt, conclusion };
    await place.alone;
  }
};

const concluded = async (world: Part, incoming: Incoming): Promise<Conclusion> => {
  try {
    return await understand(world, incoming);
  } catch (cause) {
    // The disk's fault is not the mail's: it is read again later.
    if (diskTrouble(cause)) throw cause;
    return unreadable(asError(cause).message.slice(0, 200));
  }
};

const unreadable = (because: string): Conclusion => ({
  class: "unreadable",
  by: [because],
  matches: [],
  returns: [],
});

/** What was received, as it was received; undefined when its bytes were purged, or lost. */
const again = async (
  world: Pick<World, "store">,
  receipt: Receipt,
): Promise<Incoming | undefined> => {
  const { from, arrived, sha256 } = receipt.stored;
  const raw = await world.store.get(sha256).catch(goneAsNone);
  if (!raw) return undefined;
  const name = fileNameOf(from.folder);
  const { verified, opened } = receipt.classified ?? {};
  const content = opened && (await world.store.get(opened.sha256).catch(goneAsNone));
  return {
    ref: from,
    arrived,
    raw,
    ...(content ? { content } : {}),
    ...(name === undefined ? {} : { file: { name } }),
    ...(verified ? { verified } : {}),
  };
};

const goneAsNone = (cause: unknown): undefined => {
  if (!(cause instanceof CorruptBlob)) throw cause;
};

/** Asks the DNS again for what waits for it; returns what could be concluded at last. */
export const retryPending = async (world: ReceiptWorld): Promise<readonly Reconsidered[]> =>
  retried(world, await world.journal.receipts({ state: "pending" }, limits.batchMax));

/** Tries to open again what stayed closed: a key was added, or replaced. */
export const retrySealed = async (world: ReceiptWorld): Promise<readonly Reconsidered[]> => {
  const closed = await world.journal.receipts({ state: "poison" }, limits.receiptsRemindedMax);
  return retried(
    world,
    closed.filter((receipt) => receipt.classified?.class === "sealed"),
  );
};

const retried = async (
  world: ReceiptWorld,
  receipts: readonly Receipt[],
): Promise<readonly Reconsidered[]> => {
  const done: Reconsidered[] = [];
  for (const receipt of receipts) {
    const incoming = await again(world, receipt);
    const conclusion = incoming && (await concluded(world, incoming));
    if (!conclusion || conclusion.class === receipt.classified?.class) continue;
    await recordAnew(world, receipt.id, conclusion);
    done.push({ receipt: receipt.id, conclusion });
  }
  return done;
};

/**
 * What an answer taught may tell whom an earlier one is about: a third level that came before the first cites a number
 * which nobody knew then. Returns what could be concluded.
 */
export const reconsider = async (
  world: ReceiptWorld,
  taught: Conclusion,
): Promise<readonly Reconsidered[]> => {
  const done: Reconsidered[] = [];
  for (const receipt of await mayKnowNow(world, taught)) {
    if (receipt.state !== "to-assign" && receipt.state !== "aside") continue;
    // A person has said that it is none of ours.
    if (receipt.dismissed) continue;
    const incoming = await again(world, receipt);
    const conclusion = incoming && (await concluded(world, incoming));
    if (!conclusion || conclusion.matches.length === 0) continue;
    await recordAnew(world, receipt.id, conclusion);
    done.push({ receipt: receipt.id, conclusion });
  }
  return done;
};

/** Those that bear a number which was learnt, and those that could not be told from the deposit which is answered now. */
const mayKnowNow = async (world: ReceiptWorld, taught: Conclusion): Promise<readonly Receipt[]> => {
  const found = new Map<ReceiptId, Receipt>();
  for (const mark of new Set(taught.matches.flatMap((match) => match.marks ?? [])))
    for (const receipt of await world.journal.receipts({ mark }, limits.candidatesMax))
      found.set(receipt.id, receipt);
  const answered = new Set(taught.matches.map((match) => match.deposit));
  if (answered.size === 0) return [...found.values()];
  const waiting = await world.journal.receipts({ state: "to-assign" }, limits.receiptsRemindedMax);
  for (const receipt of waiting)
    if (receipt.classified?.candidates?.some((c) => answered.has(c.deposit)))
      found.set(receipt.id, receipt);
  return [...found.values()];
};

/** The same after a person's word on a receipt that was here: what it says is believed from now on. */
export const reconsiderAfter = async (
  world: ReceiptWorld,
  id: ReceiptId,
): Promise<readonly Reconsidered[]> => {
  const [receipt] = await world.journal.receipts({ after: before(id) }, 1);
  if (receipt?.id !== id) return [];
  return reconsider(world, { class: "ar", by: [], matches: receipt.matches, returns: [] });
};

export interface Reconsidered {
  readonly receipt: ReceiptId;
  readonly conclusion: Conclusion;
}

/** `facteur receipt assign`: the receipt is read again, for the deposit that a person names. */
export const assignTo = async (
  world: ReceiptWorld,
  about: { readonly receipt: ReceiptId; readonly deposit: DepositId; readonly person: ByPerson },
): Promise<PersonAnswer> => {
  const deposit = await world.journal.deposit(about.deposit);
  if (!deposit) return { is: "refused", because: "unknown-deposit" };
  if (!deposit.messages.some(mayHaveLeft)) return { is: "refused", because: "never-sent" };
  const [receipt] = await world.journal.receipts({ after: before(about.receipt) }, 1);
  if (receipt?.id !== about.receipt) return { is: "refused", because: "unknown-receipt" };
  const bytes = await again(world, receipt);
  if (!bytes) return { is: "refused", because: "purged" };
  const incoming = { ...bytes, person: about.person };
  const [match] = (await understandFor(world, incoming, deposit)).matches;
  return match
    ? assignReceipt(world, receipt.id, match)
    : { is: "refused", because: "unknown-receipt" };
};

const before = (id: ReceiptId): ReceiptId => `R${numberOf(id) - 1}`;

/** `facteur receipt import`: a file that a person gives us; its bytes are in the store already. */
export const importFile = async (
  world: ReceiptWorld,
  about: { readonly sha256: Sha256; readonly name: string; readonly person: ByPerson },
): Promise<Taken> => {
  const raw = await world.store.get(about.sha256);
  const isMail = isSavedMail(about.name, raw);
  return takeReceipt(world, {
    ref: {
      mailbox: "personne",
      folder: isMail ? "courriel" : fileFolder(about.name),
      uidValidity: about.sha256,
      uid: 0,
    },
    arrived: world.clock.now(),
    raw,
    person: about.person,
    ...(isMail ? {} : { file: { name: about.name } }),
  });
};

/** What was received under this reference, as it was; undefined when it is not known, was purged, or is lost. */
export const keptBytes = async (
  world: Pick<World, "journal" | "store">,
  ref: MailRef,
): Promise<Uint8Array | undefined> => {
  const receipt = await receiptUnder(world, ref);
  return receipt && (await again(world, receipt))?.raw;
};

const receiptUnder = async (
  { journal }: Pick<World, "journal">,
  ref: MailRef,
): Promise<Receipt | undefined> => {
  const id = await journal.mail(ref);
  const [receipt] = id ? await journal.receipts({ after: before(id) }, 1) : [];
  return receipt?.id === id ? receipt : undefined;
};

const dayMs = 86_400_000;

/**
 * What may be deleted from a POP3 mailbox: only what is about us, so many days after it was durable here (mail.md F64), and
 * only these bytes of it.
 */
export const deletableBytes = async (
  world: Pick<World, "journal" | "clock">,
  ref: MailRef,
  days: number,
): Promise<Sha256 | undefined> => {
  const receipt = await receiptUnder(world, ref);
  return receipt?.state === "filed" && receipt.stored.at <= world.clock.now() - days * dayMs
    ? receipt.stored.sha256
    : undefined;
};
