/** Uncertain → accepted, when something came back that only a recipient of our message can have sent. */
import type { Deposit } from "../domain/deposit.ts";
import { proofs } from "../domain/receipt/proof.ts";
import type { Facts } from "./world.ts";

export const prove = async (_world: unknown, deposit: Deposit): Promise<Facts> =>
  proofs(deposit).map(({ message, receipt }) => ({
    is: "message-proved",
    deposit: deposit.id,
    message: message.id,
    by: receipt.receipt,
  }));
