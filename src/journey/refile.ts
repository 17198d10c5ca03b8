/**
 * « Remettez-le »: a receipt's file that the payroll program took from `AR/` and lost is put there once more. Facteur never
 * does so by itself, because a program may count twice what it finds twice (design §4, I4): a person asks, with a reason.
 */

import type { Deposit } from "../domain/deposit.ts";
import type { ReceiptId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { undelivered } from "../domain/next.ts";
import { believed } from "../domain/receipt/believed.ts";
import { type PersonAnswer, type PersonRefusal, refused } from "../domain/receipt/person-answer.ts";
import { foldReceipt, type Receipt } from "../domain/receipt/receipt.ts";
import { isPurged } from "../domain/removal/purge.ts";
import type { World } from "./world.ts";

export interface Refiling {
  readonly is: "refile";
  readonly receipt: ReceiptId;
  readonly by: string;
  readonly reason: string;
}

/** Written down; the agent puts it there as it does any other. */
export const refileReceipt = (
  world: Pick<World, "journal" | "store">,
  { receipt: id, by, reason }: Refiling,
): Promise<PersonAnswer> =>
  world.journal.transact(async (t) => {
    const receipt = foldReceipt(await t.facts({ receipt: id }, limits.receiptFactsMax));
    if (!receipt) return refused("unknown-receipt");
    if (receipt.matches.length === 0) return refused("not-matched");
    const about = new Set(receipt.matches.map((match) => match.deposit));
    const all: Deposit[] = [];
    for (const deposit of about) all.push((await t.deposit(deposit)) ?? impossible(deposit));
    const because = await whyNot(world, all, id);
    if (because) return refused(because);
    // Put there once for a folder, however many deposits of it the receipt is about.
    const filed = all.filter((d) => wasFiled(d, id));
    const once = [...new Map(filed.toReversed().map((d) => [d.claimed.dossier, d])).values()];
    for (const { id: deposit } of once)
      await t.append({ is: "refile-ordered", deposit, receipt: id, by, reason });
    return { is: "done", receipt: id, deposits: once.map((d) => d.id) };
  });

const impossible = (id: string): never => {
  throw new Error(`${id} is not in the journal`);
};

const matchesOf = (d: Deposit, id: ReceiptId): Deposit["receipts"] =>
  d.receipts.filter((r) => r.receipt === id && r.file !== undefined);

/** Under its own number, or that of an earlier receipt that brought the same file. */
const wasFiled = (d: Deposit, id: ReceiptId): boolean =>
  d.deliveries.some(
    (x) =>
      x.is === "delivered" &&
      (x.receipt === id || matchesOf(d, id).some((r) => r.file?.sha256 === x.sha256)),
  );

/** Whether `refileReceipt` would put it there again now. */
export const mayRefile = async (
  world: { readonly journal: Pick<World["journal"], "deposit">; readonly store: World["store"] },
  receipt: Receipt,
): Promise<boolean> => {
  const all: Deposit[] = [];
  for (const id of new Set(receipt.matches.map((match) => match.deposit)))
    all.push((await world.journal.deposit(id)) ?? impossible(id));
  return all.length > 0 && (await whyNot(world, all, receipt.id)) === undefined;
};

const whyNot = async (
  { store }: Pick<World, "store">,
  all: readonly Deposit[],
  id: ReceiptId,
): Promise<PersonRefusal | undefined> => {
  const brought = all.flatMap((d) => matchesOf(d, id).map((match) => ({ d, match })));
  if (brought.length === 0) return "never-filed";
  if (all.some((d) => isPurged(d, "receipts"))) return "purged";
  if (!brought.some(({ d, match }) => believed(d, match) === "wholly")) return "not-closing";
  if (all.some((d) => undelivered(d).some((r) => r.receipt === id))) return "being-filed";
  if (!all.some((d) => wasFiled(d, id))) return "never-filed";
  for (const { match } of brought)
    if (match.file && (await store.sizeOf(match.file.sha256)) === undefined) return "purged";
  return undefined;
};
