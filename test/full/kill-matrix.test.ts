/**
 * The kill matrix with a second death after each first one, early and late in the recovery. Replay one:
 * `FACTEUR_KILL="37 after, 2 before" node --test test/faults/kill-matrix.test.ts`.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { pointsOf, survive, whens } from "../support/model/kills.ts";
import { referenceDay } from "../support/model/reference.ts";

/** Steps of the life that recovers. */
const recovering = [1, 2, 3, 4, 6, 9, 12, 20];

test("F20-F33 two deaths, at every step and while it recovers", {
  timeout: 7_200_000,
}, async (t) => {
  const { steps } = await referenceDay();
  let [days, uncertain] = [0, 0];
  for (const first of pointsOf(steps)) uncertain += (await survive([first])).uncertain;
  // After the last steps of the day there would be no time for a second death.
  for (const first of pointsOf(steps.slice(0, -20)))
    for (const at of recovering)
      for (const when of whens) {
        uncertain += (await survive([first, { at, when }])).uncertain;
        days += 1;
      }
  t.diagnostic(`${days} double deaths, ${uncertain} uncertain`);
  assert.ok(days > 3000);
});
