/** What a service manager hears of the agent: ready, alive while its journal answers, how it is, and that it stops. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as breathe } from "node:timers/promises";
import { beatLoop } from "../../src/daemon/beat-loop.ts";
import { Problems } from "../../src/daemon/problems.ts";
import { limits } from "../../src/domain/limits.ts";
import type { SupervisorNews } from "../../src/ports/supervisor.ts";
import { memoryClock } from "../support/memory-clock.ts";
import { memoryJournal } from "../support/memory-journal.ts";
import { memoryLog } from "../support/memory-log.ts";

const beating = (watchdogMs: number | undefined) => {
  const clock = memoryClock();
  const log = memoryLog();
  const journal = memoryJournal(clock);
  const heard: SupervisorNews[] = [];
  const problems = new Problems({ clock, log });
  const [stopping, over] = [new AbortController(), new AbortController()];
  const supervisor = { watchdogMs, tell: async (news: SupervisorNews) => void heard.push(news) };
  const world = { clock, log, journal };
  const running = beatLoop(
    { world, problems, supervisor, language: "en", stopping: stopping.signal },
    over.signal,
  );
  const turn = async (ms: number): Promise<readonly SupervisorNews[]> => {
    await clock.advance(ms);
    await breathe();
    return heard.splice(0);
  };
  return { turn, stopping, over, running, problems, journal, log };
};

test("ready once, alive at half of the patience, the status when it changes, and the end", async () => {
  const { turn, stopping, over, running, problems } = beating(4 * limits.beatMs);
  const works = "Running, nothing to report.";
  assert.deepEqual(await turn(0), [{ state: "ready", status: works, alive: true }]);
  assert.deepEqual(await turn(limits.beatMs), []);
  assert.deepEqual(await turn(limits.beatMs), [{ alive: true }]);
  problems.raise("loop-failed", "paie", "Martin DUPONT");
  const [news] = await turn(limits.beatMs);
  assert.match(news?.status ?? "", /^1 problem \(facteur status\): /u);
  assert.doesNotMatch(news?.status ?? "", /DUPONT/u, "anybody on the machine may read it");
  stopping.abort();
  const last = await turn(0);
  assert.equal(last[0]?.state, "stopping");
  // A dialogue of ten minutes is no death.
  assert.deepEqual(await turn(2 * limits.beatMs), [{ alive: true }]);
  over.abort();
  await running;
});

test("a journal that does not answer is silence, and silence is what makes a restart", async () => {
  const { turn, over, running, journal, log } = beating(2 * limits.beatMs);
  await turn(0);
  assert.deepEqual(await turn(limits.beatMs), [{ alive: true }]);
  journal.find = () => Promise.reject(new Error("disk I/O error"));
  assert.deepEqual(await turn(limits.beatMs), []);
  assert.equal(log.named("journal-silent").length, 1);
  over.abort();
  await running;
});

test("who does not watch hears no beats", async () => {
  const { turn, over, running } = beating(undefined);
  assert.deepEqual(Object.keys((await turn(0))[0] ?? {}), ["state", "status"]);
  assert.deepEqual(await turn(10 * limits.beatMs), []);
  over.abort();
  await running;
});
