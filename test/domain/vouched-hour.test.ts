/** F80: a journal that was silent for long does not vouch for the clock, under which a purge would take what must be kept. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { VouchedHour } from "../../src/domain/vouched-hour.ts";

const dayMs = 86_400_000;
const day = (n: number): number => Date.UTC(2026, 0, 1) + n * dayMs;
const year = 365;

const doubts = (lines: readonly number[], now: number): number | undefined => {
  const hours = new VouchedHour();
  for (const n of lines) hours.follow(day(n));
  const from = hours.doubts(day(now));
  return from === undefined ? undefined : (from - day(0)) / dayMs;
};

test("F80 which clock a journal vouches for", () => {
  const quarters = [0, 92, 184, 276];
  const ahead = 10 * year;
  for (const [lines, now, from, why] of [
    [[], ahead, undefined, "nothing is kept"],
    [quarters, 276 + 180, undefined, "a firm that declares every quarter"],
    [quarters, ahead, 276, "the clock jumped while nothing was written"],
    [[...quarters, ahead, ahead + 1], ahead + 2, 276, "the agent wrote under it for a day"],
    [[...quarters, ahead, ahead + 32], ahead + 33, undefined, "it was a silence: weeks since"],
    [
      [...quarters, ahead, ahead - 0.001],
      ahead,
      276,
      "it was slewed back a little, and is ahead still",
    ],
    [[...quarters, ahead, ahead - year], ahead - year + 1, 276, "and by a whole year"],
    [[...quarters, ahead, 277, 278], 279, undefined, "it was set right since"],
    [[...quarters, ahead, 277], ahead, 277, "and jumped again"],
    [[ahead, ...quarters], 277, undefined, "an agent made under a clock that was ahead"],
  ] as const)
    assert.equal(doubts(lines, now), from, why);
});
