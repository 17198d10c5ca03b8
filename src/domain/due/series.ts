/**
 * Returns that come back every period: one client, one organism, one form. What was produced in each of the
 * last four and not in this one is missing, and somebody must be told in time (issue of the clerk: « no DUCS
 * this quarter although there was one in each of the last four »).
 */

import { keyedHash } from "../../foundation/bytes.ts";
import { type EmployerPay, type LegalCalendar, legalTimes } from "../calendar/legal-calendar.ts";
import {
  dayAfter,
  lastEnded,
  type Period,
  type Periodicity,
  parsePeriod,
  periodBefore,
  periodCode,
  periodicityOf,
} from "../calendar/period.ts";
import { type WorkCalendar, workingDaysBefore } from "../calendar/working-days.ts";
import { addDays, dayOf, daysBetween, instantIn } from "../calendar/zoned-time.ts";
import type { Family } from "../checks/payment-modes.ts";
import type { Series } from "../facts/due.ts";
import type { Recorded } from "../facts.ts";
import type { DepositId, Instant } from "../ids.ts";

/** A client's name in the journal. */
export const clientHash = (key: Uint8Array, siret: string): string =>
  keyedHash(key, `siret|${siret}`).slice(0, 16);

/** One return that was produced. */
export interface Produced extends Series {
  /** Absent: it was declared otherwise, and never dropped. */
  readonly deposit?: DepositId;
  readonly at: Instant;
  readonly family?: Family;
}

export interface NotProduced {
  readonly dossier: string;
  readonly organism: string;
  readonly form: string;
  readonly period: Period;
  readonly family?: Family;
  /** Clients without it. */
  readonly clients: number;
  /** The deposits of the period before: whose returns they are stands in them. */
  readonly before: readonly DepositId[];
  /** When it became worth telling. */
  readonly since: Instant;
}

export const producedBy = (fact: Recorded): readonly Produced[] => {
  if (fact.is === "return-otherwise") {
    const { dossier, client, organism, form, period, at, family } = fact;
    const series = { dossier, client, organism, form, period };
    return [{ ...series, at, ...(family === undefined ? {} : { family }) }];
  }
  if (fact.is !== "recognised") return [];
  const { deposit, at, family } = fact;
  const more = family === undefined ? {} : { family };
  return (fact.series ?? []).map((series) => ({ ...series, deposit, at, ...more }));
};

/** So many periods in a row make a habit. */
const habit = 4;
/** Told so many jours ouvrés before the deadline, when a calendar knows it. */
const daysBeforeDeadline = 3;
/** After so long it is told no more: the client may have left. */
const forgottenDays = 92;

export interface Habits {
  readonly produced: readonly Produced[];
  readonly now: Instant;
  readonly calendar: WorkCalendar;
  readonly legal: readonly LegalCalendar[];
  /** How clients pay their wages, as the register says; absent: nothing is known of any. */
  readonly pay?: ReadonlyMap<Series["client"], EmployerPay>;
  /** Absent: nobody else tells any of them. */
  readonly told?: ToldAlready;
}

/** Whether this client's return of this period is told as missing by somebody who knows more of it. */
export type ToldAlready = (one: Pick<Series, "client" | "organism">, period: Period) => boolean;

/** One line per dossier, organism, form and period, however many clients; only what is worth telling now. */
export const notProduced = (habits: Habits): readonly NotProduced[] =>
  merged(
    groupsOf(habits.produced).flatMap((group) => {
      const today = dayOf(habits.now, habits.calendar.zone);
      const period = lastEnded(today, group.kind);
      const earlier = habitBefore(group, period);
      const since = earlier && tellingTime(period, earlier, habits);
      const over = daysBetween(dayAfter(period), today) > forgottenDays;
      if (!earlier || since === undefined || habits.now < since || over) return [];
      if (isTold(habits.told, earlier, period)) return [];
      return [gap(earlier, period, since)];
    }),
  );

/** The same for a period named by a person, whether it is time to tell or not. */
export const gapsOf = (
  produced: readonly Produced[],
  period: Period,
  told?: ToldAlready,
): readonly NotProduced[] =>
  merged(
    groupsOf(produced)
      .filter((group) => group.kind === periodicityOf(period))
      .flatMap((group) => {
        const earlier = habitBefore(group, period);
        return earlier && !isTold(told, earlier, period) ? [gap(earlier, period, 0)] : [];
      }),
  );

const isTold = (
  told: ToldAlready | undefined,
  [last]: readonly Produced[],
  period: Period,
): boolean => last !== undefined && told?.(last, period) === true;

interface Group {
  readonly kind: Periodicity;
  /** By the period's code. */
  readonly byPeriod: ReadonlyMap<string, Produced>;
}

/** One client's returns of one form to one organism, in one dossier. */
const groupsOf = (produced: readonly Produced[]): readonly Group[] => {
  const groups = new Map<string, { kind: Periodicity; byPeriod: Map<string, Produced> }>();
  for (const one of produced) {
    const period = parsePeriod(one.period);
    if (!period) continue;
    const kind = periodicityOf(period);
    const key = [one.dossier, one.client, one.organism, one.form, kind].join("|");
    const group = groups.get(key) ?? { kind, byPeriod: new Map<string, Produced>() };
    group.byPeriod.set(periodCode(period), one);
    groups.set(key, group);
  }
  return [...groups.values()];
};

/** The returns of the periods before, newest first, when each of them has one and this period has none. */
const habitBefore = (group: Group, period: Period): readonly Produced[] | undefined => {
  if (group.byPeriod.has(periodCode(period))) return undefined;
  const earlier = Array.from(
    { length: habit },
    (_, i) => group.byPeriod.get(periodCode(periodBefore(period, i + 1))) ?? [],
  ).flat();
  return earlier.length < habit ? undefined : earlier;
};

const gap = (earlier: readonly Produced[], period: Period, since: Instant): NotProduced => {
  const [last] = earlier;
  return {
    dossier: last?.dossier ?? "",
    organism: last?.organism ?? "",
    form: last?.form ?? "",
    period,
    clients: 1,
    ...(last?.family === undefined ? {} : { family: last.family }),
    before: last?.deposit === undefined ? [] : [last.deposit],
    since,
  };
};

/** However many clients: a line less, where all else is the same. */
export const merged = <Gap extends NotProduced & { readonly deadline?: Instant }>(
  gaps: readonly Gap[],
): readonly Gap[] => {
  const byPlace = new Map<string, Gap>();
  for (const one of gaps) {
    const { dossier, organism, form, period, deadline } = one;
    const key = [dossier, organism, form, periodCode(period), deadline].join("|");
    const known = byPlace.get(key);
    byPlace.set(
      key,
      known
        ? {
            ...known,
            clients: known.clients + one.clients,
            before: [...new Set([...known.before, ...one.before])],
            since: Math.min(known.since, one.since),
          }
        : one,
    );
  }
  return [...byPlace.values()];
};

/** Before the deadline when it is known; else the day after the latest day at which it ever came. */
const tellingTime = (
  period: Period,
  earlier: readonly Produced[],
  { calendar, legal, pay: pays }: Habits,
): Instant | undefined => {
  const [last] = earlier;
  const pay = last && pays?.get(last.client);
  const times =
    last &&
    legalTimes(legal, {
      period: periodCode(period),
      organisms: [last.organism],
      form: last.form,
      ...(pay === undefined ? {} : { pay }),
      ...(last.family === undefined ? {} : { family: last.family }),
      drawn: true,
      zone: calendar.zone,
      working: calendar,
    });
  const end = dayAfter(period);
  const latest = Math.max(
    ...earlier.map((e) => {
      const ended = parsePeriod(e.period);
      return ended ? daysBetween(dayAfter(ended), dayOf(e.at, calendar.zone)) : 0;
    }),
  );
  const day = times
    ? workingDaysBefore(dayOf(times.deadline - 1, calendar.zone), daysBeforeDeadline, calendar)
    : addDays(end, Math.max(latest, 0) + 1);
  return instantIn(calendar.zone, day < end ? end : day, "09:00");
};
