import assert from "node:assert/strict";
import { test } from "node:test";
import {
  frenchDate,
  frenchDateTime,
  frenchDeadline,
  parisIso,
} from "../../src/domain/paris-time.ts";

test("an instant is told in Paris, winter and summer, across the change of hour", () => {
  assert.equal(parisIso(Date.UTC(2026, 10, 21, 9, 12, 3)), "2026-11-21T10:12:03+01:00");
  assert.equal(parisIso(Date.UTC(2026, 6, 1, 22, 0, 0)), "2026-07-02T00:00:00+02:00");
  assert.equal(parisIso(Date.UTC(2026, 9, 25, 0, 30, 0)), "2026-10-25T02:30:00+02:00");
  assert.equal(parisIso(Date.UTC(2026, 9, 25, 1, 30, 0)), "2026-10-25T02:30:00+01:00");
});

test("and written as the French write it", () => {
  assert.equal(frenchDateTime(Date.UTC(2026, 10, 21, 9, 12, 3)), "21 novembre 2026 à 10:12:03");
  assert.equal(frenchDate("2026-08-01"), "1er août 2026");
  assert.equal(frenchDate("2026-12-09"), "9 décembre 2026");
});

test("a deadline has no seconds unless they matter, and the end of a day is that day's", () => {
  assert.equal(frenchDeadline(Date.UTC(2026, 3, 15, 10)), "15 avril 2026 à 12:00");
  assert.equal(frenchDeadline(Date.UTC(2026, 4, 26, 22)), "26 mai 2026 à 24:00");
  assert.equal(frenchDeadline(Date.UTC(2026, 11, 31, 23)), "31 décembre 2026 à 24:00");
  assert.equal(frenchDeadline(Date.UTC(2026, 10, 21, 9, 12, 3)), "21 novembre 2026 à 10:12:03");
});

test("what is not a date stays as it was written", () => {
  for (const text of ["", "31/12/2026", "2026-13-01", "N/A"]) assert.equal(frenchDate(text), text);
});
