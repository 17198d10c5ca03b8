/** F40: a server that cannot be reached, past the legal deadline: « hors délai » is told, and the mail is tried still. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as breathe } from "node:timers/promises";
import { faults } from "../../src/domain/faults.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld } from "../support/small-world.ts";

const minuteMs = 60_000;
/** The hire of the sample begins at 08:30. */
const morning = Date.parse("2026-11-07T08:00:00+01:00");

test("F40 past the deadline a mail that could not leave is told as late, and tried until a person cancels", async (t) => {
  const base = smallWorld(t, { courier: () => "unreachable" });
  const world = { ...base, retryMinutes: [10] };
  world.clock.jump(morning - world.clock.now());
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const { daemon, until } = smallDaemon(t, world);
  await until("the first try", () => world.courier.attempts().length === 1);
  const deadline = (await world.journal.deposit("D1"))?.recognised?.deadline ?? 0;
  assert.ok(deadline > world.clock.now() + 10 * minuteMs);
  const told = () => daemon.problems.list().find((p) => p.code === "deadline-passed");
  const pass = async (): Promise<void> => {
    await world.clock.advance(minuteMs);
    for (let i = 0; i < 20; i += 1) await breathe();
  };
  while (world.clock.now() < deadline - 2 * minuteMs) await pass();
  assert.equal(told(), undefined);
  // No mailbox is read here: an answer that may lie in one is waited for, an hour at most.
  for (let n = 0; n < 62; n += 1) await pass();
  await until("the alarm", () => told() !== undefined);
  assert.match(faults["deadline-passed"].fr.what, /hors délai/u);
  const before = world.courier.attempts().length;
  await until("another try, past the deadline", () => world.courier.attempts().length > before);
  const order = {
    deposit: "D1",
    order: "cancel",
    by: "dupont",
    reason: "faite au portail",
  } as const;
  assert.equal((await giveOrder(world, order)).is, "allowed");
  await until("the end of the alarm", () => told() === undefined);
  const tried = world.courier.attempts().length;
  for (let n = 0; n < 30; n += 1) await pass();
  assert.equal(world.courier.attempts().length, tried, "cancelled: nothing is tried any more");
});
