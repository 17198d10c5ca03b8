/**
 * Orders that come together, from several commands and the page, while files come by hand and leave: each is judged on what
 * those before it did, one of two that exclude each other is told why, and no file leaves twice.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DepositId } from "../../src/domain/ids.ts";
import { everDotted } from "../../src/domain/message.ts";
import { giveOrder, type PersonOrder } from "../../src/journey/order.ts";
import { send } from "../../src/journey/send.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import {
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const ordersOn =
  (world: SmallWorld, deposit: DepositId) =>
  async (order: PersonOrder["order"], by = "dupont") =>
    giveOrder(world, { deposit, order, by, reason: "essai" });

test("of two orders that exclude each other, the one that came first wins, and the other is told why", async (t) => {
  const pairs = [
    [["confirm", "confirm"], "nothing-uncertain"],
    [["resend", "resend"], "resent-already"],
    [["confirm", "resend"], "decided-already"],
    [["hold", "hold"], "already-held"],
  ] as const;
  for (const [[first, second], because] of pairs) {
    const world = smallWorld(t, { courier: () => "drops-after-dot" });
    world.spool.drop("dpae.txt", dpae("FICTIVE"));
    const { id } = await takeOne(world);
    await sendOne(world, id);
    const order = ordersOn(world, id);
    const answers = await Promise.all([order(first, "dupont"), order(second, "martin")]);
    assert.equal(answers[0].is, "allowed", first);
    assert.deepEqual(answers[1], { is: "refused", because }, `${first}, then ${second}`);
    assert.equal((await theDeposit(world, id)).orders.length, 1);
  }
});

/** The first answer is lost after the dot. */
const onceCut = (_: unknown, n: number): "drops-after-dot" | "accepts" =>
  n === 1 ? "drops-after-dot" : "accepts";

test("of two people at one uncertain mail, whoever says that it arrived is believed, before the resending or after it", async (t) => {
  const uncertain = async () => {
    const world = smallWorld(t, { courier: onceCut });
    world.spool.drop("dpae.txt", dpae("FICTIVE"));
    const { id } = await takeOne(world);
    await sendOne(world, id);
    return { world, id, order: ordersOn(world, id) };
  };
  for (const orders of [
    ["confirm", "resend"],
    ["resend", "confirm"],
  ] as const) {
    const { world, id, order } = await uncertain();
    const [first, second] = orders;
    assert.equal((await order(first, "dupont")).is, "allowed");
    const then = await order(second, "martin");
    assert.equal(then.is, first === "confirm" ? "refused" : "allowed", `${first}, then ${second}`);
    assert.equal(await sendOne(world, id), "not-due");
    const { stage } = (await theDeposit(world, id)).messages[0] ?? {};
    assert.deepEqual([stage?.is, world.courier.dots()], ["accepted", 1]);
  }
  // The second copy was taken before the other person gave the same order, or said that the first had come.
  for (const late of ["resend", "confirm"] as const) {
    const { world, id, order } = await uncertain();
    await order("resend", "dupont");
    assert.equal(await sendOne(world, id), "accepted");
    const because = late === "resend" ? "decided-already" : "nothing-uncertain";
    assert.deepEqual(await order(late, "martin"), { is: "refused", because });
    assert.deepEqual([await sendOne(world, id), world.courier.dots()], ["not-due", 2]);
  }
});

test("who learns during the second dialogue that the first copy arrived still stops it", async (t) => {
  const world = smallWorld(t, { courier: onceCut });
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const { id } = await takeOne(world);
  await sendOne(world, id);
  const order = ordersOn(world, id);
  await order("resend", "dupont");
  const sender = world.senders.get("cabinet");
  assert.ok(sender);
  const courier = {
    deliver: async (...[mail, signal]: Parameters<typeof sender.courier.deliver>) => {
      assert.equal((await order("confirm", "martin")).is, "allowed");
      return sender.courier.deliver(mail, signal);
    },
  };
  const senders = new Map([["cabinet", { ...sender, courier }]]);
  const deposit = await theDeposit(world, id);
  const [message] = deposit.messages;
  assert.ok(message);
  await send({ ...world, senders }, deposit, message, new AbortController().signal);
  const after = (await theDeposit(world, id)).messages[0]?.stage;
  assert.deepEqual([after?.is, world.courier.dots()], ["accepted", 1]);
  assert.equal((await order("resend", "dupont")).is, "refused");
  const more = { deposit: id, by: "dupont", reason: "perdu chez eux", override: true } as const;
  assert.equal((await giveOrder(world, { ...more, order: "resend" })).is, "allowed");
  assert.deepEqual([await sendOne(world, id), world.courier.dots()], ["accepted", 2]);
});

test("a release and a cancel together: never both sent and cancelled", async (t) => {
  for (const two of [
    ["release", "cancel"],
    ["cancel", "release"],
  ] as const) {
    const world = smallWorld(t);
    const small = smallDaemon(t, world);
    world.spool.drop("mapibox.cfg", "a=nobody\r\n");
    world.spool.drop("dpae.txt", dpae("FICTIVE"));
    await small.until("it is held", async () => {
      const deposit = await world.journal.deposit("D1");
      return deposit?.stage.is === "held";
    });
    const order = ordersOn(world, "D1");
    const answers = await Promise.all(two.map((one) => order(one)));
    assert.ok(answers.some(({ is }) => is === "allowed"));
    await small.stop();
    const { stage, messages } = await theDeposit(world, "D1");
    assert.equal(stage.is, "cancelled", "whatever came first, a cancel that was granted stands");
    assert.deepEqual([messages.length, world.courier.dots()], [0, 0]);
  }
});

test("hundreds of orders while files come and leave: no dot too many, and each answer is true", async (t) => {
  const world = smallWorld(t);
  const small = smallDaemon(t, world);
  const letters = ["A", "B", "C", "D", "E", "F"];
  const names = letters.flatMap((a) => letters.map((b) => `FICTIVE${a}${b}`));
  const granted = new Map<DepositId, string[]>();
  for (const [n, family] of names.entries()) world.spool.drop(`${n}.txt`, dpae(family));
  const asked = new Set<DepositId>();
  const storm = async (id: DepositId): Promise<void> => {
    const order = ordersOn(world, id);
    const kinds = ["hold", "retry", "release", "cancel", "resend", "hold", "release"] as const;
    const chosen = kinds.slice(Number(id.slice(1)) % 4);
    const answers = await Promise.all(chosen.map((one) => order(one)));
    granted.set(
      id,
      chosen.filter((_, n) => answers[n]?.is === "allowed"),
    );
  };
  await small.until("all were taken, and ordered about", async () => {
    const all = await world.journal.find({ by: "recent" }, 1000);
    await Promise.all(
      all
        .filter(({ id, stage }) => !asked.has(id) && stage.is === "frozen")
        .map(({ id }) => storm(asked.add(id) && id)),
    );
    return asked.size === names.length;
  });
  await small.until("nothing is under way", async () => {
    const all = await world.journal.find({ by: "recent" }, 1000);
    return all.every(
      (d) =>
        d.heldBy || d.messages.every((m) => m.stage.is !== "queued" && m.stage.is !== "sending"),
    );
  });
  await small.stop();
  let resends = 0;
  for (const [id, orders] of granted) {
    const deposit = await theDeposit(world, id);
    assert.deepEqual(
      deposit.orders.map((o) => o.order),
      orders,
      `${id}: each order that was granted is written, in its order, and no other`,
    );
    const again = orders.filter((one) => one === "resend").length;
    resends += again;
    const dots = deposit.messages
      .flatMap((m) => m.attempts)
      .filter((a) => a.phase === "dot").length;
    assert.ok(dots <= 1 + again, `${id}: ${dots} dots`);
    if (orders.includes("cancel"))
      assert.ok(!deposit.messages.some(everDotted), `${id}: cancelled`);
  }
  const named = world.courier.ledger().map((taken) => taken.envelopeId);
  assert.ok(named.length - new Set(named).size <= resends);
});
