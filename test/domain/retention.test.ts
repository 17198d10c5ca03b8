/** How long contents are kept. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dueKinds,
  keptKinds,
  keptSince,
  spanOf,
  spanPattern,
} from "../../src/domain/removal/retention.ts";

const at = (text: string): number => Date.parse(`${text}T10:00:00Z`);

test("a span is a number of days, or of calendar years", () => {
  assert.deepEqual(spanOf("10 years"), { count: 10, unit: "years" });
  assert.equal(keptSince(at("2026-11-21"), spanOf("10 years")), at("2016-11-21"));
  assert.equal(keptSince(at("2026-11-21"), spanOf("30 days")), at("2026-10-22"));
  // A leap day has no year before: the day after, so that nothing goes a day early but a day late.
  assert.ok(keptSince(at("2028-02-29"), spanOf("1 years")) >= at("2027-02-28"));
  for (const wrong of [
    "",
    "10",
    "0 days",
    "1.5 years",
    "ten years",
    "10  years",
    "-1 days",
    "1 week",
  ])
    assert.doesNotMatch(wrong, new RegExp(spanPattern, "u"));
});

const years = { count: 10, unit: "years" } as const;
const retention = {
  originals: { count: 5, unit: "years" },
  mails: years,
  receipts: years,
  reports: { count: 400, unit: "days" },
} as const;

test("each kind has its own time, at the limit and one past it", () => {
  const now = at("2026-11-21");
  assert.deepEqual(dueKinds(at("2025-11-01"), { retention, now }), []);
  assert.deepEqual(dueKinds(at("2025-09-01"), { retention, now }), ["reports"]);
  assert.deepEqual(dueKinds(at("2021-11-21"), { retention, now }), ["reports"]);
  assert.deepEqual(dueKinds(at("2021-11-21") - 1, { retention, now }), ["originals", "reports"]);
  assert.deepEqual(dueKinds(at("2016-11-20"), { retention, now }), keptKinds);
});

test("--before narrows, and never takes what retention keeps longer", () => {
  const now = at("2026-11-21");
  const before = at("2024-01-01");
  assert.deepEqual(dueKinds(at("2025-01-01"), { retention, now, before }), []);
  assert.deepEqual(dueKinds(at("2023-12-31"), { retention, now, before }), ["reports"]);
  assert.deepEqual(dueKinds(at("2023-12-31"), { retention, now, before: now }), ["reports"]);
});
