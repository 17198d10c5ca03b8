/** Returns that are expected and were not dropped: what came every period, with the hour by which it must leave. */

import { type EmployerPay, legalTimes } from "../domain/calendar/legal-calendar.ts";
import { type Period, periodCode } from "../domain/calendar/period.ts";
import { latestSafeHour } from "../domain/due/deadline.ts";
import {
  gapsOf,
  type Habits,
  merged,
  type NotProduced,
  notProduced,
  type Produced,
  producedBy,
  type ToldAlready,
} from "../domain/due/series.ts";
import type { ExpectedReturn, Gap } from "../domain/due/today.ts";
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import type { JournalReader } from "../ports/journal.ts";
import { clientsPay } from "./employer-pay.ts";
import { adheredGaps, adheredReturns, type ExpectingRegister } from "./expected/adhesions.ts";
import { calendarsNow } from "./register-calendars.ts";
import type { Dossier } from "./world.ts";

type TimedDossier = Pick<Dossier, "calendar" | "legal" | "client">;
type TimedDossiers = ReadonlyMap<string, TimedDossier>;

/** Every return of the last sixteen months, of a real file. */
export const producedSince = async (
  journal: Pick<JournalReader, "facts">,
  now: Instant,
): Promise<readonly Produced[]> => {
  const found: Produced[] = [];
  for (let after = 0; ; ) {
    const facts = await journal.facts({ producing: true, after }, limits.alarmBatchMax);
    for (const fact of facts) if (fact.at >= now - limits.seriesMs) found.push(...producedBy(fact));
    after = facts.at(-1)?.seq ?? after;
    if (facts.length < limits.alarmBatchMax) return found;
  }
};

export interface ExpectingWorld {
  readonly journal: Pick<JournalReader, "facts">;
  readonly dossiers: TimedDossiers;
  /** Absent: nothing is known of adhesions, only what came every period is expected. */
  readonly register?: ExpectingRegister;
}

/** An adhesion's word goes before a habit: it knows how the employer pays, and who it is. */
export const expectedReturns = async (
  world: ExpectingWorld,
  about: { readonly now: Instant; readonly dossier?: string },
): Promise<readonly ExpectedReturn[]> => {
  const { journal, register } = world;
  const produced = await producedSince(journal, about.now);
  if (!register) return habitsOf(world.dossiers, { ...about, produced });
  const dossiers = await timedBy(register, world.dossiers);
  const { gaps, tells } = await adheredReturns(register, { ...about, produced, dossiers });
  const legal = [...dossiers.values()].flatMap((dossier) => dossier.legal);
  const pay = await clientsPay(register, legal);
  return [...habitsOf(dossiers, { ...about, produced, told: tells, pay }), ...gaps];
};

/** With the calendars as the register has them. */
const timedBy = async (
  register: ExpectingRegister,
  dossiers: TimedDossiers,
): Promise<TimedDossiers> => {
  const timed = new Map<string, TimedDossier>();
  for (const [name, dossier] of dossiers)
    timed.set(name, { ...dossier, legal: await calendarsNow(register, dossier.legal) });
  return timed;
};

/** The same of a period that a person names. `produced`: of it and the four before. */
export const expectedIn = async (
  { journal, dossiers, register }: ExpectingWorld,
  about: {
    readonly period: Period;
    readonly now: Instant;
    readonly dossier?: string;
    readonly produced: readonly Produced[];
  },
): Promise<readonly Gap[]> => {
  const { period, produced, now } = about;
  const habits = (told?: ToldAlready): readonly Gap[] =>
    gapsOf(produced, period, told).map((gap) => ({ ...gap, because: "habit" }));
  if (!register) return habits();
  // Where a client's returns came lately tells its dossier.
  const lately = await producedSince(journal, now);
  const asked = { ...about, dossiers, produced: [...produced, ...lately] };
  const { gaps, tells } = await adheredGaps(register, asked, period);
  return [...habits(tells), ...gaps];
};

const habitsOf = (
  dossiers: TimedDossiers,
  about: {
    readonly now: Instant;
    readonly dossier?: string;
    readonly produced: readonly Produced[];
    readonly told?: ToldAlready;
    readonly pay?: Habits["pay"];
  },
): readonly ExpectedReturn[] => {
  const { produced, now, told, pay } = about;
  return [...dossiers]
    .filter(([name]) => about.dossier === undefined || name === about.dossier)
    .flatMap(([name, dossier]) => {
      const { calendar, legal } = dossier;
      const own = produced.filter((p) => p.dossier === name);
      const more = { ...(told ? { told } : {}), ...(pay ? { pay } : {}) };
      return merged(
        paidAlike(own, pay).flatMap((alike) =>
          notProduced({ produced: alike.produced, now, calendar, legal, ...more }).map((one) => ({
            ...one,
            because: "habit" as const,
            ...timesOf({ ...one, pay: alike.pay }, dossier),
          })),
        ),
      );
    });
};

/** Returns whose deadlines cannot differ by how their employers pay. */
const paidAlike = (
  produced: readonly Produced[],
  pays: Habits["pay"],
): readonly { readonly pay: EmployerPay; readonly produced: readonly Produced[] }[] => {
  const payOf = ({ client }: Produced): EmployerPay => pays?.get(client) ?? {};
  const groups = Map.groupBy(produced, (p) => JSON.stringify(payOf(p)));
  return [...groups.values()].flatMap((all) => {
    const [first] = all;
    return first ? [{ pay: payOf(first), produced: all }] : [];
  });
};

/** As if the organism drew the money: of its two deadlines the nearer one. */
const timesOf = (
  one: Pick<NotProduced, "period" | "organism" | "family" | "form"> & { readonly pay: EmployerPay },
  { calendar, legal }: Pick<Dossier, "calendar" | "legal">,
): Pick<ExpectedReturn, "deadline" | "safeHour"> => {
  const times = legalTimes(legal, {
    period: periodCode(one.period),
    organisms: [one.organism],
    form: one.form,
    pay: one.pay,
    ...(one.family === undefined ? {} : { family: one.family }),
    drawn: true,
    zone: calendar.zone,
    working: calendar,
  });
  return times
    ? { deadline: times.deadline, safeHour: latestSafeHour(times.deadline, calendar) }
    : {};
};
