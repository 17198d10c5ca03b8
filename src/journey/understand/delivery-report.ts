/** A delivery status notification about one of our messages (RFC 3464, RFC 6522). */

import type { Deposit } from "../../domain/deposit.ts";
import type { Instant } from "../../domain/ids.ts";
import type { Message } from "../../domain/message.ts";
import { withoutNir } from "../../domain/without-nir.ts";
import {
  type DeliveryStatus,
  readDeliveryStatus,
  returnedMessageId,
} from "../../formats/receipts/delivery-status/delivery-status.ts";
import type { ReadMail } from "../../ports/mail-reader.ts";
import type { World } from "../world.ts";
import type { Conclusion } from "./conclusion.ts";

/** Undefined when the mail is no delivery report; class `other` when it speaks of somebody else's mail. */
export const deliveryReport = async (
  world: Pick<World, "journal">,
  mail: ReadMail,
  arrived: Instant,
): Promise<Conclusion | undefined> => {
  const part = mail.parts.find((p) => reportTypes.includes(p.type));
  const status = part && readDeliveryStatus(part.bytes);
  if (!status) return undefined;
  const found = await messageOf(world, mail, status);
  if (!found) return { class: "other", by: ["delivery-status"], matches: [], returns: [] };
  const { deposit, message, by } = found;
  const ours = status.recipients.filter((r) => isOrganism(message, r.recipient));
  // A provider may rewrite addresses: with a single recipient the report can only mean ours. Our own copy
  // that came back says nothing of the organism.
  const others = status.recipients.filter((r) => !isSender(message, r.recipient));
  const [about] =
    ours.length > 0 ? ours : others.length === 1 && !status.recipients[1] ? others : [];
  if (!about)
    return { class: "other", by: ["delivery-status", "others"], matches: [], returns: [] };
  const failed = about.action === "failed";
  return {
    class: failed ? "bounce" : about.action === "delayed" ? "delay" : "delivery",
    by: ["delivery-status", by, about.action],
    matches: [
      {
        deposit: deposit.id,
        message: message.id,
        by: ["delivery-status", by],
        grade: "C",
        gradeBecause: "avis de remise (RFC 3464)",
        verdicts: [],
        arrived,
        sender: mail.from,
        subject: mail.subject.slice(0, 200),
        reader: { profile: "rfc3464", official: true },
      },
    ],
    returns: failed
      ? [
          {
            deposit: deposit.id,
            message: message.id,
            status: about.status,
            said: withoutNir(about.diagnostic).slice(0, 500),
          },
        ]
      : [],
  };
};

/** RFC 3464, and RFC 6533 for addresses beyond ASCII. */
const reportTypes = ["message/delivery-status", "message/global-delivery-status"];

const isSender = (message: Message, recipient: string): boolean =>
  message.frozen.envelope.from.toLowerCase() === recipient.toLowerCase();

const isOrganism = (message: Message, recipient: string): boolean =>
  message.frozen.envelope.to[0]?.toLowerCase() === recipient.toLowerCase();

const messageOf = async (
  world: Pick<World, "journal">,
  mail: ReadMail,
  status: DeliveryStatus,
): Promise<{ deposit: Deposit; message: Message; by: string } | undefined> => {
  const candidates: [string, string | undefined][] = [
    ["envelope-id", status.envelopeId && `<${status.envelopeId}>`],
    ...mail.parts
      .filter((p) => p.type === "message/rfc822" || p.type === "text/rfc822-headers")
      .map((p): [string, string | undefined] => ["message-id", returnedMessageId(p.bytes)]),
    ...mail.references.map((r): [string, string] => ["references", r]),
  ];
  for (const [by, header] of candidates) {
    if (!header) continue;
    const [deposit] = await world.journal.find({ by: "message-id", header }, 1);
    const message = deposit?.messages.find((m) => m.frozen.messageIdHeader === header);
    if (deposit && message) return { deposit, message, by };
  }
  return undefined;
};
