/**
 * F20-F33: the whole agent dies at every step of the reference day, before and after its effect, and is started
 * again; then it dies a second time, while it recovers. The server's own ledger is the judge. A step without a death
 * cannot exist: the points are the steps themselves. Of the derived files every fifth write is a point here; all of
 * them, and every pair of deaths, are in test/full/kill-matrix.test.ts.
 * Replay one: `FACTEUR_KILL="37 after, 2 before" node --test test/faults/kill-matrix.test.ts`.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { killNamed, pointsOf, survive, whens } from "../support/model/kills.ts";
import { expected, referenceDay } from "../support/model/reference.ts";

const { FACTEUR_KILL: named, FACTEUR_SEED: seed } = process.env;

test("without a death: the reference verdicts, by every kind of step", async (t) => {
  const day = await referenceDay();
  const kinds = [...new Set(day.steps)].sort();
  t.diagnostic(`${day.steps.length} steps: ${kinds.join(" ")}`);
  assert.deepEqual(day.verdicts, expected);
  assert.deepEqual(kinds, [
    "courier.deliver",
    "filing.commit",
    "filing.prepare",
    "journal.reported",
    "journal.transact",
    "mailbox.move",
    "reports.write",
    "spool.note",
    "spool.noteRefused",
    "spool.own",
    "spool.retire",
    "store.put",
    "store.putStream",
  ]);
});

if (named !== undefined)
  test(`the kill that was named: ${named}`, async (t) => {
    t.diagnostic((await survive(killNamed(named))).verdicts.join(", "));
  });
else {
  test("a death before and after every step: the same verdicts, or uncertain and not held by the server", async (t) => {
    const points = pointsOf((await referenceDay()).steps, "every fifth");
    let uncertain = 0;
    for (const point of points) uncertain += (await survive([point])).uncertain;
    t.diagnostic(`${points.length} deaths, ${uncertain} uncertain`);
    assert.ok(points.length > 120);
  });

  test("a second and a third death while it recovers", async (t) => {
    const { steps } = await referenceDay();
    const again = fc.record({
      at: fc.integer({ min: 1, max: 12 }),
      when: fc.constantFrom(...whens),
    });
    const kills = fc.tuple(
      fc.constantFrom(...pointsOf(steps.slice(0, -20))),
      fc.array(again, { minLength: 1, maxLength: 2 }),
    );
    const run = fc.asyncProperty(kills, async ([first, next]) => {
      await survive([first, ...next]);
    });
    await fc.assert(run, { numRuns: 40, ...(seed === undefined ? {} : { seed: Number(seed) }) });
    t.diagnostic("40 double and triple deaths");
  });
}
