/**
 * The mails that declare a deposit, each with what its own rule says of it. A file that was cut (`decouper=oui`) is several, to
 * different organisms: what one of them asks, promises or is late with says nothing of the others. Facts written before a file
 * could be cut tell one mail, under the deposit's own rule.
 */
import type { Deposit } from "./deposit.ts";
import { type DeclarationId, type DepositId, declarationId } from "./ids.ts";
import { declares, type Message } from "./message.ts";
import type { MailTimes, RuledMessage } from "./ruled-message.ts";

export interface RuledMail extends Omit<RuledMessage, "ruling" | "part" | "attachments"> {
  readonly ruling?: RuledMessage["ruling"];
  /** Absent until it is frozen. */
  readonly message?: Message;
}

type Told = Pick<Deposit, "id" | "ruled" | "recognised" | "messages">;

/** What was ruled, mail by mail; empty when it never was. */
export const ruledMessages = ({ id, ruled, recognised }: Told): readonly RuledMessage[] => {
  if (!ruled) return [];
  if (ruled.messages) return ruled.messages;
  const { identity, to, subject, ruling, expects } = ruled;
  const declarations = allOf(id, recognised);
  return [{ identity, to, subject, ruling, ...(expects ? { expects } : {}), declarations }];
};

const allOf = (id: DepositId, recognised: Told["recognised"]): readonly DeclarationId[] =>
  (recognised?.keys ?? []).map((_, index) => declarationId(id, index + 1));

/** As they left, or as they will; empty when it was never ruled. */
export const ruledMails = (d: Told): readonly RuledMail[] => {
  const ruled = ruledMessages(d);
  const made = d.messages.filter(declares);
  return made.length === 0 ? ruled : made.map((message) => frozenMail(message, { d, ruled, made }));
};

interface Ruled {
  readonly d: Told;
  readonly ruled: readonly RuledMessage[];
  /** Its mails that declare. */
  readonly made: readonly Message[];
}

const frozenMail = (message: Message, { d, ruled, made }: Ruled): RuledMail => {
  const { identity, envelope, declarations } = message.frozen;
  const own = ruled.find((r) => r.declarations[0] === declarations[0]) ?? ruled[0];
  const expects = message.frozen.expects ?? (d.ruled?.messages ? undefined : d.ruled?.expects);
  return {
    identity,
    to: envelope.to[0] ?? own?.to ?? "",
    subject: own?.subject ?? "",
    ...(own ? { ruling: own.ruling } : {}),
    ...(expects ? { expects } : {}),
    ...(own?.times ? { times: own.times } : {}),
    // One mail carries the whole file.
    declarations: made.length === 1 ? allOf(d.id, d.recognised) : declarations,
    message,
  };
};

/** Which of them carries a declaration: looked up, because a file may hold thousands. */
export const byDeclaration = (d: Told): ReadonlyMap<DeclarationId, RuledMail> =>
  new Map(ruledMails(d).flatMap((mail) => mail.declarations.map((id) => [id, mail] as const)));

/** The address of its organism, as addresses are compared. */
export const addressOf = ({ to }: Pick<RuledMail, "to">): string => to.toLowerCase();

/** The deadline of what it carries, who says so, and its organism's family. */
export const timesOf = (d: Told, { times }: Pick<RuledMail, "times">): MailTimes => {
  if (times) return times;
  const { deadline, legal, family } = d.recognised ?? {};
  return {
    ...(deadline === undefined ? {} : { deadline }),
    ...(legal === undefined ? {} : { legal }),
    ...(family === undefined ? {} : { family }),
  };
};

/** Undefined for an office copy: no rule says what comes back of it. */
export const ruledMailOf = (d: Told, { id }: Pick<Message, "id">): RuledMail | undefined =>
  ruledMails(d).find((mail) => mail.message?.id === id);

/** The mail whose rule made it: an office copy (`copie.bureau`) is frozen after the mail that it copies. */
export const madeWith = (d: Told, { id }: Pick<Message, "id">): RuledMail | undefined => {
  const until = d.messages.slice(0, d.messages.findIndex((m) => m.id === id) + 1);
  const own = until.findLast(declares);
  return own && ruledMailOf(d, own);
};

export const timesOfMessage = (d: Told, message: Pick<Message, "id">): MailTimes =>
  timesOf(d, ruledMailOf(d, message) ?? {});

/** Whether its receipts may come into this identity's mailbox (`ar.boites`); what a person brings came into none. */
export const looksInto = ({ expects }: RuledMail, mailbox: string | undefined): boolean =>
  mailbox === undefined || (expects?.mailboxes?.includes(mailbox) ?? true);
