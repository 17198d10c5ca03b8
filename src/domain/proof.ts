/** What resolves an uncertain message without asking anybody. */
import type { Deposit } from "./deposit.ts";
import type { FactOf, Recorded } from "./facts.ts";
import type { Message } from "./message.ts";

export interface Proof {
  readonly message: Message;
  readonly receipt: Recorded<FactOf<"receipt-matched">>;
}

/**
 * A receipt that names the message by its Message-ID, which holds a nonce nobody can guess, or whose
 * authenticity is established, proves that the message arrived. One that merely resembles does not.
 */
export const proofs = (deposit: Deposit): readonly Proof[] =>
  deposit.messages.flatMap((message) => {
    if (message.stage.is !== "uncertain") return [];
    const receipt = deposit.receipts.find(
      (r) =>
        r.message === message.id &&
        (r.by.includes("references") || r.grade === "A" || r.grade === "B" || r.grade === "H"),
    );
    return receipt ? [{ message, receipt }] : [];
  });
