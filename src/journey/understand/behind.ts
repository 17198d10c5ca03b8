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
): Promise<readonly Behind[]> => {
  const found: Behind[] = [];
  for (const header of new Set([mail.messageId, ...mail.references, ...reported(world, mail)])) {
    const behind = await behindHeader(world, header);
    if (behind) found.push({ ...behind, because: "mail" });
  }
  return found;
};

type Behind = Omit<FactOf<"journal-behind">, "is" | "identity">;

/** Of one Message-ID that the mailbox knows; undefined when it is none of ours, or the journal knows that it left. */
export const behindHeader = async (
  world: Finding & Pick<World, "agent">,
  messageIdHeader: string,
): Promise<Omit<Behind, "because"> | undefined> => {
  const number = ownDepositNumber(world.agent.key, messageIdHeader);
  if (number === undefined) return undefined;
  const [deposit] = await world.journal.find({ by: "message-id", header: messageIdHeader }, 1);
  const message = deposit?.messages.find((m) => m.frozen.messageIdHeader === messageIdHeader);
  if (!message) return { messageIdHeader, number };
  // The dot is in the journal before it leaves: a mail that left without one left after the backup.
  const left = message.attempts.some((a) => a.phase === "dot") || message.stage.is === "accepted";
  return left ? undefined : { messageIdHeader, number, known: message.id };
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
