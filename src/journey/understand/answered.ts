/**
 * Which mails of a deposit a receipt answers. A file that was cut (`decouper=oui`) left as several, to different organisms:
 * each answers for what it was sent, and for nothing else.
 */
import type { Deposit } from "../../domain/deposit.ts";
import type { DeclarationId } from "../../domain/ids.ts";
import { declares, type Message } from "../../domain/message.ts";
import type { ReadMail } from "../../ports/mail-reader.ts";

/** Those it cites; else those whose organism it comes from; else all, and then nobody can tell. */
export const answeredMails = (
  deposit: Deposit,
  mail: Pick<ReadMail, "references" | "from">,
): readonly Message[] => {
  const sent = deposit.messages.filter(declares);
  const cited = sent.filter((m) => mail.references.includes(m.frozen.messageIdHeader));
  if (cited.length > 0) return cited;
  const domain = domainOf(mail.from);
  const own = sent.filter((m) => expectedDomains(deposit, m, mail.from).includes(domain));
  return own.length > 0 ? own : sent;
};

/** What it may speak of as a whole; undefined when that is more than one organism's. */
export const answeredScope = (
  mails: readonly Message[],
): ReadonlySet<DeclarationId> | undefined => {
  const organisms = new Set(mails.map((m) => (m.frozen.envelope.to[0] ?? "").toLowerCase()));
  return organisms.size > 1 ? undefined : new Set(mails.flatMap((m) => m.frozen.declarations));
};

/** The mails that hold what it speaks of: all of their organisms must vouch for it. */
export const mailsOf = (
  deposit: Deposit,
  declarations: readonly DeclarationId[],
): readonly Message[] =>
  deposit.messages.filter(
    (m) => declares(m) && m.frozen.declarations.some((d) => declarations.includes(d)),
  );

/** Those of `ar.de` where its rule says who answers, else that of its `a`. One address means itself and no other. */
export const expectedDomains = (
  deposit: Deposit,
  { frozen }: Message,
  from: string,
): readonly string[] => {
  // Facts of before a file could be cut tell it of the deposit alone.
  const expects = frozen.expects ?? (deposit.ruled?.messages ? undefined : deposit.ruled?.expects);
  const stated = expects?.from;
  if (!stated) return [domainOf(frozen.envelope.to[0] ?? "")];
  return stated.filter((one) => one.startsWith("@") || one === from.toLowerCase()).map(domainOf);
};

const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf("@") + 1).toLowerCase();
