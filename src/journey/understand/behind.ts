/** Whether a mail shows that we sent what the journal says was never sent, or does not know at all. */
import { readEnvelopeId } from "../../domain/envelope-id.ts";
import type { FactOf } from "../../domain/facts.ts";
import { ownDepositNumber } from "../../domain/message-id.ts";
import {
  readDeliveryStatus,
  returnedMessageId,
} from "../../formats/receipts/delivery-status/delivery-status.ts";
import type { ReadMail } from "../../ports/mail-reader.ts";
import type { World } from "../world.ts";
import type { Finding } from "./asking.ts";

export const behindOf = async (
  world: Finding & Pick<World, "agent">,
  mail: ReadMail,
): Promise<readonly Omit<FactOf<"journal-behind">, "is" | "identity">[]> => {
  const found: Omit<FactOf<"journal-behind">, "is" | "identity">[] = [];
  for (const header of new Set([mail.messageId, ...mail.references, ...reported(world, mail)])) {
    const number = ownDepositNumber(world.agent.key, header);
    if (number === undefined) continue;
    const [deposit] = await world.journal.find({ by: "message-id", header }, 1);
    const message = deposit?.messages.find((m) => m.frozen.messageIdHeader === header);
    const seen = { messageIdHeader: header, number, because: "mail" } as const;
    if (!message) found.push(seen);
    // The dot is in the journal before it leaves: a mail that left without one left after the backup.
    else if (!message.attempts.some((a) => a.phase === "dot") && message.stage.is !== "accepted")
      found.push({ ...seen, known: message.id });
  }
  return found;
};

/** What a delivery report is about (RFC 3464): our envelope id, or the mail that it brings back. */
const reported = (world: Pick<World, "agent">, mail: ReadMail): readonly string[] =>
  mail.parts.flatMap((part) => {
    if (part.type === "message/delivery-status") {
      const id = readDeliveryStatus(part.bytes)?.envelopeId;
      return id ? [readEnvelopeId(world.agent.key, id).messageIdHeader] : [];
    }
    if (part.type !== "message/rfc822" && part.type !== "text/rfc822-headers") return [];
    return returnedMessageId(part.bytes) ?? [];
  });
