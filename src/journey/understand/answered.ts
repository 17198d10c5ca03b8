/**
 * Which mails of a deposit a receipt answers. A file that was cut (`decouper=oui`) left as several, to different organisms:
 * each answers for what it was sent, and for nothing else.
 */
import type { Deposit } from "../../domain/deposit.ts";
import type { DeclarationId } from "../../domain/ids.ts";
import { addressOf, looksInto, type RuledMail, ruledMails } from "../../domain/ruled-mails.ts";
import type { ReadMail } from "../../ports/mail-reader.ts";
import type { World } from "../world.ts";
import { quotedIds } from "./signs.ts";

export interface Answer {
  readonly world: Pick<World, "agent">;
  readonly deposit: Deposit;
  readonly mail: ReadMail;
  /** Identity whose mailbox it came into; undefined for what a person brought. */
  readonly mailbox?: string;
}

/** Those it cites; else those whose organism it comes from; else all, and then nobody can tell. */
export const answeredMails = (answer: Answer): readonly RuledMail[] => {
  const { deposit, mail, mailbox } = answer;
  const sent = ruledMails(deposit);
  const cited = citedIds(answer);
  const named = sent.filter((m) => m.message && cited.has(m.message.frozen.messageIdHeader));
  if (named.length > 0) return named;
  const domain = domainOf(mail.from);
  const own = sent.filter(
    (m) => expectedDomains(m, mail.from).includes(domain) && looksInto(m, mailbox),
  );
  return own.length > 0 ? own : sent;
};

/** The mail that it is filed under: the one that it cites, an office copy too, or the only one that it can answer. */
export const answeredMessage = (answer: Answer, answered: readonly RuledMail[]) => {
  const cited = citedIds(answer);
  const named = answer.deposit.messages.find((m) => cited.has(m.frozen.messageIdHeader));
  const [only, other] = answered;
  return named?.id ?? (other ? undefined : only?.message?.id);
};

/** What it replies to; else what its thread cites; else what its text quotes. */
const citedIds = ({ world, mail }: Answer): ReadonlySet<string> => {
  const [replied = ""] = mail.headers.get("in-reply-to") ?? [];
  const first = mail.references.filter((header) => replied.includes(header));
  if (first.length > 0) return new Set(first);
  return new Set(mail.references.length > 0 ? mail.references : quotedIds(world, mail.text));
};

/** What it may speak of as a whole; undefined when that is more than one organism's. */
export const answeredScope = (
  mails: readonly RuledMail[],
): ReadonlySet<DeclarationId> | undefined => {
  const organisms = new Set(mails.map(addressOf));
  return organisms.size > 1 ? undefined : new Set(mails.flatMap((m) => m.declarations));
};

/** Those of `ar.de` where its rule says who answers, else that of its `a`. One address means itself and no other. */
export const expectedDomains = (mail: RuledMail, from: string): readonly string[] => {
  const stated = mail.expects?.from;
  if (!stated) return [domainOf(mail.to)];
  return stated.filter((one) => one.startsWith("@") || one === from.toLowerCase()).map(domainOf);
};

export const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf("@") + 1).toLowerCase();
