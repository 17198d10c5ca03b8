/** mail.md §1: the searches for a proof of an uncertain message, on the virtual clock, and when a person is called. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Daemon } from "../../src/daemon/daemon.ts";
import { IdentityGate } from "../../src/daemon/identity-gate.ts";
import { Problems } from "../../src/daemon/problems.ts";
import { proofLoop } from "../../src/daemon/proof-loop.ts";
import type { FactOf } from "../../src/domain/facts.ts";
import { limits } from "../../src/domain/limits.ts";
import { Bell } from "../../src/foundation/bell.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { MailboxFault, type SentAnswer } from "../../src/ports/mailbox.ts";
import { cleanup } from "../support/cleanup.ts";
import { passMinutes } from "../support/memory-clock.ts";
import type { MemoryLog } from "../support/memory-log.ts";
import { dpae } from "../support/samples.ts";
import { sendOne, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The loop alone, beside one uncertain message; `answer` is what its folder of sent mails says. */
const uncertain = async (
  t: Parameters<typeof smallWorld>[0],
  answer: (asked: number) => SentAnswer | "unreachable" | "refused" | "no-mailbox",
  rules?: string,
) => {
  const world = smallWorld(t, { courier: () => "drops-after-dot" });
  if (rules !== undefined) world.spool.drop("mapibox.cfg", rules);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const { id } = await takeOne(world);
  assert.equal(await sendOne(world, id), "uncertain");
  const began = world.clock.now();
  const asked: number[] = [];
  const problems = new Problems(world);
  const mailbox = {
    sent: async () => {
      asked.push(world.clock.now() - began);
      const said = answer(asked.length);
      if (said === "unreachable") throw new MailboxFault("mailbox-unreachable", "away");
      if (said === "refused") throw new MailboxFault("mailbox-login", "535 no");
      return said;
    },
  };
  const daemon = {
    world,
    problems,
    bells: { work: new Bell(), send: new Bell() },
    gate: new IdentityGate({ world, problems, perMinute: 1000, perDay: 1000 }),
    mailboxOf: () => (answer(0) === "no-mailbox" ? undefined : mailbox),
  } as unknown as Daemon;
  const ended = new AbortController();
  const running = proofLoop(daemon, ended.signal);
  cleanup(t, async () => {
    ended.abort();
    await running;
  });
  const searches = async () =>
    (await world.journal.facts({ deposit: id }, 1000)).filter(
      (f): f is typeof f & FactOf<"proof-searched"> => f.is === "proof-searched",
    );
  return {
    world,
    problems,
    asked,
    searches,
    told: () => problems.list().map((p) => `${p.code} ${p.about} ${p.said}`),
    stage: async () => (await theDeposit(world, id)).messages[0]?.stage.is,
    pass: (ms: number) => passMinutes(world.clock, ms),
  };
};

test("searches after a minute, ten minutes, an hour and six hours; each is written down with its answer", async (t) => {
  const { asked, searches, stage, pass } = await uncertain(t, () => "absent");
  await pass(minuteMs - 1);
  assert.deepEqual(asked, []);
  await pass(24 * hourMs);
  const due = [minuteMs, 10 * minuteMs, hourMs, 6 * hourMs];
  assert.equal(asked.length, due.length);
  for (const [index, at] of due.entries()) {
    const late: number = (asked[index] ?? 0) - at;
    assert.ok(late >= 0 && late <= limits.proofPollMs, `search ${index + 1}: ${late} ms late`);
  }
  assert.deepEqual(
    (await searches()).map((f) => [f.message, f.where, f.found]),
    due.map(() => ["D1.M1", "sent-folder", "absent"]),
  );
  assert.equal(await stage(), "uncertain", "absence proves nothing");
});

test("a copy among the sent mails is the proof; nothing is searched any more and nobody is called", async (t) => {
  const { asked, searches, stage, pass, told } = await uncertain(t, (n) =>
    n < 2 ? "absent" : "found",
  );
  await pass(48 * hourMs);
  assert.equal(asked.length, 2);
  assert.deepEqual(
    (await searches()).map((f) => f.found),
    ["absent", "found"],
  );
  assert.equal(await stage(), "accepted");
  assert.deepEqual(told(), []);
});

test("a mailbox that cannot be reached is no answer: it is asked again, and nothing is written", async (t) => {
  const { asked, searches, stage, pass } = await uncertain(t, (n) =>
    n < 4 ? "unreachable" : "found",
  );
  await pass(2 * minuteMs);
  assert.equal(asked.length, 4);
  assert.deepEqual(
    (await searches()).map((f) => f.found),
    ["found"],
  );
  assert.equal(await stage(), "accepted");
});

for (const answer of ["no-folder", "no-mailbox"] as const)
  test(`${answer}: a person is called at the latest safe hour, and no more once it is decided`, async (t) => {
    const { world, pass, told, stage } = await uncertain(t, () => answer);
    // The hire begins on 2026-11-07 at 08:30; a day after the dot comes first.
    await pass(24 * hourMs - minuteMs);
    assert.deepEqual(told(), []);
    await pass(2 * minuteMs);
    assert.deepEqual(told(), ["message-uncertain D1.M1 cirso/dpae.txt"]);
    const by = { by: "dupont", reason: "au téléphone" };
    assert.equal(
      (await giveOrder(world, { deposit: "D1", order: "confirm", ...by })).is,
      "allowed",
    );
    await pass(minuteMs);
    assert.deepEqual([told(), await stage()], [[], "accepted"]);
  });

test("where the rule says incertain=renvoyer the same bytes go again once, at the hour of decision, in the rule's name", async (t) => {
  const rules = "a=accept@organisme.test\nincertain=renvoyer";
  const { world, told, stage, pass } = await uncertain(t, () => "absent", rules);
  await pass(4 * 24 * hourMs);
  assert.equal(await stage(), "queued");
  assert.deepEqual(told(), []);
  const [message] = (await theDeposit(world, "D1")).messages;
  assert.deepEqual(
    message?.orders.map((o) => [o.order, o.by, o.reason]),
    [["resend", "facteur", "incertain=renvoyer"]],
  );
  // Uncertain a second time: now a person decides.
  assert.equal(await sendOne(world, "D1"), "uncertain");
  await pass(4 * 24 * hourMs);
  assert.equal(await stage(), "uncertain");
  assert.equal(told().length, 1);
});

test("what was resent while the sent mails were searched calls nobody; what an earlier loop told is over", async (t) => {
  const { world, problems, told, stage, pass } = await uncertain(t, () => "absent");
  const { transact } = world.journal;
  // The last search is answered after the hour of decision; the answer is just written when a person decides.
  world.journal.transact = async (work) => {
    const done = await transact(work);
    world.journal.transact = transact;
    const by = { by: "dupont", reason: "ils ne l'ont pas" };
    await giveOrder(world, { deposit: "D1", order: "resend", ...by });
    return done;
  };
  await world.clock.advance(25 * hourMs);
  problems.raise("message-uncertain", "D7.M1", "une boucle d'avant");
  await pass(minuteMs);
  assert.deepEqual([told(), await stage()], [[], "queued"]);
  assert.deepEqual(
    (world.log as MemoryLog).named("problem").map((e) => e.fields["about"]),
    ["D7.M1"],
  );
});

test("F80 a clock set back puts off neither the searches nor the call of a person", async (t) => {
  const { world, asked, told, pass } = await uncertain(t, () => "absent");
  await pass(2 * minuteMs);
  world.clock.jump(-365 * 24 * hourMs);
  await pass(12 * hourMs);
  assert.equal(asked.length, 4);
  await pass(13 * hourMs);
  assert.deepEqual([asked.length, told().length], [4, 1]);
});

test("F47 a mailbox that refuses the login is asked for a proof once an hour, not at each look", async (t) => {
  const { asked, searches, pass } = await uncertain(t, (n) => (n <= 3 ? "refused" : "absent"));
  await pass(minuteMs + 3 * limits.loginRetryMs - limits.proofPollMs);
  assert.equal(asked.length, 3);
  await pass(4 * limits.proofPollMs);
  assert.deepEqual([asked.length >= 4, (await searches()).length > 0], [true, true]);
});
