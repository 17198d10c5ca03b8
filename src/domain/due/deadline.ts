/**
 * Legal deadlines. A hire is declared before it begins (Code du travail R1221-4 and following; formats.md
 * §2): its file tells the hour. A return's deadline stands in a calendar, which is data; without one
 * there is none here, and age decides.
 */
import {
  type EmployerPay,
  type LegalCalendar,
  type LegalTimes,
  legalTimes,
  type ReturnAsked,
} from "../calendar/legal-calendar.ts";
import { type WorkCalendar, workingHourBefore } from "../calendar/working-days.ts";
import { instantIn, isDay } from "../calendar/zoned-time.ts";
import { familyFor } from "../checks/form-family.ts";
import type { DeclaredPayments, Payment } from "../checks/stated-payment.ts";
import type { Contribution, Declaration } from "../declaration.ts";
import type { Instant } from "../ids.ts";

export interface Deadline {
  readonly at: Instant;
  /** Which calendar says so; absent for a hire. */
  readonly legal?: LegalTimes;
}

export interface DeadlineQuestion {
  readonly declarations: readonly Declaration[];
  readonly payments?: readonly DeclaredPayments[];
  readonly calendar: WorkCalendar;
  readonly legal: readonly LegalCalendar[];
  /** By SIRET, as the register has it. */
  readonly pay?: ReadonlyMap<string, EmployerPay>;
}

/** The earliest of the declarations' deadlines; undefined when none is known. */
export const deadlineOf = (about: DeadlineQuestion): Deadline | undefined => {
  const all = about.declarations.flatMap((d) => deadlineOfOne(d, about) ?? []);
  return all.length > 0 ? all.reduce((a, b) => (b.at < a.at ? b : a)) : undefined;
};

/** Modes in which the organism itself draws the money (seed 002 §6.3.2: prélèvement, télérèglement). */
export const drawnModes = new Set(["31", "Z10"]);

export const deadlineOfOne = (d: Declaration, about: DeadlineQuestion): Deadline | undefined => {
  const { zone } = about.calendar;
  if (d.kind === "dpae") {
    const at = instantIn(zone, d.hireDate, d.hireHour);
    return at === undefined ? undefined : { at };
  }
  const payments = about.payments?.find((p) => p.declaration === d.position)?.payments ?? [];
  const legal = legalTimes(about.legal, {
    ...returnAsked(d, payments, about.pay?.get(d.siret)),
    drawn: payments.some((p) => drawnModes.has(p.mode)),
    zone,
    working: about.calendar,
    ...askedDay(payments),
  });
  return legal && { at: legal.deadline, legal };
};

/** What calendars are asked about a return. */
export const returnAsked = (
  d: Contribution,
  payments: readonly Payment[],
  pay?: EmployerPay,
): ReturnAsked => {
  const family = familyFor(payments, d.form);
  return {
    period: d.period,
    organisms: [d.recipient, d.recipientName].filter((one) => one !== ""),
    form: d.form,
    ...(family === undefined ? {} : { family }),
    ...(pay === undefined ? {} : { pay }),
  };
};

/** The earliest day on which the organism is asked to draw the money. */
const askedDay = (payments: readonly Payment[]): { readonly askedDay?: string } => {
  const days = payments
    .filter((p) => drawnModes.has(p.mode) && /^\d{8}$/u.test(p.date))
    .map((p) => `${p.date.slice(0, 4)}-${p.date.slice(4, 6)}-${p.date.slice(6)}`)
    .filter(isDay);
  const [first] = days.toSorted();
  return first === undefined ? {} : { askedDay: first };
};

const hourMs = 3_600_000;
/** What a person needs to call the organism and act. */
const personMs = 4 * hourMs;
/** Without a deadline: every organism answers within 48 hours (seed 002 §3.3.5); half of it is left. */
const patienceMs = 24 * hourMs;

/**
 * The latest hour at which sending again still makes sense: four hours before the deadline, and while people
 * can be called, on a working day between nine and five.
 */
export const latestSafeHour = (deadline: Instant, calendar: WorkCalendar): Instant =>
  workingHourBefore(deadline - personMs, calendar);

/** When a person must decide about a message that became uncertain at `since`. */
export const decisionHour = (
  since: Instant,
  deadline: Instant | undefined,
  calendar: WorkCalendar,
): Instant =>
  deadline === undefined
    ? since + patienceMs
    : Math.max(since, Math.min(latestSafeHour(deadline, calendar), since + patienceMs));
