/** A delivery status notification about one of our messages (RFC 3464, RFC 6522). */

import type { Deposit } from "../../domain/deposit.ts";
import { readEnvelopeId } from "../../domain/envelope-id.ts";
import type { Instant } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { declares, type Message } from "../../domain/message.ts";
import type { Authenticity } from "../../domain/receipt/authenticity.ts";
import { withoutNir } from "../../domain/without-nir.ts";
import {
  type DeliveryStatus,
  readDeliveryStatus,
  returnedMessageId,
} from "../../formats/receipts/delivery-status/delivery-status.ts";
import type { ReadMail } from "../../ports/mail-reader.ts";
import type { World } from "../world.ts";
import type { Finding } from "./asking.ts";
import type { Conclusion } from "./conclusion.ts";

interface Reported {
  readonly world: Finding & Pick<World, "agent">;
  readonly mail: ReadMail;
  readonly arrived: Instant;
  /** Whether somebody vouches for the report's sender; asked only when its envelope does not. */
  readonly vouched: (deposit: Deposit, message: Message) => Promise<Authenticity>;
}

/** Undefined when the mail is no delivery report; class `other` when it speaks of somebody else's mail. */
export const deliveryReport = async (reported: Reported): Promise<Conclusion | undefined> => {
  const { world, mail } = reported;
  const part = mail.parts.find((p) => reportTypes.includes(p.type));
  const status = part && readDeliveryStatus(part.bytes);
  if (!status) return undefined;
  const found = await messageOf(world, mail, status);
  if (!found) return { class: "other", by: ["delivery-status"], matches: [], returns: [] };
  const about = recipientOf(status, found.message);
  return about
    ? await concluded(reported, found, about)
    : { class: "other", by: ["delivery-status", "others"], matches: [], returns: [] };
};

type About = DeliveryStatus["recipients"][number];

/** A provider may rewrite addresses: a single recipient can only be ours. Our own copy that came back says nothing of the organism. */
const recipientOf = (status: DeliveryStatus, message: Message): About | undefined => {
  const ours = status.recipients.filter((r) => isOrganism(message, r.recipient));
  const others = status.recipients.filter((r) => !isSender(message, r.recipient));
  const [about] =
    ours.length > 0 ? ours : others.length === 1 && !status.recipients[1] ? others : [];
  return about;
};

const concluded = async (
  { mail, arrived, vouched }: Reported,
  { deposit, message, by, sealed }: Found,
  about: About,
): Promise<Conclusion> => {
  const failed = about.action === "failed";
  // Believing it lets somebody send again: whoever read a copy of the mail could write it (docs/decisions/0042).
  const asked = failed && !sealed && declares(message);
  const trust = asked ? await vouched(deposit, message) : undefined;
  if (trust?.pending) return { class: "pending", by: [trust.because], matches: [], returns: [] };
  const believed =
    failed && (!asked || trust?.grade === "A" || trust?.grade === "B" || trust?.grade === "H");
  const returned = {
    status: about.status,
    said: withoutNir(about.diagnostic).slice(0, limits.serverLineCharsMax),
  };
  return {
    class: failed ? "bounce" : about.action === "delayed" ? "delay" : "delivery",
    by: ["delivery-status", by, about.action],
    matches: [
      {
        deposit: deposit.id,
        message: message.id,
        by: ["delivery-status", by],
        grade: trust?.grade === "F" ? "F" : "C",
        gradeBecause: believed || !failed ? "avis de remise (RFC 3464)" : unproven(trust),
        verdicts:
          failed && !believed
            ? message.frozen.declarations.map((declaration) => ({ declaration, is: "to-read" }))
            : [],
        ...(failed && !believed ? { returned } : {}),
        arrived,
        sender: mail.from,
        subject: mail.subject.slice(0, limits.receiptSubjectCharsMax),
        reader: { profile: "rfc3464", official: true },
      },
    ],
    returns: believed ? [{ deposit: deposit.id, message: message.id, ...returned }] : [],
  };
};

const unproven = (trust: Authenticity | undefined): string =>
  `avis de non-remise que rien n'authentifie, à confirmer : ni sceau d'enveloppe, ni expéditeur prouvé (${trust?.because ?? ""})`;

/** RFC 3464, and RFC 6533 for addresses beyond ASCII. */
const reportTypes = ["message/delivery-status", "message/global-delivery-status"];

const isSender = (message: Message, recipient: string): boolean =>
  message.frozen.envelope.from.toLowerCase() === recipient.toLowerCase();

const isOrganism = (message: Message, recipient: string): boolean =>
  message.frozen.envelope.to[0]?.toLowerCase() === recipient.toLowerCase();

interface Found {
  readonly deposit: Deposit;
  readonly message: Message;
  readonly by: string;
  /** It brings what only the servers on the envelope's way know. */
  readonly sealed: boolean;
}

const messageOf = async (
  world: Reported["world"],
  mail: ReadMail,
  status: DeliveryStatus,
): Promise<Found | undefined> => {
  const named = status.envelopeId ? readEnvelopeId(world.agent.key, status.envelopeId) : undefined;
  const candidates: [string, string | undefined][] = [
    ["envelope-id", named?.messageIdHeader],
    ...mail.parts
      .filter((p) => p.type === "message/rfc822" || p.type === "text/rfc822-headers")
      .map((p): [string, string | undefined] => ["message-id", returnedMessageId(p.bytes)]),
    ...mail.references.map((r): [string, string] => ["references", r]),
  ];
  for (const [by, header] of candidates) {
    if (!header) continue;
    const [deposit] = await world.journal.find({ by: "message-id", header }, 1);
    const message = deposit?.messages.find((m) => m.frozen.messageIdHeader === header);
    const sealed = named?.sealed === true && named.messageIdHeader === header;
    if (deposit && message) return { deposit, message, by, sealed };
  }
  return undefined;
};
