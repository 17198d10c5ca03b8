/** Returns that are expected and were not dropped: what came every period, with the hour by which it must leave. */

import { legalTimes } from "../../domain/calendar/legal-calendar.ts";
import { periodCode } from "../../domain/calendar/period.ts";
import { latestSafeHour } from "../../domain/deadline.ts";
import type { Instant } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { type NotProduced, notProduced, type Produced } from "../../domain/series.ts";
import type { ExpectedReturn } from "../../domain/today.ts";
import type { JournalReader } from "../../ports/journal.ts";
import type { Dossier } from "../world.ts";
import { adheredReturns, type ExpectingRegister } from "./adhesions.ts";

export type TimedDossiers = ReadonlyMap<string, Pick<Dossier, "calendar" | "legal" | "client">>;

/** Every return of the last sixteen months, of a real file. */
export const producedSince = async (
  journal: Pick<JournalReader, "facts">,
  now: Instant,
): Promise<readonly Produced[]> => {
  const found: Produced[] = [];
  for (let after = 0; ; ) {
    const facts = await journal.facts({ is: ["recognised"], after }, limits.alarmBatchMax);
    for (const fact of facts) {
      if (fact.is !== "recognised" || fact.at < now - limits.seriesMs) continue;
      const { deposit, at, family } = fact;
      const more = family === undefined ? {} : { family };
      for (const series of fact.series ?? []) found.push({ ...series, deposit, at, ...more });
    }
    after = facts.at(-1)?.seq ?? after;
    if (facts.length < limits.alarmBatchMax) return found;
  }
};

export const expectedReturns = async (
  world: {
    readonly journal: Pick<JournalReader, "facts">;
    readonly dossiers: TimedDossiers;
    /** Absent: nothing is known of adhesions. */
    readonly register?: ExpectingRegister;
  },
  about: { readonly now: Instant; readonly dossier?: string },
): Promise<readonly ExpectedReturn[]> => {
  const produced = await producedSince(world.journal, about.now);
  const habits = habitsOf(world.dossiers, { ...about, produced });
  if (!world.register) return habits;
  const adhesions = await adheredReturns(world.register, {
    ...about,
    produced,
    dossiers: world.dossiers,
  });
  const known = new Set(habits.map(placeOf));
  return [...habits, ...adhesions.filter((one) => !known.has(placeOf(one)))];
};

const placeOf = (one: ExpectedReturn): string =>
  [one.dossier, one.organism, periodCode(one.period)].join("|");

const habitsOf = (
  dossiers: TimedDossiers,
  about: {
    readonly now: Instant;
    readonly dossier?: string;
    readonly produced: readonly Produced[];
  },
): readonly ExpectedReturn[] => {
  const { produced } = about;
  return [...dossiers]
    .filter(([name]) => about.dossier === undefined || name === about.dossier)
    .flatMap(([name, dossier]) => {
      const { calendar, legal } = dossier;
      const own = produced.filter((p) => p.dossier === name);
      return notProduced({ produced: own, now: about.now, calendar, legal }).map((one) => ({
        ...one,
        because: "habit" as const,
        ...timesOf(one, dossier),
      }));
    });
};

/** As if the organism drew the money: of its two deadlines the nearer one. */
const timesOf = (
  one: Pick<NotProduced, "period" | "organism" | "family" | "form">,
  { calendar, legal }: Pick<Dossier, "calendar" | "legal">,
): Pick<ExpectedReturn, "deadline" | "safeHour"> => {
  const times = legalTimes(legal, {
    period: periodCode(one.period),
    organisms: [one.organism],
    form: one.form,
    ...(one.family === undefined ? {} : { family: one.family }),
    drawn: true,
    zone: calendar.zone,
  });
  return times
    ? { deadline: times.deadline, safeHour: latestSafeHour(times.deadline, calendar) }
    : {};
};
