/** `facteur audit` finds each violation planted by hand, at its place; and nothing where nothing is wrong. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { test } from "node:test";
import {
  type Violation,
  type ViolationCode,
  violations,
} from "../../src/domain/audit/violation.ts";
import {
  auditAll,
  auditedJournal,
  copyOf,
  factsOf,
  plant,
  violationsOf,
} from "../support/audited.ts";
import type { Planted } from "../support/planting.ts";
import { accepted, m1, plantings } from "../support/plantings.ts";

const isAt = (found: Violation, code: ViolationCode, place: Planted): boolean =>
  found.code === code &&
  found.seq === (place.seq ?? found.seq) &&
  found.deposit === (place.deposit ?? found.deposit) &&
  found.message === (place.message ?? found.message) &&
  found.receipt === (place.receipt ?? found.receipt);

test("each violation that the audit knows is planted here", () => {
  assert.deepEqual(new Set(plantings.map((p) => p.code)), new Set(Object.keys(violations)));
});

test("each invariant that a journal can break, its chain and its store have a planting", () => {
  const planted = new Set(plantings.map((p) => violations[p.code].breaks));
  const all = ["chain", "store", "I1", "I2", "I3", "I4", "I5", "I6", "I7"];
  assert.deepEqual([...planted].sort(), all.sort());
});

test("docs/audit.md tells each of them", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/audit.md"), "utf8");
  const rows = Object.entries(violations).map(
    ([code, v]) => `| \`${code}\` | ${v.breaks} | ${v.fr.what} | ${v.fr.next} |`,
  );
  for (const row of rows) assert.ok(page.includes(row), row);
  assert.equal(
    [...page.matchAll(/^\| `[a-z-]+` \| (?:chain|store|I\d) \|/gmu)].length,
    rows.length,
  );
});

test("a sound journal has no violation; each planted one is found at its place", async (t) => {
  const sound = await auditedJournal(t);
  const facts = await factsOf(sound);

  await t.test("nothing is found where nothing is wrong", async () => {
    const events = await auditAll(sound);
    assert.deepEqual(
      events.filter((e) => e.is === "violation"),
      [],
    );
    const messages = events.flatMap((e) => (e.is === "message" ? [e.message] : []));
    assert.deepEqual(
      messages.map((m) => [m.id, m.stage.is, m.attempts.map((a) => a.phase)]),
      [
        ["D1.M1", "accepted", ["dot"]],
        ["D2.M1", "accepted", ["dot"]],
      ],
    );
    const done = events.at(-1);
    assert.ok(done?.is === "done");
    const { blobs, ...counts } = done.counts;
    assert.deepEqual(counts, { facts: facts.length, deposits: 5, messages: 2, receipts: 2 });
    assert.ok(blobs > 10);
    assert.equal(done.head.seq, facts.length);
  });

  await t.test("since an hour after everything, only the chain is read", async () => {
    const done = (await auditAll(sound, sound.now + 1)).at(-1);
    assert.ok(done?.is === "done");
    assert.equal(done.counts.facts, facts.length);
    assert.equal(done.counts.deposits, 0);
  });

  for (const planting of plantings)
    await t.test(planting.what, async (own: TestContext) => {
      const about = await copyOf(own, sound);
      const place = planting.plant(about, facts);
      const found = await violationsOf(about);
      const told = JSON.stringify(found, undefined, 1);
      assert.ok(
        found.some((v) => isAt(v, planting.code, place)),
        `${planting.code} ${JSON.stringify(place)} is not among ${told}`,
      );
      if (planting.alone) assert.equal(found.length, 1, told);
    });

  await t.test("a second dot that a named person ordered is none", async (own) => {
    const about = await copyOf(own, sound);
    plant(about, { is: "ordered", ...m1, order: "resend", by: "dupont", reason: "perdu" });
    plant(about, { is: "attempt-begun", ...m1, attempt: 2 });
    plant(about, { is: "attempt-dot", ...m1, attempt: 2 });
    plant(about, { is: "attempt-ended", ...m1, attempt: 2, outcome: accepted });
    const codes = (await violationsOf(about)).map((v) => v.code);
    // The rows planted by hand are not in the derived tables.
    assert.deepEqual(new Set(codes), new Set(["derived-differs"]));
  });
});
