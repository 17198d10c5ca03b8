/** `reports.today`: what must leave during the day is told by the notices, in numbers, once, to whom it concerns. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type NoticeParts, noticeRound, openChannels } from "../../src/daemon/notice-loop.ts";
import { Problems } from "../../src/daemon/problems.ts";
import { reportTasks } from "../../src/daemon/report-tasks.ts";
import { plannedTimes, scheduleRound } from "../../src/daemon/schedule.ts";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import type { Notice } from "../../src/domain/notices.ts";
import type { Notifier } from "../../src/ports/notifier.ts";
import { edifact } from "../support/samples.ts";
import { silentReporter } from "../support/small-daemon.ts";
import { rules, type SmallWorld, smallWorld, takeOne } from "../support/small-world.ts";

const never = new AbortController().signal;
const morning = Date.UTC(2027, 0, 15, 7);
const legal: readonly LegalCalendar[] = [
  {
    name: "essai",
    source: "essai",
    mark: "exemple",
    family: "urssaf",
    hour: "12:00",
    dates: [{ period: { year: 2026, quarter: 4, month: 0 }, due: "2027-01-15" }],
  },
];

const given = async (t: TestContext, keys: string) => {
  const world = smallWorld(t, { legal });
  world.spool.drop("mapibox.cfg", `${rules()}${keys}`);
  world.spool.drop("ducs.edi", edifact(["REF1"]));
  await takeOne(world);
  await world.clock.advance(morning - 3_600_000 - world.clock.now());
  const told: Notice[][] = [[], []];
  const notifier = (n: number, dossiers: readonly string[]): Notifier => ({
    channel: `test ${n}`,
    dossiers,
    notify: async (notice) => {
      told[n]?.push(notice);
      return { is: "told" };
    },
  });
  const parts: NoticeParts = {
    world,
    problems: new Problems(world),
    notifiers: [notifier(0, ["cirso"]), notifier(1, ["ailleurs"])],
    digestMinutes: 10,
    perHour: 4,
    contactOf: () => undefined,
  };
  return { world, told, parts };
};

const day = async (world: SmallWorld, parts: NoticeParts): Promise<void> => {
  const tasks = reportTasks({
    world,
    reporter: silentReporter,
    today: "0 8 * * *",
    madeDay: async () => undefined,
  });
  const next = (): number => (world.clock.now() < morning ? morning : morning + 86_400_000);
  const schedule = { world, schedule: { next }, tasks };
  const planned = await plannedTimes(schedule);
  const channels = await openChannels(parts);
  for (let minute = 0; minute < 90; minute += 5) {
    await scheduleRound(schedule, planned);
    for (const channel of channels) await noticeRound(parts, channel, never);
    await world.clock.advance(300_000);
  }
};

test("a deposit that waits for somebody is told at eight with its hour, and a second start tells it no more", async (t) => {
  const { world, told, parts } = await given(t, "validation=oui\r\n");
  await day(world, parts);
  assert.equal(told[0]?.length, 1);
  const [notice] = told[0] ?? [];
  assert.match(
    notice?.text ?? "",
    /À faire partir aujourd'hui, l'heure la plus tardive est passée \(14 janvier 2027 à 17:00:00\) : 1 demande quelqu'un\./u,
  );
  assert.match(notice?.text ?? "", /facteur today --dossier cirso/u);
  assert.ok(!/REF1|FICTIVE|ducs\.edi/u.test(notice?.text ?? ""), "no names travel by notices");
  assert.equal(told[1]?.length, 0, "another client hears nothing of it");
  const channels = await openChannels(parts);
  for (const channel of channels) await noticeRound(parts, channel, never);
  assert.equal(told[0]?.length, 1);
});

test("what leaves by itself is told as no task; a day on which nothing is due is told by nothing", async (t) => {
  const leaving = await given(t, "");
  await day(leaving.world, leaving.parts);
  const [event] = leaving.told[0]?.[0]?.events ?? [];
  assert.deepEqual([event?.code, event?.grave], ["a-faire-partir", false]);
  const empty = smallWorld(t, { legal });
  const parts = { ...leaving.parts, world: empty, problems: new Problems(empty) };
  await day(empty, parts);
  assert.equal(leaving.told[0]?.length, 1);
});
