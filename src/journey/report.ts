/** The deposit's report and its `.statut`, made anew from facts and store. */
import type { Deposit } from "../domain/deposit.ts";
import type { MessageId, ReceiptId, Sha256 } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { refusedAt } from "../domain/refused-at.ts";
import { purgedHashes } from "../domain/removal/purge.ts";
import { madeWith } from "../domain/ruled-mails.ts";
import type { JournalReader } from "../ports/journal.ts";
import type { DepositForPeople, Reporter } from "../ports/reporter.ts";
import type { Rule } from "../rules/rule.ts";
import { contentOf, findingsOf } from "./content.ts";
import { refusalMemory } from "./report/memory.ts";
import type { Dossier, World } from "./world.ts";

/** Gathers all that a report is made of. */
export const forPeople = async (
  world: Pick<World, "store"> & {
    readonly journal: JournalReader;
    readonly dossiers: ReadonlyMap<string, Pick<Dossier, "calendar">>;
  },
  deposit: Deposit,
): Promise<DepositForPeople> => {
  const { declarations, judgedBy } = await contentOf(world, deposit);
  const texts = new Map<ReceiptId, string>();
  const gone = purgedHashes(deposit);
  for (const receipt of deposit.receipts)
    if (receipt.text && !gone.has(receipt.text))
      texts.set(receipt.receipt, Buffer.from(await world.store.get(receipt.text)).toString("utf8"));
  const original =
    deposit.stage.is === "duplicate" ? await world.journal.deposit(deposit.stage.of) : undefined;
  return {
    deposit,
    ...(original ? { original } : {}),
    declarations,
    findings: await findingsOf(world, deposit),
    ...(judgedBy === undefined ? {} : { judgedBy }),
    texts,
    notes: await notesOf(world.store, deposit, gone),
    ...calendarOf(world.dossiers.get(deposit.claimed.dossier)),
    memory: await refusalMemory(world.journal, deposit),
  };
};

/** Of a file that left cut, each mail has the note of its own rule. */
const notesOf = async (
  store: World["store"],
  deposit: Deposit,
  gone: ReadonlySet<Sha256>,
): Promise<ReadonlyMap<MessageId, string>> => {
  const notes = new Map<MessageId, string>();
  for (const message of deposit.messages) {
    const ruling = madeWith(deposit, message)?.ruling;
    if (ruling === undefined || gone.has(ruling)) continue;
    const rule = JSON.parse(Buffer.from(await store.get(ruling)).toString()) as Rule;
    notes.set(message.id, rule.note);
  }
  return notes;
};

const calendarOf = (dossier: Pick<Dossier, "calendar"> | undefined) =>
  dossier ? { calendar: dossier.calendar } : {};

export const report = async (
  world: Pick<World, "store" | "journal" | "dossiers" | "holds">,
  reporter: Reporter,
  deposit: Deposit,
): Promise<void> => {
  await publish(world, reporter, deposit);
  for (const repeated of await repeating(world.journal, deposit))
    await publish(world, reporter, repeated);
};

const publish = async (
  world: Pick<World, "store" | "journal" | "dossiers" | "holds">,
  reporter: Reporter,
  deposit: Deposit,
): Promise<void> => {
  // What stands there was written from what is gone now; a poorer report must not take its place.
  if (deposit.purges.length > 0) return;
  const told = await forPeople(world, world.holds.over(deposit));
  const { statut, text } = await reporter.publish(
    told.original ? { ...told, original: world.holds.over(told.original) } : told,
  );
  const { dossier, name } = deposit.claimed;
  const refused = refusedAt(deposit);
  if (refused !== undefined) await world.dossiers.get(dossier)?.spool.noteRefused(refused, text);
  // `dpae.txt.statut` speaks of the last file of that name only.
  if (await isLatest(world.journal, deposit))
    await world.dossiers.get(dossier)?.spool.note(name, statut);
};

const isLatest = async (journal: JournalReader, { id, claimed }: Deposit): Promise<boolean> => {
  const { dossier, name } = claimed;
  const [latest] = await journal.find({ by: "name", dossier, name }, 1);
  return latest?.id === id;
};

/** The duplicates of it whose `.statut` a program reads still: what became of it is what became of them. */
const repeating = async (
  journal: JournalReader,
  { id, claimed }: Deposit,
): Promise<readonly Deposit[]> => {
  const { dossier, sha256, mode } = claimed;
  const same = await journal.find({ by: "bytes", dossier, sha256, mode }, limits.batchMax);
  const found: Deposit[] = [];
  for (const d of same)
    if (d.stage.is === "duplicate" && d.stage.of === id && (await isLatest(journal, d)))
      found.push(d);
  return found;
};
