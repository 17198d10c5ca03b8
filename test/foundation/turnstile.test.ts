/** Many together, or one alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as breathe } from "node:timers/promises";
import { Turnstile } from "../../src/foundation/turnstile.ts";

const gate = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
};

test("whoever is alone waits for those inside and keeps newcomers out", async () => {
  const turnstile = new Turnstile();
  const told: string[] = [];
  const [first, alone] = [gate(), gate()];
  const inside = turnstile.together(async () => {
    await first.opened;
    told.push("first");
  });
  const one = turnstile.alone(async () => {
    told.push("alone begins");
    await alone.opened;
    told.push("alone ends");
  });
  const late = turnstile.together(async () => void told.push("late"));
  const second = turnstile.alone(async () => void told.push("second alone"));
  for (let n = 0; n < 5; n += 1) await breathe();
  assert.deepEqual(told, []);
  first.open();
  await inside;
  for (let n = 0; n < 5; n += 1) await breathe();
  assert.deepEqual(told, ["first", "alone begins"]);
  alone.open();
  await Promise.all([one, late, second]);
  assert.deepEqual(told, ["first", "alone begins", "alone ends", "second alone", "late"]);
});

test("several are inside at once, and what fails lets the others in", async () => {
  const turnstile = new Turnstile();
  const both = gate();
  let inside = 0;
  const enter = () =>
    turnstile.together(async () => {
      inside += 1;
      await both.opened;
    });
  const [a, b] = [enter(), enter()];
  assert.equal(inside, 2);
  both.open();
  await Promise.all([a, b]);
  await assert.rejects(
    turnstile.together(() => Promise.reject(new Error("one"))),
    /one/u,
  );
  await assert.rejects(
    turnstile.alone(() => Promise.reject(new Error("two"))),
    /two/u,
  );
  assert.equal(await turnstile.alone(async () => 3), 3);
  assert.equal(await turnstile.together(async () => 4), 4);
});
