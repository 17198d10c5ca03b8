/**
 * Legal deadlines from calendars that organisms publish: dates are data, in files that a user can write
 * (`config/calendars/`). What a family does with a due date (noon or midnight, when its service opens and
 * closes) stands in the same file, with the mark of its source (formats.md §4, seed 002 §2.4 and §7.2).
 */
import type { Family } from "../checks/payment-modes.ts";
import { plain } from "../declaration.ts";
import type { Instant } from "../ids.ts";
import { type Period, parsePeriod, periodCode } from "./period.ts";
import { frenchCalendar, isOuvre, type WorkCalendar, workingDaysBefore } from "./working-days.ts";
import { addDays, type Day, instantIn, type Zone } from "./zoned-time.ts";

/** formats.md: how sure we are. `exemple`: dates made up to show the layout. */
export const marks = ["seed", "2+", "1", "inferred", "exemple", "utilisateur"] as const;
export type Mark = (typeof marks)[number];

export const closings = ["echeance", "fin-du-mois"] as const;
export type Closing = (typeof closings)[number];

/** What becomes of a date on a day that is not worked: as the organism publishes it, or moved. */
export const nonWorkings = ["tel-quel", "avant", "apres"] as const;
export type NonWorking = (typeof nonWorkings)[number];

/** When an employer pays its wages: for some families the deadline depends on it (seed 002 §2.4). */
export interface EmployerPay {
  /** Day of the month. */
  readonly payDay?: number;
  /** Décalage de paie: wages of a month are paid in the next one. */
  readonly shifted?: boolean;
}

export interface LegalDate {
  readonly period: Period;
  readonly due: Day;
  /** Deadline of the payment, where it differs. */
  readonly payment?: Day;
}

export interface LegalCalendar {
  readonly name: string;
  /** Where its dates come from, for people. */
  readonly source: string;
  readonly mark: Mark;
  readonly family: Family;
  /** Organisms it is for, as files name them: identifiers or names; absent: every one of the family. */
  readonly organisms?: readonly string[];
  /** Organisms of which the register says other times; absent: none. */
  readonly except?: readonly string[];
  /** Forms it is for; absent: all. */
  readonly forms?: readonly string[];
  /** `12:00` or `24:00` of the due day. */
  readonly hour: string;
  /** With télérèglement or prélèvement; absent: as `hour`. */
  readonly paymentHour?: string;
  readonly opensDaysBefore?: number;
  readonly closes?: Closing;
  /** Only for employers who pay like this: absent, for all. Before those that ask nothing. */
  readonly shifted?: boolean;
  /** First and last day of the month. */
  readonly payDays?: readonly [number, number];
  /** Absent: `tel-quel`. */
  readonly nonWorking?: NonWorking;
  /** Délai technique de remise en banque, jours ouvrés (seed 002 §7.2). */
  readonly dtrDays?: number;
  readonly dates: readonly LegalDate[];
}

/** What a calendar says of one return. */
export interface LegalTimes {
  readonly calendar: string;
  readonly source: string;
  readonly mark: Mark;
  /** The nearer of declaration and payment binds (seed 002 §2.4). */
  readonly deadline: Instant;
  readonly bound: "declaration" | "paiement";
  readonly opens?: Instant;
  readonly closes?: Instant;
  /** Sent later, the payment date that the file asks for cannot be held: no legal deadline (seed 002 §7.2). */
  readonly askedBy?: Instant;
}

/** A return, as its file says it. */
export interface ReturnAsked {
  readonly period: string;
  /** Its recipient: identifier, name. */
  readonly organisms: readonly string[];
  readonly form?: string;
  readonly family?: Family;
  /** As the register says, where it does. */
  readonly pay?: EmployerPay;
}

export interface LegalQuestion extends ReturnAsked {
  /** Whether the organism itself draws the money: cheque and transfer never change the sending deadline. */
  readonly drawn: boolean;
  readonly zone: Zone;
  /** For days that are not worked; absent: those of mainland France. */
  readonly working?: WorkCalendar;
  /** The day on which the file asks the organism to draw the money. */
  readonly askedDay?: Day;
}

/** The first calendar that knows this period of this organism; undefined when none does. */
export const legalTimes = (
  calendars: readonly LegalCalendar[],
  question: LegalQuestion,
): LegalTimes | undefined => {
  for (const { calendar, date } of datesFor(calendars, question)) {
    const times = timesOf(calendar, date, question);
    if (times) return times;
  }
  return undefined;
};

export interface LastPaymentDay {
  /** Moved as its calendar moves what falls on a day without work; no source tells a rule for all (seed 002 §7.2). */
  readonly day: Day;
  /** False: it is told as published, and banks do not work on it. */
  readonly worked: boolean;
  readonly calendar: LegalCalendar;
}

/** The last day on which a return may be paid, and which calendar says so. */
export const lastPaymentDay = (
  calendars: readonly LegalCalendar[],
  asked: ReturnAsked,
  working: WorkCalendar = frenchCalendar,
): LastPaymentDay | undefined => {
  const [first] = datesFor(calendars, asked);
  if (!first) return undefined;
  const { date, calendar } = first;
  const day = worked(date.payment ?? date.due, calendar.nonWorking, working);
  return { day, worked: isOuvre(day, working), calendar };
};

const datesFor = (
  calendars: readonly LegalCalendar[],
  asked: ReturnAsked,
): readonly { readonly calendar: LegalCalendar; readonly date: LegalDate }[] => {
  const period = parsePeriod(asked.period);
  if (!period) return [];
  const code = periodCode(period);
  return calendars
    .filter((calendar) => concerns(calendar, asked) && paysSo(calendar, asked.pay))
    .toSorted((a, b) => asks(b) - asks(a))
    .flatMap((calendar) => {
      const date = calendar.dates.find((d) => periodCode(d.period) === code);
      return date ? [{ calendar, date }] : [];
    });
};

const concerns = (c: LegalCalendar, { organisms, family, form }: ReturnAsked): boolean =>
  (c.forms === undefined || c.forms.includes(form ?? "")) &&
  !isAmong(organisms, c.except ?? []) &&
  (c.organisms === undefined ? c.family === family : isAmong(organisms, c.organisms));

const isAmong = (names: readonly string[], all: readonly string[]): boolean =>
  all.some((own) => names.some((one) => plain(one) === plain(own)));

/** Nothing is supposed of an employer whom the register does not know. */
const paysSo = ({ shifted, payDays }: LegalCalendar, pay: EmployerPay = {}): boolean =>
  (shifted === undefined || pay.shifted === shifted) &&
  (payDays === undefined ||
    (pay.payDay !== undefined && pay.payDay >= payDays[0] && pay.payDay <= payDays[1]));

/** What is said of some employers goes before what is said of all. */
const asks = ({ shifted, payDays }: LegalCalendar): number =>
  (shifted === undefined ? 0 : 1) + (payDays === undefined ? 0 : 1);

/** Whether a calendar wants to know how wages are paid. */
export const asksPay = (calendar: LegalCalendar): boolean => asks(calendar) > 0;

const worked = (day: Day, rule: NonWorking | undefined, working: WorkCalendar): Day => {
  if (rule === undefined || rule === "tel-quel" || isOuvre(day, working)) return day;
  if (rule === "avant") return workingDaysBefore(day, 1, working);
  let next = day;
  while (!isOuvre(next, working)) next = addDays(next, 1);
  return next;
};

const timesOf = (
  calendar: LegalCalendar,
  published: LegalDate,
  question: LegalQuestion,
): LegalTimes | undefined => {
  const { drawn, zone, working = { ...frenchCalendar, zone }, askedDay } = question;
  const move = (day: Day): Day => worked(day, calendar.nonWorking, working);
  const date = {
    ...published,
    due: move(published.due),
    ...(published.payment === undefined ? {} : { payment: move(published.payment) }),
  };
  const declaration = instantIn(zone, date.due, calendar.hour);
  const hour = calendar.paymentHour ?? calendar.hour;
  const payment = drawn ? instantIn(zone, date.payment ?? date.due, hour) : undefined;
  if (declaration === undefined) return undefined;
  const paid = payment !== undefined && payment < declaration;
  const { opensDaysBefore: days } = calendar;
  const opens = days === undefined ? undefined : instantIn(zone, addDays(date.due, -days), "00:00");
  const deadline = paid ? payment : declaration;
  const closes = closing(calendar, date, zone, declaration);
  const last = date.payment ?? date.due;
  const askedBy =
    !drawn || calendar.dtrDays === undefined || askedDay === undefined || askedDay >= last
      ? undefined
      : instantIn(zone, workingDaysBefore(askedDay, calendar.dtrDays, working), hour);
  return {
    calendar: calendar.name,
    source: calendar.source,
    mark: calendar.mark,
    deadline,
    bound: paid ? "paiement" : "declaration",
    ...(opens === undefined ? {} : { opens }),
    ...(closes === undefined ? {} : { closes }),
    ...(askedBy === undefined ? {} : { askedBy }),
  };
};

const closing = (
  calendar: LegalCalendar,
  date: LegalDate,
  zone: Zone,
  deadline: Instant,
): Instant | undefined => {
  if (calendar.closes === undefined) return undefined;
  if (calendar.closes === "echeance") return deadline;
  const next = addDays(`${date.due.slice(0, 8)}01`, 31);
  return instantIn(zone, `${next.slice(0, 8)}01`, "00:00");
};
