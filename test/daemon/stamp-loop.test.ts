/** The journal's head is dated once a day; an authority that is away is told once and asked again. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Problems } from "../../src/daemon/problems.ts";
import { stampLoop } from "../../src/daemon/stamp-loop.ts";
import { limits } from "../../src/domain/limits.ts";
import { stampsOf } from "../../src/journey/stamp.ts";
import { TimestampFault } from "../../src/ports/timestamper.ts";
import { cleanup } from "../support/cleanup.ts";
import { dpae } from "../support/samples.ts";
import { smallWorld, takeOne } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

test("away, told once; back, it is over; then one stamp a day, and none when nothing happened", async (t) => {
  const world = smallWorld(t);
  const problems = new Problems(world);
  const state = { away: true, asked: 0 };
  const timestamper = {
    authority: "https://horodatage.example/",
    stamp: async (text: string) => {
      state.asked += 1;
      if (state.away) throw new TimestampFault("code HTTP 503");
      return Buffer.from(`token ${text}`);
    },
  };
  const stop = new AbortController();
  const running = stampLoop({ world, problems }, timestamper, stop.signal);
  cleanup(t, async () => {
    stop.abort();
    await running;
  });
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await takeOne(world);
  const pass = async (ms: number): Promise<void> => {
    await world.clock.advance(ms);
  };
  await waitUntil("it is asked", async () => {
    await pass(limits.stampPollMs);
    return state.asked > 0;
  });
  assert.deepEqual(
    problems.list().map((p) => p.code),
    ["timestamp-failed"],
  );
  state.away = false;
  await waitUntil("it is stamped", async () => {
    await pass(limits.stampPollMs);
    return (await stampsOf(world)).length === 1 && problems.list().length === 0;
  });
  const asked = state.asked;
  await pass(3 * limits.stampEveryMs);
  assert.equal(state.asked, asked, "nothing happened since");
  world.spool.drop("dpae.txt", dpae("IMAGINAIRE"));
  await takeOne(world);
  await waitUntil("the next day's", async () => {
    await pass(limits.stampPollMs);
    return (await stampsOf(world)).length === 2;
  });
  const [first, second] = await stampsOf(world);
  assert.ok(first && second && second.head > first.head);
});
