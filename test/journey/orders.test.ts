/** What people order: judged, written with who and why, and never more than what was said. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { carryOut } from "../../src/daemon/orders/person.ts";
import { everDotted } from "../../src/domain/message.ts";
import { judgeOrder, type OrderRefusal } from "../../src/domain/order.ts";
import { situation } from "../../src/domain/rollup.ts";
import { giveOrder, type PersonOrder } from "../../src/journey/order.ts";
import { send } from "../../src/journey/send.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const give = (world: SmallWorld, order: PersonOrder["order"], more: Partial<PersonOrder> = {}) =>
  giveOrder(world, { deposit: "D1", order, by: "jeanne", reason: "vérifié", ...more });

const refusedFor = async (answer: ReturnType<typeof give>, because: OrderRefusal) =>
  assert.deepEqual(await answer, { is: "refused", because });

const one = async (
  t: Parameters<typeof smallWorld>[0],
  options: Parameters<typeof smallWorld>[1] = {},
) => {
  const world = smallWorld(t, options);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await takeOne(world);
  return world;
};

const due = async (world: SmallWorld) =>
  (await world.journal.find({ by: "send", at: world.clock.now() }, 9)).length;

test("a held deposit is not sent; released, it goes; both are in the journal with who and why", async (t) => {
  const world = await one(t);
  assert.equal((await give(world, "hold")).is, "allowed");
  assert.equal(await due(world), 0);
  assert.equal(situation(await theDeposit(world, "D1")).is, "suspendu");
  await refusedFor(give(world, "hold"), "already-held");
  assert.equal((await give(world, "release")).is, "allowed");
  assert.equal(await due(world), 1);
  assert.equal(await sendOne(world, "D1"), "accepted");
  const orders = (await theDeposit(world, "D1")).orders.map((o) => [o.order, o.by, o.reason]);
  assert.deepEqual(orders, [
    ["hold", "jeanne", "vérifié"],
    ["release", "jeanne", "vérifié"],
  ]);
});

test("a deposit held before it was ruled is not even ruled", async (t) => {
  const world = smallWorld(t);
  world.spool.remove("mapibox.cfg");
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await takeOne(world);
  await give(world, "hold");
  world.spool.drop("mapibox.cfg", "a=accept@organisme.test\r\nsujet=DUE\r\n");
  await advance(world, "D1");
  assert.equal((await theDeposit(world, "D1")).messages.length, 0);
  await give(world, "release");
  await advance(world, "D1");
  assert.equal((await theDeposit(world, "D1")).messages.length, 1);
});

test("a cancelled deposit never leaves, and the same file may be dropped again", async (t) => {
  const world = await one(t);
  await refusedFor(give(world, "cancel", { reason: "" }), "reason-needed");
  assert.equal((await give(world, "cancel")).is, "allowed");
  assert.equal(await due(world), 0);
  assert.equal(await sendOne(world, "D1"), "not-due");
  assert.equal(situation(await theDeposit(world, "D1")).is, "annule");
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  assert.equal((await takeOne(world)).stage.is, "frozen");
});

test("what left or may have left cannot be cancelled", async (t) => {
  for (const plan of ["accepts", "drops-after-dot"] as const) {
    const world = await one(t, { courier: () => plan });
    await sendOne(world, "D1");
    await refusedFor(give(world, "cancel"), "may-have-left");
  }
});

test("retry: a waiting mail goes now, a refused one goes again; an accepted one does not", async (t) => {
  const world = await one(t, {
    courier: (_, n) =>
      (["defers-organism", "refuses-organism", "accepts"] as const)[n - 1] ?? "accepts",
  });
  assert.equal(await sendOne(world, "D1"), "later");
  assert.equal(await due(world), 0);
  await give(world, "retry");
  assert.equal(await due(world), 1);
  assert.equal(await sendOne(world, "D1"), "refused");
  await give(world, "retry");
  assert.equal(await sendOne(world, "D1"), "accepted");
  await refusedFor(give(world, "retry"), "nothing-to-retry");
});

test("confirm ends an uncertainty without sending; resend sends the same bytes, by name and reason", async (t) => {
  const confirmed = await one(t, { courier: () => "drops-after-dot" });
  await refusedFor(give(confirmed, "confirm"), "nothing-uncertain");
  await sendOne(confirmed, "D1");
  assert.equal((await give(confirmed, "confirm")).is, "allowed");
  assert.equal(situation(await theDeposit(confirmed, "D1")).is, "remis");
  assert.equal(confirmed.courier.dots(), 1);

  const resent = await one(t, { courier: (_, n) => (n === 1 ? "drops-after-dot" : "accepts") });
  await sendOne(resent, "D1");
  await refusedFor(give(resent, "resend", { reason: "" }), "reason-needed");
  assert.equal((await give(resent, "resend", { message: "D1.M1" })).is, "allowed");
  assert.equal(await sendOne(resent, "D1"), "accepted");
  const [first, second] = resent.courier.attempts();
  assert.deepEqual(first?.bytes, second?.bytes);
  assert.equal(first?.envelopeId, second?.envelopeId);
});

test("a mail ordered again after an uncertain attempt still counts as one that may have left", async (t) => {
  const world = await one(t, { courier: () => "drops-after-dot" });
  await sendOne(world, "D1");
  await give(world, "resend");
  const deposit = await theDeposit(world, "D1");
  assert.equal(deposit.messages.every(everDotted), true);
  await refusedFor(give(world, "cancel"), "may-have-left");
});

test("orders about nothing: unknown deposit, unknown message, ended deposit", async (t) => {
  const world = await one(t);
  assert.deepEqual(await give(world, "hold", { deposit: "D9" }), { is: "unknown" });
  await refusedFor(give(world, "retry", { message: "D1.M7" }), "unknown-message");
  await refusedFor(give(world, "release"), "nothing-held");
  world.spool.drop("a.txt", "rien");
  await takeOne(world);
  await refusedFor(give(world, "hold", { deposit: "D2" }), "ended");
  const facts = await world.journal.facts({}, 1000);
  assert.equal(
    facts.some((f) => f.is === "ordered"),
    false,
  );
});

test("every order is judged for every stage without throwing", async (t) => {
  const world = await one(t);
  for (const order of ["hold", "release", "retry", "cancel", "confirm", "resend"] as const)
    assert.match(
      judgeOrder(await theDeposit(world, "D1"), { order, reason: "x" }).is,
      /allowed|refused/u,
    );
});

test("a mail that is held a moment before its attempt begins does not leave", async (t) => {
  const world = await one(t);
  const deposit = await theDeposit(world, "D1");
  const [message] = deposit.messages;
  assert.ok(message);
  const store = {
    ...world.store,
    get: async (hash: string) => {
      assert.equal((await give(world, "hold")).is, "allowed");
      return world.store.get(hash);
    },
  };
  const sent = await send({ ...world, store }, deposit, message, new AbortController().signal);
  assert.equal(sent.is, "not-due");
  assert.equal(world.courier.attempts().length, 0);
});

test("a refused mail is not tried again once the same bytes are under way in another deposit", async (t) => {
  const world = await one(t, { courier: (_, n) => (n === 1 ? "refuses-at-dot" : "accepts") });
  assert.equal(await sendOne(world, "D1"), "refused");
  world.spool.drop("encore.txt", dpae("FICTIVE"));
  assert.equal((await takeOne(world)).id, "D2");
  await refusedFor(give(world, "retry"), "under-way-elsewhere");
  assert.equal(await sendOne(world, "D2"), "accepted");
  await refusedFor(give(world, "retry"), "under-way-elsewhere");
  assert.equal(world.courier.dots(), 2);
});

test("what the organism answered with proof is neither sent again, tried again nor cancelled", async (t) => {
  for (const says of ["registered", "refused", "received"] as const) {
    const world = await one(t);
    await sendOne(world, "D1");
    const scan = { sha256: await world.store.put(Buffer.from("dit")), size: 3 };
    const person = { by: "jeanne", means: "phone", reason: "dit" } as const;
    await carryOut(world, { is: "record", deposit: "D1", says, person, ...scan });
    await refusedFor(give(world, "resend"), "answered");
    await refusedFor(give(world, "cancel"), "may-have-left");
    assert.equal(world.courier.dots(), 1);
  }
});

test("a bounce after a proven answer does not make the mail one to try again", async (t) => {
  const world = await one(t);
  await sendOne(world, "D1");
  const scan = { sha256: await world.store.put(Buffer.from("dit")), size: 3 };
  const person = { by: "jeanne", means: "phone", reason: "dit" } as const;
  await carryOut(world, { is: "record", deposit: "D1", says: "registered", person, ...scan });
  const bounce = { deposit: "D1", message: "D1.M1", by: "R1", status: "5.1.1", said: "" } as const;
  await world.journal.transact((j) => j.append({ is: "message-returned", ...bounce }));
  await refusedFor(give(world, "retry"), "answered");
});

test("what nothing authenticates forbids no new sending: anybody may have written it", async (t) => {
  const world = await one(t);
  await sendOne(world, "D1");
  const file = dpaeAr(dpae("FICTIVE"), ["00"]);
  await receiveOne(world, arMail({ file, name: "dpae.txt", results: "" }));
  assert.equal(situation(await theDeposit(world, "D1")).is, "enregistre-a-confirmer");
  assert.equal((await give(world, "resend")).is, "allowed");
});

test("an uncertain deposit that is held, then sent again: nothing leaves, and it says that it is held", async (t) => {
  const world = await one(t, { courier: (_, n) => (n === 1 ? "drops-after-dot" : "accepts") });
  await sendOne(world, "D1");
  await give(world, "hold");
  await give(world, "resend");
  assert.equal(await sendOne(world, "D1"), "not-due");
  assert.equal(situation(await theDeposit(world, "D1")).is, "suspendu");
  await give(world, "release");
  assert.equal(await sendOne(world, "D1"), "accepted");
});

test("of what has left whole, there is nothing to hold", async (t) => {
  const world = await one(t);
  await sendOne(world, "D1");
  await refusedFor(give(world, "hold"), "nothing-waits");
  assert.equal(await world.journal.deposit("D1").then((d) => d?.heldBy), undefined);
  await give(world, "resend");
  assert.equal((await give(world, "hold")).is, "allowed");
});
