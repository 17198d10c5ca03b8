/** Planned times: on the minute, caught up once after a sleep or a stop, tried again after a failure. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plannedTimes, type ScheduleParts, scheduleRound } from "../../src/daemon/schedule.ts";
import { addDays, dayOf, instantIn } from "../../src/domain/calendar/zoned-time.ts";
import { memoryClock } from "../support/memory-clock.ts";
import { memoryJournal } from "../support/memory-journal.ts";
import { memoryLog } from "../support/memory-log.ts";

const at = (day: string, hour: string): number => instantIn("Europe/Paris", day, hour) ?? 0;
const minute = 60_000;

const given = () => {
  const clock = memoryClock(at("2026-11-05", "12:00"));
  const world = { clock, journal: memoryJournal(clock), log: memoryLog() };
  const runs: string[] = [];
  const state = { failing: false };
  const parts: ScheduleParts = {
    world,
    /** Every day at six in the evening. */
    schedule: {
      next: () => {
        const today = dayOf(clock.now(), "Europe/Paris");
        const six = at(today, "18:00");
        return six > clock.now() ? six : at(addDays(today, 1), "18:00");
      },
    },
    tasks: [
      {
        name: "report-day",
        expression: "0 18 * * *",
        run: async (due) => {
          if (state.failing) throw new Error("disk");
          runs.push(dayOf(due, "Europe/Paris"));
        },
      },
    ],
  };
  let planned = new Map<string, number>();
  return {
    clock,
    runs,
    state,
    start: async () => {
      planned = await plannedTimes(parts);
      await scheduleRound(parts, planned);
    },
    until: async (to: number) => {
      while (clock.now() < to) {
        await clock.advance(minute);
        await scheduleRound(parts, planned);
      }
    },
    round: () => scheduleRound(parts, planned),
  };
};

test("a task runs at its time, once a day", async () => {
  const w = given();
  await w.start();
  assert.deepEqual(w.runs, [], "not at the first start");
  await w.until(at("2026-11-05", "17:59"));
  assert.deepEqual(w.runs, []);
  await w.until(at("2026-11-07", "18:00"));
  assert.deepEqual(w.runs, ["2026-11-05", "2026-11-06", "2026-11-07"]);
});

test("after a sleep over a week-end it is caught up once, for the day it was planned for", async () => {
  const w = given();
  await w.start();
  w.clock.jump(3 * 86_400_000);
  await w.round();
  await w.round();
  assert.deepEqual(w.runs, ["2026-11-05"]);
  await w.until(at("2026-11-08", "18:00"));
  assert.deepEqual(w.runs, ["2026-11-05", "2026-11-08"]);
});

test("a stop across its time is caught up at the start", async () => {
  const w = given();
  await w.start();
  w.clock.jump(86_400_000);
  await w.start();
  assert.deepEqual(w.runs, ["2026-11-05"]);
});

test("a task that fails is tried again, and keeps no other back", async () => {
  const w = given();
  await w.start();
  w.state.failing = true;
  await w.until(at("2026-11-05", "18:05"));
  assert.deepEqual(w.runs, []);
  w.state.failing = false;
  await w.round();
  assert.deepEqual(w.runs, ["2026-11-05"]);
});
