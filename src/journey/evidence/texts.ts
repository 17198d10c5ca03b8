/** The texts of a bundle that are nothing but what rows of the journal say: whoever verifies it writes them again, and compares. */
import type { FactOf, Recorded } from "../../domain/facts.ts";
import type { ReceiptId, Sha256 } from "../../domain/ids.ts";
import type { Message } from "../../domain/message.ts";
import type { Outcome, SendTrace } from "../../domain/outcome.ts";
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
  for (const { number, begun, phase, ended } of attempts) {
    lines.push(`Tentative ${number}, commencée le ${frenchDateTime(begun)}`);
    if (ended) lines.push(...conversation(ended.outcome.trace));
    if (phase === "dot") lines.push("  Le message a été remis jusqu'à sa fin.");
    lines.push(
      ended
        ? `  Terminée le ${frenchDateTime(ended.at)} : ${endOf(ended.outcome)}`
        : "  Sans fin connue.",
      "",
    );
  }
  return `${lines.join("\r\n")}\r\n`;
};

/** `>` is what Facteur said, `<` what the server answered. */
const conversation = ({ server, tls, dialogue = [] }: SendTrace): readonly string[] => [
  `  Serveur ${server}${tls === undefined ? "" : tls === "clear" ? ", en clair sur cette machine" : `, ${tls}`}`,
  ...dialogue.map((line) => `  ${line}`),
];

const endOf = (outcome: Outcome): string => {
  switch (outcome.is) {
    case "accepted":
      return `accepté par le serveur, qui répond : ${outcome.reply}`;
    case "later":
      return `à réessayer (${outcome.because.code}) : ${outcome.because.said}`;
    case "refused":
      return `refusé (${outcome.because.code}) : ${outcome.because.said}`;
    case "uncertain":
      return `incertain (${outcome.because.code}) : ${outcome.because.said}`;
  }
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
