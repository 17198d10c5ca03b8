/** Attempts, their endings, and what a crash leaves (mail.md F24-F26, F32). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { giveClientOrder } from "../../src/journey/client-holds.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { recover } from "../../src/journey/send.ts";
import type { Courier } from "../../src/ports/courier.ts";
import { arMail, dpae } from "../support/samples.ts";
import {
  address,
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const stageOf = async (world: Parameters<typeof theDeposit>[0]) =>
  (await theDeposit(world, "D1")).messages[0]?.stage;

test("accepted: begun, dot and end are in the journal, and the server has exactly the frozen bytes", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const deposit = await takeOne(world);
  assert.equal(await sendOne(world, "D1"), "accepted");
  const facts = await world.journal.facts({ deposit: "D1" }, 100);
  assert.deepEqual(
    facts.map((f) => f.is).filter((is) => is.startsWith("attempt")),
    ["attempt-begun", "attempt-dot", "attempt-ended"],
  );
  const frozen = await world.store.get(deposit.messages[0]?.frozen.sha256 ?? "");
  assert.deepEqual(Buffer.from(world.courier.received()[0] ?? []), Buffer.from(frozen));
});

test("the envelope's sender, the mail's From and the identity are one address", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await takeOne(world);
  await sendOne(world, "D1");
  const [handed] = world.courier.attempts();
  assert.equal(handed?.envelope.from, address);
  const [header = ""] = Buffer.from(handed?.bytes ?? [])
    .toString("latin1")
    .split("\r\n\r\n");
  assert.deepEqual(header.match(/^(?:From|Sender|Reply-To|Return-Path):.*$/gmu), [
    `From: Paie <${address}>`,
  ]);
});

const queuedFor = ({ clock }: SmallWorld, ms: number) => {
  const set = clock.now();
  return { is: "queued", due: set + ms, set };
};

test("a temporary refusal is tried again later with the same bytes; the waits grow", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n < 3 ? "defers-organism" : "accepts") });
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await takeOne(world);
  assert.equal(await sendOne(world, "D1"), "later");
  assert.deepEqual(await stageOf(world), queuedFor(world, 60_000));
  assert.equal((await world.journal.find({ by: "send", at: world.clock.now() }, 9)).length, 0);
  assert.equal(await sendOne(world, "D1"), "later");
  assert.deepEqual(await stageOf(world), queuedFor(world, 300_000));
  assert.equal(await sendOne(world, "D1"), "accepted");
  const [a, b, c] = world.courier.attempts();
  assert.deepEqual([a?.bytes, b?.envelopeId], [b?.bytes, c?.envelopeId]);
});

test("a definite no ends the message, and the same file may then be dropped again", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n === 1 ? "refuses-organism" : "accepts") });
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await takeOne(world);
  assert.equal(await sendOne(world, "D1"), "refused");
  assert.equal((await stageOf(world))?.is, "refused");
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const again = await takeOne(world);
  assert.equal(again.claimed.again, "D1");
  assert.equal(await sendOne(world, again.id), "accepted");
});

test("cut after the dot: uncertain, never sent again by itself, and its AR resolves it", async (t) => {
  const world = smallWorld(t, { courier: () => "drops-after-dot" });
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const deposit = await takeOne(world);
  assert.equal(await sendOne(world, "D1"), "uncertain");
  await world.clock.advance(7 * 86_400_000);
  assert.equal((await world.journal.find({ by: "send", at: world.clock.now() }, 9)).length, 0);
  assert.equal(await sendOne(world, "D1"), "not-due");
  assert.equal(world.courier.dots(), 1);
  await receiveOne(
    world,
    arMail({ references: deposit.messages[0]?.frozen.messageIdHeader ?? "", text: "bien reçu" }),
  );
  assert.equal((await stageOf(world))?.is, "accepted");
});

test("after a crash, an attempt without end is safe before the dot and uncertain from it on", async (t) => {
  for (const [dotted, expected] of [
    [false, "queued"],
    [true, "uncertain"],
  ] as const) {
    const world = smallWorld(t);
    world.spool.drop("dpae.txt", dpae("FICTIVE"));
    await takeOne(world);
    const about = { deposit: "D1", message: "D1.M1", attempt: 1 } as const;
    await world.journal.transact(async (w) => {
      await w.append({ is: "attempt-begun", ...about });
      if (dotted) await w.append({ is: "attempt-dot", ...about });
    });
    assert.equal(await recover(world), 1);
    assert.equal((await stageOf(world))?.is, expected);
    assert.equal(await recover(world), 0);
    assert.equal(await sendOne(world, "D1"), dotted ? "not-due" : "accepted");
    assert.equal(world.courier.dots(), dotted ? 0 : 1);
  }
});

test("when the dot cannot be journalled, it does not leave", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await takeOne(world);
  const { journal } = world;
  let transactions = 0;
  const full = {
    ...journal,
    transact: (work: Parameters<typeof journal.transact>[0]) => {
      transactions += 1;
      return transactions === 2 ? Promise.reject(new Error("disk full")) : journal.transact(work);
    },
  } as typeof journal;
  assert.equal(await sendOne({ ...world, journal: full }, "D1"), "later");
  assert.equal(world.courier.dots(), 0);
});

test("a stored mail that no longer matches its hash is never sent", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const deposit = await takeOne(world);
  await world.store.damage(deposit.messages[0]?.frozen.sha256 ?? "");
  assert.equal(await sendOne(world, "D1"), "corrupt");
  assert.equal((await stageOf(world))?.is, "corrupt");
  assert.equal(world.courier.attempts().length, 0);
});

test("what a person suspends while its dialogue is under way does not get its dot, and leaves once when it is released", async (t) => {
  for (const scope of ["deposit", "dossier"] as const) {
    const world = smallWorld(t);
    world.spool.drop("dpae.txt", dpae("FICTIVE"));
    await takeOne(world);
    const who = { by: "dupont", reason: "erreur de salaire" };
    const all = { scope: "dossier", name: "cirso", ...who } as const;
    const give = async (order: "hold" | "release"): Promise<void> => {
      if (scope === "deposit") {
        assert.equal((await giveOrder(world, { deposit: "D1", order, ...who })).is, "allowed");
        return;
      }
      await giveClientOrder(world, { ...all, order });
      await world.holds.refresh(world.journal);
    };
    const slow: Courier = {
      ...world.courier,
      deliver: async (handover, signal) => {
        await give("hold");
        return world.courier.deliver(handover, signal);
      },
    };
    const [[name, sender] = []] = [...world.senders];
    assert.ok(name !== undefined && sender);
    const slowly = { ...world, senders: new Map([[name, { ...sender, courier: slow }]]) };
    assert.equal(await sendOne(slowly, "D1"), "later", scope);
    assert.equal(world.courier.dots(), 0, scope);
    const [attempt] = (await theDeposit(world, "D1")).messages[0]?.attempts ?? [];
    const outcome = attempt?.ended?.outcome;
    assert.equal(outcome?.is === "later" && outcome.because.code, "send-withheld");
    assert.equal(attempt?.phase, "before-dot");
    await give("release");
    assert.equal(await sendOne(world, "D1"), "accepted", "no server is waited for");
    assert.equal(world.courier.dots(), 1, scope);
  }
});
