/**
 * What a deposit still waits for, mail by mail, and until when. Pure: the alarms, the reports and the screens say the
 * same because they ask the same function.
 */
import { delayEnds, type WorkCalendar } from "../calendar/working-days.ts";
import type { FormatName } from "../declaration.ts";
import { carriedBy, type DeclarationState } from "../declaration-state.ts";
import { type Deposit, endedUnsent } from "../deposit.ts";
import type { DepositId, Instant, MessageId } from "../ids.ts";
import { isOpen as isUnderWay, type Message, mayHaveArrived, mayHaveTaken } from "../message.ts";
import { type Expected, expectedAnswers } from "../receipt/terms.ts";
import { addressOf, type RuledMail, ruledMails, timesOf } from "../ruled-mails.ts";
import { latestSafeHour } from "./deadline.ts";

export interface Wait {
  readonly level: Expected["level"];
  readonly due: Instant;
  /** Declarations without it. */
  readonly missing: number;
  readonly expected: Expected;
}

/** Of one mail: its organism, its rule and its deadline are its own. */
export interface Awaited {
  readonly deposit: DepositId;
  /** Absent: none is frozen. */
  readonly message?: MessageId;
  readonly dossier: string;
  /** The organism's; empty when the deposit was never ruled. */
  readonly address: string;
  readonly identity: string;
  /** When it may have arrived; absent: it has not left. */
  readonly sent?: Instant;
  readonly waits: readonly Wait[];
  /** Declarations of which nothing proves that the organism has them. */
  readonly unanswered: number;
  readonly deadline?: Instant;
  /** The latest hour at which sending again still makes sense. */
  readonly safeHour?: Instant;
  /** Sent later, the payment date that the file asks for cannot be held. */
  readonly askedBy?: Instant;
}

/** Whether time matters to it: real, alive, and some declaration has no final answer. */
export const isAwaiting = (d: Deposit): boolean => waitingMails(d).length > 0;

interface Waiting {
  readonly format: FormatName;
  /** Undefined when the deposit was never ruled. */
  readonly mail: RuledMail | undefined;
  readonly declarations: readonly DeclarationState[];
}

const waitingMails = (d: Deposit): readonly Waiting[] => {
  const { claimed, recognised } = d;
  if (claimed.mode !== "reel" || recognised === undefined) return [];
  const { format } = recognised;
  if (endedUnsent(d) && !d.messages.some((m) => m.returned !== undefined)) return [];
  const [first, ...others] = ruledMails(d);
  return [first, ...others]
    .filter((mail) => !mail?.message || isAlive(mail.message))
    .map((mail) => ({
      format,
      mail,
      declarations: mail && others.length > 0 ? carriedBy(d, mail) : d.declarations,
    }))
    .filter(({ declarations }) =>
      declarations.length === 0 ? d.receipts.length === 0 : declarations.some(isOpen),
    );
};

/** A mail that the server refused is told at once, and dropped again; one that came back is late still. */
const isAlive = (m: Message): boolean =>
  m.stage.is !== "cancelled" && (isUnderWay(m) || m.returned !== undefined);

const isOpen = (d: DeclarationState): boolean =>
  d.is === "waiting" || d.is === "received" || isUnanswered(d);

/**
 * Nothing says what became of it: a forged receipt must not silence a deadline (mail.md §4), nor a true one that only a
 * person can read and nobody has.
 */
const isUnanswered = (d: DeclarationState): boolean =>
  d.is !== "superseded" && d.is !== "otherwise" && (!d.proven || d.is === "to-read");

/** One for each mail that still waits; empty when time does not matter to the deposit any more. */
export const awaitedOf = (d: Deposit, calendar: WorkCalendar): readonly Awaited[] =>
  waitingMails(d).map((waiting) => awaitedBy(d, waiting, calendar));

const awaitedBy = (
  d: Deposit,
  { format, mail, declarations }: Waiting,
  calendar: WorkCalendar,
): Awaited => {
  const { deadline, legal, family } = timesOf(d, mail ?? {});
  const message = mail?.message;
  const sent = message && sentAt([message]);
  const expected = expectedAnswers({
    format,
    family,
    rule: mail?.expects,
  });
  return {
    deposit: d.id,
    ...(message ? { message: message.id } : {}),
    dossier: d.claimed.dossier,
    address: mail ? addressOf(mail) : "",
    identity: mail?.identity ?? "",
    ...(sent === undefined ? {} : { sent }),
    waits:
      sent === undefined
        ? []
        : expected.flatMap((e) => {
            const missing = declarations.filter((s) => !has(s, e.level)).length;
            const due = delayEnds(sent, e.within, calendar);
            return missing === 0 ? [] : [{ level: e.level, due, missing, expected: e }];
          }),
    unanswered: declarations.filter(isUnanswered).length,
    ...(deadline === undefined ? {} : { deadline, safeHour: latestSafeHour(deadline, calendar) }),
    ...(legal?.askedBy === undefined ? {} : { askedBy: legal.askedBy }),
  };
};

/** When the organism may have had it: the end of the last dialogue that reached its dot, and in which nobody said no. */
export const sentAt = (messages: readonly Message[]): Instant | undefined => {
  const sent = messages.filter(mayHaveArrived).flatMap((m) => {
    const dots = m.attempts.filter((a) => a.phase === "dot");
    const last = dots.findLast(mayHaveTaken) ?? dots.at(-1);
    return last ? [last.ended?.at ?? last.begun] : [m.frozen.at];
  });
  return sent.length > 0 ? Math.max(...sent) : undefined;
};

/** A final answer stands for the levels before it: receipts come in any order, and some never do. */
const has = (s: DeclarationState, level: Expected["level"]): boolean => {
  // What proves nothing is no answer: anybody could silence the clock by writing one.
  const heard = s.verdicts.filter((v) => v.closes);
  if (s.is === "superseded" || s.is === "otherwise") return true;
  if (heard.length === 0) return false;
  if (level === "any" || (s.is !== "waiting" && s.is !== "received")) return true;
  return heard.some((v) => (v.level ?? 0) >= level);
};
