/** The deposit's report and its `.statut`, made anew from facts and store. */
import type { Deposit } from "../domain/deposit.ts";
import type { ReceiptId } from "../domain/ids.ts";
import { purgedHashes } from "../domain/purge.ts";
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
  const { declarations } = await contentOf(world, deposit);
  const texts = new Map<ReceiptId, string>();
  const gone = purgedHashes(deposit);
  for (const receipt of deposit.receipts)
    if (receipt.text && !gone.has(receipt.text))
      texts.set(receipt.receipt, Buffer.from(await world.store.get(receipt.text)).toString("utf8"));
  const rule =
    deposit.ruled && !gone.has(deposit.ruled.ruling)
      ? (JSON.parse(Buffer.from(await world.store.get(deposit.ruled.ruling)).toString()) as Rule)
      : undefined;
  return {
    deposit,
    declarations,
    findings: await findingsOf(world, deposit),
    texts,
    ...(rule ? { note: rule.note } : {}),
    ...calendarOf(world.dossiers.get(deposit.claimed.dossier)),
    memory: await refusalMemory(world.journal, deposit),
  };
};

const calendarOf = (dossier: Pick<Dossier, "calendar"> | undefined) =>
  dossier ? { calendar: dossier.calendar } : {};

export const report = async (
  world: Pick<World, "store" | "journal" | "dossiers" | "holds">,
  reporter: Reporter,
  deposit: Deposit,
): Promise<void> => {
  // What stands there was written from what is gone now; a poorer report must not take its place.
  if (deposit.purges.length > 0) return;
  const statut = await reporter.publish(await forPeople(world, world.holds.over(deposit)));
  const { dossier, name } = deposit.claimed;
  // `dpae.txt.statut` speaks of the last file of that name only.
  const [latest] = await world.journal.find({ by: "name", dossier, name }, 1);
  if (latest?.id === deposit.id) await world.dossiers.get(dossier)?.spool.note(name, statut);
};
