/**
 * What a received mail is, by what is in it, first rule that fires (mail.md §4): ours, a delivery
 * report, an acknowledgement, an automatic reply, or something that is none of our business.
 */
import { authenticity } from "../domain/authenticity.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { MailRef } from "../domain/facts.ts";
import type { Instant } from "../domain/ids.ts";
import { withoutNir } from "../domain/without-nir.ts";
import type { ReadMail } from "../ports/mail-reader.ts";
import { type Acknowledgement, acknowledgement } from "./understand/acknowledgement.ts";
import { behindOf } from "./understand/behind.ts";
import type { Conclusion } from "./understand/conclusion.ts";
import { deliveryReport } from "./understand/delivery-report.ts";
import { verdictsFor } from "./understand/verdicts.ts";
import type { World } from "./world.ts";

export type Part = Pick<
  World,
  "journal" | "store" | "mailReader" | "textProfiles" | "senders" | "agent"
>;

export const understand = async (
  world: Part,
  incoming: { readonly ref: MailRef; readonly arrived: Instant; readonly raw: Uint8Array },
): Promise<Conclusion> => {
  const reading = await world.mailReader.read(incoming.raw);
  if (reading.is === "unreadable") return nothing("unreadable", [reading.because]);
  const { mail } = reading;
  const behind = await behindOf(world, mail);
  return { ...(await conclude(world, mail, incoming)), ...(behind.length > 0 ? { behind } : {}) };
};

const conclude = async (
  world: Part,
  mail: ReadMail,
  incoming: { readonly ref: MailRef; readonly arrived: Instant },
): Promise<Conclusion> => {
  if (mail.headers.get("x-facteur-agent")?.includes(world.agent.token))
    return nothing("ours", ["x-facteur-agent"]);
  const report = await deliveryReport(world, mail, incoming.arrived);
  if (report) return report;
  const found = await acknowledgement(world, mail);
  if (!found)
    return isAutomatic(mail) ? nothing("auto-reply", ["auto-submitted"]) : nothing("other", []);
  if (found.readings.length === 0 && !found.file && isAutomatic(mail))
    return nothing("auto-reply", ["auto-submitted", ...found.by]);
  const matches = [];
  for (const deposit of found.deposits)
    matches.push(await match(world, { mail, found, deposit, incoming }));
  return { class: "ar", by: found.by, matches, returns: [] };
};

const nothing = (is: Conclusion["class"], by: readonly string[]): Conclusion => ({
  class: is,
  by,
  matches: [],
  returns: [],
});

const match = async (
  world: Part,
  about: {
    readonly mail: ReadMail;
    readonly found: Acknowledgement;
    readonly deposit: Deposit;
    readonly incoming: { readonly ref: MailRef; readonly arrived: Instant };
  },
): Promise<Conclusion["matches"][number]> => {
  const { mail, found, deposit, incoming } = about;
  const message = deposit.messages.find(
    (m) => found.message === undefined || m.id === found.message,
  );
  const to = message?.frozen.envelope.to[0] ?? "";
  const authservId = world.senders.get(incoming.ref.mailbox)?.authservId;
  const trust = authenticity({
    results: mail.headers.get("authentication-results") ?? [],
    from: mail.from,
    expectedDomain: to.slice(to.lastIndexOf("@") + 1),
    ...(authservId === undefined ? {} : { authservId }),
  });
  const understood = await verdictsFor(world, deposit, found.readings);
  return {
    deposit: deposit.id,
    ...(message ? { message: message.id } : {}),
    by: found.by,
    grade: trust.grade,
    gradeBecause: trust.because,
    ...(understood.level ? { level: understood.level } : {}),
    verdicts: understood.verdicts,
    arrived: incoming.arrived,
    sender: mail.from,
    // The journal keeps it for ever (decision 0012).
    subject: withoutNir(mail.subject).slice(0, 200),
    ...(understood.reader ? { reader: understood.reader } : {}),
    ...(mail.text.trim() ? { text: await world.store.put(Buffer.from(mail.text)) } : {}),
    ...(found.file
      ? {
          file: {
            name: found.file.name || deposit.claimed.name,
            sha256: await world.store.put(found.file.bytes),
          },
        }
      : {}),
  };
};

/**
 * RFC 3834 and what came before it. Organisms' own receipts are automatic too, so this is asked only of
 * mails in which nothing was understood.
 */
const isAutomatic = (mail: ReadMail): boolean => {
  const first = (name: string) => (mail.headers.get(name)?.[0] ?? "").toLowerCase();
  return (
    first("auto-submitted").startsWith("auto-replied") ||
    mail.headers.has("x-autoreply") ||
    ["bulk", "list", "auto_reply"].includes(first("precedence")) ||
    mail.headers.has("list-id")
  );
};
