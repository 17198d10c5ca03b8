/** The wall clock jumps; waits are monotonic, so only what is told changes (mail.md F80). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { limits } from "../../src/domain/limits.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld } from "../support/small-world.ts";

const hourMs = 3_600_000;
const jumps = (daemon: ReturnType<typeof smallDaemon>["daemon"]): readonly string[] =>
  daemon.problems
    .list()
    .filter((p) => p.code === "clock-jump")
    .map((p) => p.said);

test("F80 a clock set back before the last fact is told until it is right again; sending goes on", async (t) => {
  const world = smallWorld(t);
  const small = smallDaemon(t, world);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await small.until("it is sent", () => world.courier.dots() === 1);
  world.clock.jump(-5 * hourMs);
  await small.until("it is told", () => jumps(small.daemon).length === 1);
  assert.match(jumps(small.daemon)[0] ?? "", /^- (?:299|300) min$/u);
  world.spool.drop("deux.txt", dpae("INVENTE"));
  await small.until("the next is sent", () => world.courier.dots() === 2);
  assert.equal(jumps(small.daemon).length, 1);
  world.clock.jump(5 * hourMs);
  await small.until("it is over", () => jumps(small.daemon).length === 0);
});

test("F80 a clock that is behind the journal at start is told", async (t) => {
  const world = smallWorld(t);
  const first = smallDaemon(t, world);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await first.until("it is sent", () => world.courier.dots() === 1);
  await first.stop();
  world.clock.jump(-24 * hourMs);
  const second = smallDaemon(t, world);
  await second.until("it is told", () => jumps(second.daemon).length === 1);
});

test("F80 F81 a jump ahead, or a machine that slept, is told for an hour, and nothing else changes", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n === 1 ? "unreachable" : "accepts") });
  const small = smallDaemon(t, world);
  await small.until("it watches", () => world.clock.waiting() > 3);
  await world.clock.advance(limits.clockCheckMs);
  world.clock.jump(hourMs / 2);
  await world.clock.advance(2 * limits.clockCheckMs);
  assert.deepEqual(jumps(small.daemon), [], "half an hour is no jump");
  world.clock.jump(63 * hourMs);
  await small.until("it is told", () => jumps(small.daemon).length === 1);
  assert.match(jumps(small.daemon)[0] ?? "", /^\+ 3780 min$/u);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await small.until("it is sent, at its second try", () => world.courier.dots() === 1);
  assert.deepEqual(
    small.daemon.problems.list().map((p) => p.code),
    ["clock-jump"],
    "no other alarm comes of it",
  );
  await world.clock.advance(limits.clockAheadToldMs + 2 * limits.clockCheckMs);
  assert.deepEqual(jumps(small.daemon), []);
});

test("F80 a retry that a clock set back has put days away goes at once", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n === 1 ? "unreachable" : "accepts") });
  const small = smallDaemon(t, world);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await small.until("one try", () => world.courier.attempts().length === 1);
  world.clock.jump(-30 * 24 * hourMs);
  const from = world.clock.monotonic();
  await small.until("it is sent", () => world.courier.dots() === 1);
  assert.ok(world.clock.monotonic() - from <= 2 * limits.sendPollMs);
});

test("F80 a file is settled by the monotonic clock: no jump makes it look quiet", async (t) => {
  const world = smallWorld(t);
  const small = smallDaemon(t, world);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await small.until("it is seen", () => world.clock.monotonic() >= 500);
  world.clock.jump(24 * hourMs);
  small.daemon.bells.spool("cirso").ring();
  await world.clock.advance(100);
  assert.equal((await world.journal.find({ by: "recent" }, 9)).length, 0);
  await small.until("it is taken", async () => {
    return (await world.journal.find({ by: "recent" }, 9)).length === 1;
  });
});

test("F81 a machine that slept looks at everything on waking: what came, what was due, what has become late", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n === 1 ? "unreachable" : "accepts") });
  const small = smallDaemon(t, world);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await small.until("one try", () => world.courier.attempts().length === 1);
  world.spool.drop("deux.txt", dpae("INVENTE"));
  world.clock.jump(63 * hourMs);
  const woken = world.clock.monotonic();
  await small.until("both have left", () => world.courier.dots() === 2);
  // The wall clock says that the next try is long due: no wait begun before the sleep is waited for again.
  assert.ok(world.clock.monotonic() - woken < 30_000);
  assert.equal((await world.journal.find({ by: "recent" }, 9)).length, 2);
});
