/** Looks that are shared: never one that began before it was asked for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sharing } from "../../src/foundation/sharing.ts";

/** A look that tells how many began, and ends when it is told to. */
const counted = () => {
  const ends: ((failed?: Error) => void)[] = [];
  const look = (): Promise<number> => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const n = ends.push((failed) => (failed ? reject(failed) : resolve(n)));
    return promise;
  };
  return { ask: sharing(look), ends };
};

test("who asks while a look is under way is told by the next one, and shares it", async () => {
  const { ask, ends } = counted();
  const first = ask();
  const later = [ask(), ask()];
  assert.equal(ends.length, 1);
  ends[0]?.();
  assert.equal(await first, 1);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(ends.length, 2, "both wait for one");
  const last = ask();
  ends[1]?.();
  assert.deepEqual(await Promise.all(later), [2, 2]);
  await new Promise((resolve) => setImmediate(resolve));
  ends[2]?.();
  assert.equal(await last, 3);
});

test("a look that fails is told to those who shared it, and the next one is made", async () => {
  const { ask, ends } = counted();
  const first = ask();
  const second = ask();
  ends[0]?.(new Error("away"));
  await assert.rejects(first, /away/u);
  await new Promise((resolve) => setImmediate(resolve));
  ends[1]?.();
  assert.equal(await second, 2);
});
