/** Gathers the day's report: every deposit that lived that day, waits still, or is held for a person. */

import { frenchCalendar, type WorkCalendar } from "../domain/calendar/working-days.ts";
import { type Day, dayOf, paris } from "../domain/calendar/zoned-time.ts";
import type { Deposit } from "../domain/deposit.ts";
import { ownShare } from "../domain/due/alarms.ts";
import { type Awaited, awaitedOf } from "../domain/due/awaited.ts";
import { lostOf } from "../domain/due/lost.ts";
import { afterAlarms } from "../domain/due/open-alarms.ts";
import { holdOf, openHolds, underHold } from "../domain/hold/client.ts";
import type { DepositId, Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import type { JournalReader } from "../ports/journal.ts";
import type { DepositQuery } from "../ports/journal-queries.ts";
import type { DayForPeople } from "../ports/reporter.ts";
import { agentFacts } from "./agent-facts.ts";
import { adhesionNews } from "./day/adhesion-news.ts";
import { type ExpectingWorld, expectedReturns } from "./expected.ts";

export const gatherDay = async (
  world: ExpectingWorld & { readonly journal: JournalReader },
  about: { readonly day: Day; readonly now: Instant; readonly dossier?: string },
): Promise<DayForPeople> => {
  const { day, now, dossier } = about;
  const concerned = (d: Deposit): boolean => dossier === undefined || d.claimed.dossier === dossier;
  const recent = (await world.journal.find({ by: "recent" }, limits.dailyDepositsMax)).filter(
    concerned,
  );
  const open = [
    ...(await all(world.journal, { by: "awaiting" })),
    ...(await all(world.journal, { by: "held" })),
  ].filter((d) => concerned(d) && dayOf(d.claimed.at, paris) <= day);
  const told = new Map<DepositId, Deposit>();
  for (const d of [...recent.filter((d) => livedOn(d, day)), ...open]) told.set(d.id, d);
  const calendarOf = (name: string): WorkCalendar =>
    world.dossiers.get(name)?.calendar ?? frenchCalendar;
  const awaited = new Map<DepositId, readonly Awaited[]>();
  for (const d of told.values()) {
    const waits = awaitedOf(d, calendarOf(d.claimed.dossier));
    if (waits.length > 0) awaited.set(d.id, waits);
  }
  const holds = openHolds([], await agentFacts(world.journal, "client-ordered"));
  const alarms = await agentFacts(world.journal, "alarm-raised", "alarm-ended");
  const shown = (d: Deposit): Deposit =>
    underHold(d, holdOf(holds, d.claimed.dossier, world.dossiers));
  return {
    day,
    ...(dossier === undefined ? {} : { dossier }),
    made: now,
    deposits: [...told.values()].map(shown).toSorted((a, b) => a.claimed.seq - b.claimed.seq),
    awaited,
    alarms: afterAlarms([], alarms).flatMap((a) => {
      if (dossier === undefined) return a;
      if (!a.dossiers.includes(dossier)) return [];
      return ownShare(a, { awaited: [...awaited.values()].flat(), now, zone: paris }) ?? [];
    }),
    ...(day === dayOf(now, paris)
      ? {
          ...(world.register && dossier === undefined
            ? { adhesions: await adhesionNews(world.journal, world.register, now) }
            : {}),
          expected: await expectedReturns(world, about),
          lost: lostOf(recent, { now, calendarOf }),
        }
      : {}),
    recent,
  };
};

const livedOn = (d: Deposit, day: Day): boolean =>
  [d.claimed.at, d.lastAt, ...d.receipts.map((r) => r.at)].some((at) => dayOf(at, paris) === day);

/** Every page of a query that can be paged. */
const all = async (
  journal: JournalReader,
  query: Extract<DepositQuery, { readonly by: "awaiting" | "held" }>,
): Promise<readonly Deposit[]> => {
  const found: Deposit[] = [];
  for (let after: DepositId | undefined; found.length < limits.dailyDepositsMax; ) {
    const next = after === undefined ? {} : { after };
    const page = await journal.find({ ...query, ...next }, limits.batchMax);
    found.push(...page);
    after = page.at(-1)?.id;
    if (page.length < limits.batchMax) break;
  }
  return found;
};
