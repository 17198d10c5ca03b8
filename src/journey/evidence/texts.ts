/** The texts of a bundle that are nothing but what rows of the journal say: whoever verifies it writes them again, and compares. */
import type { FactOf, Recorded } from "../../domain/facts.ts";
import type { ReceiptId, Sha256 } from "../../domain/ids.ts";
import type { Message } from "../../domain/message.ts";
import { frenchDateTime } from "../../domain/paris-time.ts";

/** What the server said at each attempt, the final answer word for word. */
export const dialogueOf = (message: Message): string => {
  const { frozen, attempts } = message;
  const lines = [
    `Pli ${message.id}`,
    `Message-ID : ${frozen.messageIdHeader}`,
    `SHA-256 : ${frozen.sha256} (${frozen.size} octets)`,
    `De : ${frozen.envelope.from}`,
    `À : ${frozen.envelope.to.join(", ")}`,
    "",
  ];
  for (const attempt of attempts) {
    lines.push(`Tentative ${attempt.number}, commencée le ${frenchDateTime(attempt.begun)}`);
    if (attempt.phase === "dot") lines.push("  Le message a été remis jusqu'à sa fin.");
    if (attempt.ended)
      lines.push(
        `  Terminée le ${frenchDateTime(attempt.ended.at)} : ${JSON.stringify(attempt.ended.outcome)}`,
      );
    else lines.push("  Sans fin connue.");
  }
  return `${lines.join("\r\n")}\r\n`;
};

/** What was seen of the mail when it was judged: the fields that decided, each signature, and its key as it was then. */
export const seenPath = (receipt: ReceiptId): string => `retours/${receipt}.vu.json`;

/** Judged again, it was seen again: the last time counts. */
export const evidenceIn = (
  matches: readonly FactOf<"receipt-matched">[],
  receipt: ReceiptId,
): Sha256 | undefined =>
  matches.findLast((m) => m.receipt === receipt && m.evidence !== undefined)?.evidence;

/** What was concluded of a received mail, with its authenticity. */
export const receiptText = (facts: readonly Recorded[]): string =>
  `${JSON.stringify(facts, undefined, 2)}\n`;
