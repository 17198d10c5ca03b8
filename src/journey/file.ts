/**
 * Receipt → `<dossier>/AR/`, under the name it came with, exactly once: the payroll program may take it
 * away at any moment, and must never find it twice (design §4, I4). The bytes wait in a hidden file
 * before the journal says « begun »; from then on only the hidden file's presence says what is left to do.
 */
import type { Deposit } from "../domain/deposit.ts";
import { undelivered } from "../domain/next.ts";
import type { Facts, World } from "./world.ts";

/** One stage of one delivery a call: its facts must be durable before the next call. */
export const file = async (
  world: Pick<World, "store" | "dossiers">,
  deposit: Deposit,
): Promise<Facts> => {
  const receipt = undelivered(deposit)[0];
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  if (!receipt?.file || !dossier) return [];
  const about = { deposit: deposit.id, receipt: receipt.receipt, ...receipt.file };
  const begun = deposit.deliveries.some((d) => d.receipt === receipt.receipt);
  if (!begun) {
    await dossier.spool.filing.prepare(receipt.receipt, await world.store.get(receipt.file.sha256));
    return [{ is: "delivery-begun", ...about }];
  }
  const { filing } = dossier.spool;
  const name =
    receipt.file.name === deposit.claimed.name ? { own: receipt.file.name } : receipt.file.name;
  if ((await filing.commit(receipt.receipt, name)) === "lost") {
    // Somebody deleted the hidden file before it was put in its place: nobody has seen it yet.
    await filing.prepare(receipt.receipt, await world.store.get(receipt.file.sha256));
    if ((await filing.commit(receipt.receipt, name)) === "lost") return [];
  }
  return [{ is: "delivered", ...about }];
};
