/**
 * What may have arrived is looked for before anything else is done with it: F26 and F45 (cut after the dot), F41 (a
 * server that says « later » after the dot and delivers all the same), F46 (silence is not proof).
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Mailbox, SentAnswer } from "../../src/ports/mailbox.ts";
import { MailboxFault } from "../../src/ports/mailbox.ts";
import type { CourierPlan } from "../support/memory-courier.ts";
import { arMail, dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { receiveOne, sendOne, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

const hourMs = 3_600_000;

/** A world that sends one file to a server that first behaves so, and what its Sent folder answers. */
const begin = (
  t: Parameters<typeof smallWorld>[0],
  plan: CourierPlan,
  answer: () => Promise<SentAnswer>,
) => {
  const world = smallWorld(t, { courier: (_, n) => (n === 1 ? plan : "accepts") });
  const asked: string[] = [];
  const sent: Mailbox["sent"] = (header) => {
    asked.push(header);
    return answer();
  };
  const mailbox = { sent } as unknown as Mailbox;
  const small = smallDaemon(t, world, [], { sentBoxes: new Map([["cabinet", mailbox]]) });
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const message = async () => (await world.journal.deposit("D1"))?.messages[0];
  return { world, asked, message, ...small };
};

test("F45: an uncertain mail found among the sent ones is accepted, and the search is evidence", async (t) => {
  const { world, asked, message, until } = begin(t, "drops-after-dot", async () => "found");
  await until("accepted", async () => (await message())?.stage.is === "accepted");
  const found = await message();
  assert.deepEqual(asked, [found?.frozen.messageIdHeader]);
  assert.deepEqual(
    found?.searches.map((s) => [s.where, s.found]),
    [["sent-folder", "found"]],
  );
  assert.equal(world.courier.dots(), 1);
});

test("F26: absent from the Sent folder proves nothing: it stays uncertain, and a person is called", async (t) => {
  const { world, asked, message, daemon, until } = begin(
    t,
    "drops-after-dot",
    async () => "absent",
  );
  for (const [count, hours] of [
    [2, 0],
    [3, 1],
    [4, 6],
  ] as const) {
    await world.clock.advance(hours * hourMs);
    await until(`${count} searches`, async () => (await message())?.searches.length === count);
  }
  await world.clock.advance(24 * hourMs);
  await until("a person to be called", () =>
    daemon.problems.list().some((p) => p.code === "message-uncertain" && p.about === "D1.M1"),
  );
  assert.equal(asked.length, 4);
  assert.equal((await message())?.stage.is, "uncertain");
  assert.equal(world.courier.attempts().length, 1);
});

test("F26: a mailbox that cannot be reached is no answer: it is asked again", async (t) => {
  let well = false;
  const { message, until } = begin(t, "drops-after-dot", async () => {
    if (well) return "found";
    well = true;
    throw new MailboxFault("mailbox-unreachable", "down");
  });
  await until("accepted", async () => (await message())?.stage.is === "accepted");
  assert.equal((await message())?.searches.length, 1);
});

test("F41: « later » after the dot, and the mail among the sent ones: it does not go again", async (t) => {
  const { world, message, until } = begin(t, "defers-at-dot", async () => "found");
  await until("accepted", async () => (await message())?.stage.is === "accepted");
  assert.equal(world.courier.dots(), 1);
  assert.deepEqual(
    (await message())?.searches.map((s) => s.found),
    ["found"],
  );
});

test("F41: « later » after the dot, and nothing among the sent ones: it goes again", async (t) => {
  const { world, message, until } = begin(t, "defers-at-dot", async () => "absent");
  await until("accepted", async () => (await message())?.stage.is === "accepted");
  assert.equal(world.courier.dots(), 2);
});

test("F41: « later » before the dot needs no search", async (t) => {
  const { asked, message, until } = begin(t, "defers-organism", async () => "found");
  await until("accepted", async () => (await message())?.stage.is === "accepted");
  assert.deepEqual(asked, []);
});

test("F41: « later » after the dot, then its AR: proved, and nothing goes again", async (t) => {
  const world = smallWorld(t, { courier: () => "defers-at-dot" });
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const deposit = await takeOne(world);
  assert.equal(await sendOne(world, "D1"), "later");
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(world, arMail({ references, text: "bien reçu" }));
  assert.equal((await theDeposit(world, "D1")).messages[0]?.stage.is, "accepted");
  assert.equal(await sendOne(world, "D1"), "not-due");
  assert.equal(world.courier.dots(), 1);
});

test("F41: a person who asks for another try after it gets one", async (t) => {
  const world = smallWorld(t, {
    courier: (_, n) => (n === 1 ? "defers-at-dot" : "drops-after-dot"),
  });
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const deposit = await takeOne(world);
  await sendOne(world, "D1");
  const about = { deposit: "D1", message: "D1.M1", by: "dupont", reason: "perdu" } as const;
  await world.clock.advance(1);
  await world.journal.transact((w) => w.append({ is: "ordered", order: "retry", ...about }));
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(world, arMail({ references, text: "bien reçu" }));
  assert.equal((await theDeposit(world, "D1")).messages[0]?.stage.is, "queued");
});
