import assert from "node:assert/strict";
import { test } from "node:test";
import { retryAt } from "../../src/domain/retry.ts";
import { settle, sighted, type Wholeness } from "../../src/domain/settle.ts";

const identity = { inode: "1", size: 10, mtimeNs: "5" };
const patience = { quietMs: 10_000, incompleteMs: 60_000 };
const at = (quiet: number, wholeness?: Wholeness) =>
  settle({ identity, since: 0, ...(wholeness ? { wholeness } : {}) }, quiet, patience);

test("a file is not even opened before a tenth of a second of quiet", () => {
  assert.deepEqual(at(0), { is: "wait", ms: 100 });
  assert.deepEqual(at(99), { is: "wait", ms: 1 });
  assert.deepEqual(at(100), { is: "look-inside" });
});

test("a proven end settles at once; without one only quiet time does", () => {
  assert.deepEqual(at(100, { is: "proven" }), { is: "settled" });
  assert.deepEqual(at(9_999, { is: "cannot-tell" }), { is: "wait", ms: 1 });
  assert.deepEqual(at(10_000, { is: "cannot-tell" }), { is: "settled" });
});

test("a truncated file is never taken as whole; after a while it is told", () => {
  assert.deepEqual(at(59_999, { is: "truncated", at: 7 }), { is: "wait", ms: 1 });
  assert.deepEqual(at(60_000, { is: "truncated", at: 7 }), { is: "incomplete", at: 7 });
});

test("any change of size, time or inode starts the wait anew", () => {
  const first = sighted(undefined, identity, 50);
  assert.equal(sighted(first, { ...identity }, 900).since, 50);
  for (const change of [{ size: 11 }, { mtimeNs: "6" }, { inode: "2" }])
    assert.equal(sighted(first, { ...identity, ...change }, 900).since, 900);
});

test("retries follow the list and then repeat its last wait; there is no give-up", () => {
  const minutes = [1, 5, 60];
  const waits = [1, 2, 3, 4, 100].map((failures) => retryAt(failures, 0, minutes) / 60_000);
  assert.deepEqual(waits, [1, 5, 60, 60, 60]);
});
