/** F80: how far back a mailbox is read, and that an agent made under a clock that was ahead reads it all the same. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { mailSince } from "../../src/domain/receipt/mail-since.ts";

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 21);
const since = (created: number): number => (now - mailSince({ created, now, days: 30 })) / dayMs;

test("F80 so many days back, and no further than a day before the agent was made, unless that lies ahead", () => {
  assert.equal(since(now - 400 * dayMs), 30);
  assert.equal(since(now - 2 * dayMs), 3);
  assert.equal(since(now), 1);
  assert.equal(since(now + 10 * 365 * dayMs), 30);
});
