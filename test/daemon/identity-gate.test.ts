/** F42 F47: what one identity may do now, on the virtual clock: its rate, and nothing while its login is refused. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { IdentityGate } from "../../src/daemon/identity-gate.ts";
import { Problems } from "../../src/daemon/problems.ts";
import { limits } from "../../src/domain/limits.ts";
import { type Mailbox, MailboxFault } from "../../src/ports/mailbox.ts";
import { passMinutes } from "../support/memory-clock.ts";
import { dpae } from "../support/samples.ts";
import { type SmallDaemon, smallDaemon } from "../support/small-daemon.ts";
import { type SmallWorld, smallWorld } from "../support/small-world.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const gateOf = (world: SmallWorld, rate: { perMinute: number; perDay: number }) => {
  const problems = new Problems(world);
  const gate = new IdentityGate({ world, problems, ...rate });
  return { gate, told: () => problems.list().map((p) => `${p.code} ${p.about}`) };
};

const plenty = { perMinute: 1000, perDay: 1000 };

const factsOf = async (world: SmallWorld): Promise<readonly string[]> =>
  (await world.journal.facts({ agent: true }, 100)).map((f) => f.is);

test("so many attempts a minute, and so many a day; another identity has its own", async (t) => {
  const world = smallWorld(t);
  const { gate } = gateOf(world, { perMinute: 2, perDay: 3 });
  assert.deepEqual(
    [1, 2, 3].map(() => gate.admits("cabinet")),
    [true, true, false],
  );
  assert.deepEqual(gate.closed(), ["cabinet"]);
  assert.ok(gate.admits("autre"));
  await world.clock.advance(minuteMs - 1);
  assert.ok(!gate.admits("cabinet"));
  await world.clock.advance(1);
  assert.deepEqual(gate.closed(), []);
  assert.deepEqual(
    [1, 2].map(() => gate.admits("cabinet")),
    [true, false],
    "the third of the day",
  );
  await world.clock.advance(dayMs - 2 * minuteMs);
  assert.ok(!gate.admits("cabinet"));
  await world.clock.advance(minuteMs);
  assert.ok(gate.admits("cabinet"), "the first ones are a day old");
});

test("the rate is counted by the monotonic clock: setting the wall clock opens nothing", async (t) => {
  const world = smallWorld(t);
  const { gate } = gateOf(world, { perMinute: 1, perDay: 10 });
  assert.ok(gate.admits("cabinet"));
  for (const ms of [dayMs, -2 * dayMs]) {
    world.clock.jump(ms);
    assert.deepEqual(gate.closed(), ["cabinet"]);
  }
});

test("a refused login: one alarm, one fact, one try an hour, and open again when it is taken", async (t) => {
  const world = smallWorld(t);
  const { gate, told } = gateOf(world, plenty);
  assert.ok(gate.admits("cabinet"));
  await gate.refused("cabinet", "535 5.7.8 no");
  assert.deepEqual([gate.admits("cabinet"), gate.closed()], [false, ["cabinet"]]);
  assert.deepEqual(told(), ["identity-suspended cabinet"]);
  await world.clock.advance(limits.loginRetryMs - 1);
  assert.ok(!gate.admits("cabinet"));
  await world.clock.advance(1);
  assert.deepEqual(
    [gate.admits("cabinet"), gate.admits("cabinet")],
    [true, false],
    "one try alone",
  );
  await gate.refused("cabinet", "535 5.7.8 no");
  await world.clock.advance(limits.loginRetryMs);
  assert.ok(gate.admits("cabinet"));
  await gate.taken("cabinet");
  assert.ok(gate.admits("cabinet"));
  assert.deepEqual(told(), []);
  const written = ["login-answered", "identity-suspended", "login-answered", "identity-resumed"];
  assert.deepEqual(await factsOf(world), written, "each refusal, and one alarm");
  await gate.taken("cabinet");
  assert.equal((await factsOf(world)).length, written.length, "what was open is not opened");
});

test("a mailbox that is refused every hour takes sending's own try from nobody", async (t) => {
  const world = smallWorld(t);
  const { gate, told } = gateOf(world, plenty);
  await gate.refused("cabinet", "no", "mailbox");
  await world.clock.advance(limits.loginRetryMs);
  await gate.refused("cabinet", "no", "mailbox");
  await world.clock.advance(1000);
  assert.ok(gate.admits("cabinet"), "a mail that came meanwhile is tried");
  await gate.refused("cabinet", "535 5.7.8 no");
  await world.clock.advance(limits.loginRetryMs - 1);
  await gate.refused("cabinet", "no", "mailbox");
  assert.ok(!gate.admits("cabinet"), "once an hour, no more");
  await world.clock.advance(1);
  assert.ok(gate.admits("cabinet"));
  assert.deepEqual(told(), ["identity-suspended cabinet"]);
});

test("an attempt that heard nothing of the login is not the hour's one try", async (t) => {
  const world = smallWorld(t);
  const { gate } = gateOf(world, plenty);
  await gate.refused("cabinet", "535 5.7.8 no");
  gate.untold("cabinet");
  assert.ok(!gate.admits("cabinet"), "what was under way before says nothing of it");
  await world.clock.advance(limits.loginRetryMs);
  for (const unheard of [gate.untold, gate.giveBack]) {
    assert.deepEqual([gate.admits("cabinet"), gate.admits("cabinet")], [true, false]);
    unheard.call(gate, "cabinet");
  }
  assert.ok(gate.admits("cabinet"));
  await gate.refused("cabinet", "535 5.7.8 no");
  gate.untold("cabinet");
  assert.ok(!gate.admits("cabinet"), "now it was refused");
});

test("F47 the server is gone when the hour is over: tried again as any other, and sent when it is back", async (t) => {
  const plans = ["refuses-login", "unreachable"] as const;
  const world = smallWorld(t, { courier: (_, n) => plans[n - 1] ?? "accepts" });
  const small = smallDaemon(t, world);
  world.spool.drop("a.txt", dpae("FICTIVE"));
  await small.until("the first try", () => world.courier.attempts().length === 1);
  await passMinutes(world.clock, 75 * minuteMs);
  assert.equal(world.courier.attempts().length, 3, "no second hour for a server that was away");
  assert.equal(world.courier.dots(), 1);
});

const sentBefore = async (t: TestContext, n: number): Promise<SmallWorld> => {
  const world = smallWorld(t);
  for (let i = 0; i < n; i += 1) world.spool.drop(`${i}.txt`, dpae(`FICTIVE${"ABCDEF"[i]}`));
  const small = smallDaemon(t, world);
  await small.until("all are sent", () => world.courier.dots() === n);
  await small.stop();
  return world;
};

test("a restart earns no second quota: the attempts of the last day are counted from the journal", async (t) => {
  const world = await sentBefore(t, 3);
  const { gate } = gateOf(world, { perMinute: 1000, perDay: 4 });
  await gate.remember();
  assert.deepEqual([gate.admits("cabinet"), gate.admits("cabinet")], [true, false]);
  await world.clock.advance(dayMs);
  assert.ok(gate.admits("cabinet"));
  const tomorrow = gateOf(world, { perMinute: 1000, perDay: 1 });
  await tomorrow.gate.remember();
  assert.ok(tomorrow.gate.admits("cabinet"), "yesterday's do not count");
});

test("F80 attempts of a clock that was years ahead do not close an identity for years", async (t) => {
  const world = smallWorld(t);
  world.clock.jump(10 * 365 * dayMs);
  const ahead = smallDaemon(t, world);
  for (const name of ["a", "b"])
    world.spool.drop(`${name}.txt`, dpae(`FICTIVE${name.toUpperCase()}`));
  await ahead.until("both are sent", () => world.courier.dots() === 2);
  await ahead.stop();
  world.clock.jump(-10 * 365 * dayMs);
  const first = gateOf(world, { perMinute: 2, perDay: 2 });
  await first.gate.remember();
  assert.ok(!first.gate.admits("cabinet"), "it may have been a moment ago");
  await world.clock.advance(dayMs);
  assert.ok(first.gate.admits("cabinet"), "and is a day ago now");
  world.spool.drop("c.txt", dpae("FICTIVEC"));
  const right = smallDaemon(t, world);
  await right.until("the third is sent", () => world.courier.dots() === 3);
  await right.stop();
  const second = gateOf(world, { perMinute: 2, perDay: 2 });
  await second.gate.remember();
  assert.ok(second.gate.admits("cabinet"), "one attempt of the right clock's day");
});

test("F47 F80 logins that were refused under a clock that was days ahead do not close an identity for days", async (t) => {
  const world = smallWorld(t);
  world.clock.jump(30 * dayMs);
  const ahead = gateOf(world, plenty).gate;
  for (let n = 0; n < 2; n += 1) {
    await ahead.refused("cabinet", "535 5.7.8 no");
    await ahead.mailboxRefused("cabinet", "535 no");
    await world.clock.advance(limits.loginRetryMs);
    assert.ok(ahead.admits("cabinet"));
  }
  world.clock.jump(-30 * dayMs);
  // The journal's newest line is of the right clock again.
  await ahead.mailboxRefused("autre", "535 no");
  const right = gateOf(world, plenty).gate;
  await right.remember();
  await world.clock.advance(limits.loginRetryMs);
  assert.equal(right.mailboxRests("cabinet"), undefined);
  assert.ok(right.admits("cabinet"), "an hour is over");
});

test("F47 a dot proves the login: a silence after it ends the suspension, and the start after a death there does too", async (t) => {
  const world = smallWorld(t, {
    courier: (_, n) => (n === 1 ? "refuses-login" : "drops-after-dot"),
  });
  world.spool.drop("a.txt", dpae("FICTIVE"));
  const small = smallDaemon(t, world);
  const isTold = (): boolean =>
    small.daemon.problems.list().some((p) => p.code === "identity-suspended");
  await small.until("it is suspended", isTold);
  await passMinutes(world.clock, 61 * minuteMs);
  await small.until("the dot was answered by nobody", () => world.courier.attempts().length === 2);
  await small.until("it is told no more", () => !isTold());
  await small.stop();
  await gateOf(world, plenty).gate.refused("cabinet", "535 5.7.8 no");
  await world.clock.advance(1);
  const third = { deposit: "D1", message: "D1.M1", attempt: 3 } as const;
  await world.journal.transact(async (w) => {
    await w.append({ is: "ordered", deposit: "D1", order: "resend", by: "dupont", reason: "x" });
    await w.append({ is: "attempt-begun", ...third });
    await w.append({ is: "attempt-dot", ...third });
  });
  const { gate, told } = gateOf(world, plenty);
  await gate.remember();
  assert.deepEqual(told(), []);
  assert.ok(gate.admits("cabinet"));
  assert.equal((await factsOf(world)).at(-1), "identity-resumed");
});

test("an authorisation that had expired before a restart is resumed by the mailbox that takes the new one", async (t) => {
  const world = smallWorld(t);
  await gateOf(world, plenty).gate.refused("cabinet", "expired", "authorisation");
  const { gate, told } = gateOf(world, plenty);
  await gate.remember();
  assert.deepEqual(told(), ["identity-suspended cabinet"]);
  assert.ok(await gate.mailboxTaken("cabinet"));
  assert.deepEqual(told(), []);
});

test("F47 the agent with a wrong password: one try, one alarm; the right one an hour later sends all", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n <= 2 ? "refuses-login" : "accepts") });
  const small = smallDaemon(t, world);
  world.spool.drop("a.txt", dpae("FICTIVE"));
  await small.until("the first try", () => world.courier.attempts().length === 1);
  world.spool.drop("b.txt", dpae("INVENTE"));
  await small.until("the second file waits", async () => {
    const deposit = await world.journal.deposit("D2");
    return deposit?.stage.is === "frozen";
  });
  await passMinutes(world.clock, 50 * minuteMs);
  assert.equal(world.courier.attempts().length, 1, "not hammered, whatever waits");
  assert.deepEqual(
    small.daemon.problems.list().map((p) => p.code),
    ["identity-suspended"],
  );
  await passMinutes(world.clock, 60 * minuteMs);
  assert.equal(world.courier.attempts().length, 2, "an hour later, once");
  await passMinutes(world.clock, 40 * minuteMs);
  await small.until("both are sent", () => world.courier.dots() === 2);
  assert.equal(world.courier.attempts().length, 4, "two tries an hour apart, then each its own");
  await small.until("it is told no more", () => small.daemon.problems.list().length === 0);
});

test("F47 restarts do not hammer a server that refuses the login: one try more for whoever has put it right, then one an hour", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n <= 3 ? "refuses-login" : "accepts") });
  world.spool.drop("a.txt", dpae("FICTIVE"));
  let asked = 0;
  const refusing: Mailbox = {
    arrivals: () => {
      asked += 1;
      throw new MailboxFault("mailbox-login", "535 no");
    },
    hint: async () => undefined,
    sent: async () => "no-folder",
    move: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  };
  const starts = async (n: number, each: (small: SmallDaemon) => Promise<void>): Promise<void> => {
    for (let i = 0; i < n; i += 1) {
      const watched = { identity: "cabinet", mailbox: refusing, pollSeconds: 60, sameLogin: true };
      const small = smallDaemon(t, world, [watched]);
      await small.until("it is told at each start", () =>
        small.daemon.problems.list().some((p) => p.code === "identity-suspended"),
      );
      await passMinutes(world.clock, 2 * minuteMs);
      await each(small);
      await small.stop();
    }
  };
  await starts(8, async () => undefined);
  assert.deepEqual([world.courier.attempts().length, asked], [2, 2]);
  assert.equal(
    (await factsOf(world)).filter((is) => is === "identity-suspended").length,
    1,
    "one alarm, whatever the number of starts",
  );
  await starts(1, async () => passMinutes(world.clock, 70 * minuteMs));
  assert.deepEqual([world.courier.attempts().length, asked], [3, 3], "an hour later, once");
  await starts(1, async ({ daemon, until }) => {
    await daemon.gate.proved("cabinet");
    daemon.bells.send.ring();
    await until("a probe resumes it at once", () => world.courier.dots() === 1);
  });
});
