/** What shows, without asking anybody, that a message arrived of which the server did not say so. */

import type { Deposit } from "../deposit.ts";
import type { FactOf, Recorded } from "../facts.ts";
import type { MessageId } from "../ids.ts";
import { isDeferred, type Message } from "../message.ts";
import { ruledMailOf } from "../ruled-mails.ts";
import { tellsFailure } from "./believed.ts";
import type { AskableGrade } from "./expected.ts";
import { closes } from "./verdict.ts";

export interface Proof {
  readonly message: Message;
  readonly receipt: Recorded<FactOf<"receipt-matched">>;
}

/** Each of them shows that somebody has our message: it holds the Message-ID's nonce, or is our own copy. */
const signs = new Set(["references", "message-id", "envelope-id", "own-copy"]);

/**
 * A receipt that names the message by its Message-ID, which holds a nonce nobody can guess, or whose
 * authenticity is enough for the rule (`enough`), proves that the message arrived. One that merely resembles does not.
 */
export const provesArrival = (
  receipt: FactOf<"receipt-matched">,
  message: MessageId,
  enough?: AskableGrade,
): boolean =>
  receipt.message === message &&
  (receipt.by.some((sign) => signs.has(sign)) || closes(receipt.grade, enough));

export const proofs = (deposit: Deposit): readonly Proof[] =>
  deposit.messages.flatMap((message) => {
    if (message.stage.is !== "uncertain" && !isDeferred(message)) return [];
    const enough = ruledMailOf(deposit, message)?.expects?.grade;
    const receipt = deposit.receipts.find(
      (r) => !tellsFailure(r) && provesArrival(r, message.id, enough),
    );
    return receipt ? [{ message, receipt }] : [];
  });
