/** The reports that are made by themselves: the day's, and the reconciliations of what ended lately. */
import { lastEnded } from "../domain/calendar/period.ts";
import { dayOf, paris } from "../domain/calendar/zoned-time.ts";
import { todayDue, todayItems } from "../domain/due/today.ts";
import { gatherDay } from "../journey/day.ts";
import { registerIn } from "../journey/expected/adhesions.ts";
import { gatherPeriod } from "../journey/period.ts";
import type { World } from "../journey/world.ts";
import type { DayForPeople, Reporter } from "../ports/reporter.ts";
import type { Task } from "./schedule.ts";

export interface ReportTaskParts {
  readonly world: Pick<World, "journal" | "store" | "agent" | "clock" | "dossiers">;
  readonly reporter: Reporter;
  /** Cron; absent: never. */
  readonly daily?: string | undefined;
  readonly today?: string | undefined;
  readonly period?: string | undefined;
  /** The firm's page of the day was written. */
  readonly madeDay: (input: DayForPeople) => Promise<void>;
}

export const reportTasks = (parts: ReportTaskParts): readonly Task[] => [
  ...(parts.daily === undefined
    ? []
    : [{ name: "report-day", expression: parts.daily, run: (due: number) => daily(parts, due) }]),
  ...(parts.today === undefined
    ? []
    : [{ name: "today", expression: parts.today, run: () => tellToday(parts) }]),
  ...(parts.period === undefined
    ? []
    : [
        {
          name: "report-period",
          expression: parts.period,
          run: (due: number) => periods(parts, due),
        },
      ]),
];

/** One page for the firm, one for each dossier: no client's data in another client's report. */
const daily = async (parts: ReportTaskParts, due: number): Promise<void> => {
  const { reporter } = parts;
  const world = { ...parts.world, register: registerIn(parts.world) };
  const about = { day: dayOf(due, paris), now: world.clock.now() };
  const whole = await gatherDay(world, about);
  await reporter.day(whole);
  for (const dossier of world.dossiers.keys())
    await reporter.day(await gatherDay(world, { ...about, dossier }));
  await parts.madeDay(whole);
};

/** Facts, so that notices tell them once each, whatever restarts. Nothing is written when nothing is due. */
const tellToday = async ({ world }: ReportTaskParts): Promise<void> => {
  const { journal } = world;
  const now = world.clock.now();
  const register = registerIn(world);
  const day = dayOf(now, paris);
  const input = await gatherDay({ ...world, register }, { day, now });
  const { expected = [], lost = [] } = input;
  const items = todayItems({ ...input, expected, lost, now, zone: paris });
  await journal.transact(async (t) => {
    for (const due of todayDue(items, now)) await t.append({ is: "today-due", day, ...due });
  });
};

const periods = async (parts: ReportTaskParts, due: number): Promise<void> => {
  const { reporter } = parts;
  const world = { ...parts.world, register: registerIn(parts.world) };
  const now = world.clock.now();
  for (const kind of ["mensuelle", "trimestrielle", "annuelle"] as const) {
    const period = lastEnded(dayOf(due, paris), kind);
    const input = await gatherPeriod(world, { period, now });
    if (input.deposits.length + input.missing.length === 0) continue;
    await reporter.period(input);
    for (const dossier of world.dossiers.keys())
      await reporter.period(await gatherPeriod(world, { period, now, dossier }));
  }
};
