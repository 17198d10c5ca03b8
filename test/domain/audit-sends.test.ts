/** I2 on one deposit's facts: what the audit calls a second dot, and what it does not. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSends } from "../../src/domain/audit/sends.ts";
import type { DepositFact } from "../../src/domain/deposit.ts";
import { begun, dot, ended, outcomes, upToFrozen } from "../support/facts.ts";

const codes = (...facts: readonly DepositFact[]): readonly string[] =>
  checkSends(
    [...upToFrozen("k"), ...facts].map((fact, index) => ({ ...fact, seq: index + 1, at: index })),
  ).map((v) => v.code);

const resend = {
  is: "ordered",
  deposit: "D1",
  message: "D1.M1",
  order: "resend",
  by: "dupont",
  reason: "perdu",
} as const;

const accepted = (attempt: number) => [begun(attempt), dot(attempt), ended("accepted", attempt)];
/** The server said no after the dot: it has nothing. */
const deferred = (attempt: number) => [
  begun(attempt),
  dot(attempt),
  { ...ended("later", attempt), outcome: { ...outcomes.later } },
];

test("a second dot needs a person's order, and one order allows one dot", () => {
  assert.deepEqual(codes(...accepted(1), ...accepted(2)), ["dot-twice"]);
  assert.deepEqual(codes(...accepted(1), resend, ...accepted(2)), []);
  assert.deepEqual(codes(...accepted(1), resend, ...accepted(2), ...accepted(3)), ["dot-twice"]);
  const confirm = { ...resend, order: "confirm" } as const;
  assert.deepEqual(codes(...accepted(1), resend, confirm, ...accepted(2)), ["dot-twice"]);
});

test("an ordered attempt that was definitely refused uses the order up no more than the first try would", () => {
  assert.deepEqual(codes(...deferred(1), ...accepted(2)), []);
  assert.deepEqual(codes(...accepted(1), resend, ...deferred(2), ...accepted(3)), []);
  const twice = codes(...accepted(1), resend, ...deferred(2), ...accepted(3), ...accepted(4));
  assert.deepEqual(twice, ["dot-twice"]);
});
