/** The business-key guard: the same declaration with other bytes is asked about, once (mail.md F05). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { situation } from "../../src/domain/rollup.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { passMinutes } from "../support/memory-clock.ts";
import { arMail, dpae, dpaeAr, hire } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import {
  receiveOne,
  rules,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeAll,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

/** The same hire of FICTIVE, with another hire beside it: other bytes, one key in common. */
const again = dpae("FICTIVE", "AUTRE");

const drop = async (world: SmallWorld, bytes: Uint8Array) => {
  world.spool.drop("dpae.txt", bytes);
  return takeOne(world);
};

const isAsked = async (world: SmallWorld, id: "D2") => {
  const { stage } = await theDeposit(world, id);
  return stage.is === "held" && stage.hold.because === "replaces" ? stage.hold.replaces : undefined;
};

const release = (world: SmallWorld, as?: "replacement" | "separate") =>
  giveOrder(world, {
    deposit: "D2",
    order: "release",
    by: "jeanne",
    reason: "",
    ...(as ? { as } : {}),
  });

test("what was sent before is held, names the first, and goes as a replacement: older receipts prove nothing", async (t) => {
  const world = smallWorld(t);
  await drop(world, dpae("FICTIVE"));
  await sendOne(world, "D1");
  await drop(world, again);
  assert.deepEqual(await isAsked(world, "D2"), ["D1"]);
  assert.deepEqual(await release(world), { is: "refused", because: "answer-needed" });
  assert.equal((await release(world, "replacement")).is, "allowed");
  await advance(world, "D2");
  assert.equal((await theDeposit(world, "D2")).stage.is, "frozen");
  assert.equal(situation(await theDeposit(world, "D1")).is, "remplace");
  const references = (await theDeposit(world, "D1")).messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(world, arMail({ references, file: dpaeAr(dpae("FICTIVE"), []) }));
  assert.equal(situation(await theDeposit(world, "D1")).is, "remplace");
});

test("as a separate declaration it goes too, and the first one stands", async (t) => {
  const world = smallWorld(t);
  await drop(world, dpae("FICTIVE"));
  await sendOne(world, "D1");
  await drop(world, again);
  await release(world, "separate");
  await advance(world, "D2");
  assert.equal((await theDeposit(world, "D2")).stage.is, "frozen");
  assert.equal(situation(await theDeposit(world, "D1")).is, "remis");
});

test("remplace=oui answers in advance", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("mapibox.cfg", `${rules()}remplace=oui\r\n`);
  await drop(world, dpae("FICTIVE"));
  await sendOne(world, "D1");
  assert.equal((await drop(world, again)).stage.is, "frozen");
  assert.equal(situation(await theDeposit(world, "D1")).is, "remplace");
});

test("successive contracts of one person are no repetition", async (t) => {
  const world = smallWorld(t);
  await drop(world, writeDpaeFlat([hire("FICTIVE")]));
  await sendOne(world, "D1");
  for (const more of [{ hireHour: "14:00" }, { hireDate: "2026-11-09" }])
    assert.equal((await drop(world, writeDpaeFlat([hire("FICTIVE", more)]))).stage.is, "frozen");
});

test("correcting what the organism refused, or what never left, asks nothing", async (t) => {
  const refused = smallWorld(t);
  const sent = await drop(refused, dpae("FICTIVE"));
  await sendOne(refused, "D1");
  const references = sent.messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(refused, arMail({ references, file: dpaeAr(dpae("FICTIVE"), ["12"]) }));
  assert.equal((await drop(refused, again)).stage.is, "frozen");

  const never = smallWorld(t, { courier: () => "refuses-organism" });
  await drop(never, dpae("FICTIVE"));
  await sendOne(never, "D1");
  assert.equal((await drop(never, again)).stage.is, "frozen");
});

test("in test mode nothing is asked: nothing was sent, nothing will be", async (t) => {
  const world = smallWorld(t, { mode: "test" });
  await drop(world, dpae("FICTIVE"));
  assert.equal((await drop(world, again)).stage.is, "simulated");
});

test("two files that declare the same, taken side by side: one goes, one asks, whatever the order", async (t) => {
  for (const order of [
    ["D1", "D2"],
    ["D2", "D1"],
  ] as const) {
    const world = smallWorld(t);
    world.spool.drop("a.txt", dpae("FICTIVE"));
    world.spool.drop("b.txt", again);
    assert.equal((await takeAll(world)).length, 2);
    await Promise.all(order.map((id) => advance(world, id)));
    const stages = [await theDeposit(world, "D1"), await theDeposit(world, "D2")].map(
      (d) => d.stage.is,
    );
    assert.deepEqual(new Set(stages), new Set(["frozen", "held"]), stages.join());
  }
});

const order = (world: SmallWorld, name: "retry" | "resend", by = "jeanne") =>
  giveOrder(world, { deposit: "D1", order: name, by, reason: "au téléphone" });
const since = { is: "refused", because: "declared-since" } as const;

test("what was refused, then corrected in another file that left, is not tried again beside it", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n === 2 ? "accepts" : "refuses-organism") });
  await drop(world, dpae("FICTIVE"));
  assert.equal(await sendOne(world, "D1"), "refused");
  await drop(world, again);
  assert.equal((await theDeposit(world, "D2")).stage.is, "frozen", "a correction asks nothing");
  assert.deepEqual(await order(world, "retry"), since, "it waits to leave");
  await sendOne(world, "D2");
  assert.deepEqual(await order(world, "retry"), since, "it left");
  assert.equal(world.courier.attempts().length, 2);
});

test("what a later file replaced is sent again by nobody, the rule of incertain=renvoyer included; as a separate one it may be", async (t) => {
  for (const as of ["replacement", "separate"] as const) {
    const world = smallWorld(t, { courier: (_, n) => (n === 1 ? "drops-after-dot" : "accepts") });
    await drop(world, dpae("FICTIVE"));
    assert.equal(await sendOne(world, "D1"), "uncertain");
    await drop(world, again);
    await release(world, as);
    await advance(world, "D2");
    await sendOne(world, "D2");
    const answers = [await order(world, "resend", "facteur"), await order(world, "resend")];
    const [first] = answers;
    if (as === "replacement") assert.deepEqual(answers, [since, since]);
    else assert.equal(first?.is, "allowed");
  }
});

test("however often a file was tried in test since, what left is known: the same bytes and the same declaration are not sent twice", async (t) => {
  const world = smallWorld(t);
  await drop(world, dpae("FICTIVE"));
  await sendOne(world, "D1");
  const lowered = `${rules()}mode=test\r\n`;
  world.spool.drop("mapibox.cfg", lowered);
  // More than are looked at in one go.
  for (let n = 0; n < 60; n += 1)
    await drop(
      world,
      dpae("FICTIVE", `ESSAI${"ABCDEFGHIJ"[n % 10]}${"ABCDEFGHIJ"[Math.floor(n / 10)]}`),
    );
  world.spool.drop("mapibox.cfg", rules());
  const last = await drop(world, again);
  assert.deepEqual(last.stage.is === "held" && last.stage.hold.replaces, ["D1"]);
});

test("what a later file replaced before it could leave does not leave after it", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n === 1 ? "unreachable" : "accepts") });
  world.spool.drop("mapibox.cfg", `${rules()}remplace=oui\r\n`);
  const small = smallDaemon(t, world);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await small.until("the first is tried", () => world.courier.attempts().length === 1);
  world.spool.drop("deux.txt", again);
  await small.until("the second is sent", () => world.courier.dots() === 1);
  await passMinutes(world.clock, 3 * 3_600_000);
  assert.equal(world.courier.attempts().length, 2, "the former would take the place of the latter");
  const first = await theDeposit(world, "D1");
  assert.equal(first.messages[0]?.stage.is, "cancelled");
  assert.deepEqual(
    first.orders.map((o) => [o.order, o.message, o.by, o.reason]),
    [["cancel", undefined, "facteur", "remplacé par D2 avant d'être parti"]],
  );
  assert.equal(situation(first).is, "remplace");
});

test("who cancels a file for which another gave way is told that nothing declares it any more", async (t) => {
  const world = smallWorld(t, { courier: () => "unreachable" });
  world.spool.drop("mapibox.cfg", `${rules()}remplace=oui\r\n`);
  const small = smallDaemon(t, world);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await small.until("the first is tried", () => world.courier.attempts().length === 1);
  world.spool.drop("deux.txt", again);
  await small.until("the second is tried", () => world.courier.attempts().length === 2);
  await passMinutes(world.clock, 3_600_000);
  assert.equal(situation(await theDeposit(world, "D1")).is, "remplace");
  const who = { by: "dupont", reason: "mauvais fichier" };
  assert.deepEqual(await giveOrder(world, { deposit: "D2", order: "cancel", ...who }), {
    is: "allowed",
    undeclared: ["D1"],
  });
});

test("nor is it told so of what a third file declares", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("mapibox.cfg", `${rules()}remplace=oui\r\n`);
  await drop(world, dpae("FICTIVE"));
  await drop(world, again);
  const who = { by: "dupont", reason: "mauvais fichier" };
  const cancel = (deposit: DepositId) => giveOrder(world, { deposit, order: "cancel", ...who });
  assert.deepEqual(await cancel("D1"), { is: "allowed" });
  await drop(world, dpae("FICTIVE", "AUTRE", "TIERCE"));
  assert.equal(situation(await theDeposit(world, "D2")).is, "remplace");
  assert.deepEqual(await cancel("D2"), { is: "allowed" }, "D3 declares it");
  assert.deepEqual(await cancel("D3"), { is: "allowed", undeclared: ["D2"] });
});

test("of a file that a later one replaces in part, nothing leaves after it before a person says so", async (t) => {
  const world = smallWorld(t, { courier: (_, n) => (n === 1 ? "unreachable" : "accepts") });
  world.spool.drop("mapibox.cfg", `${rules()}remplace=oui\r\n`);
  const small = smallDaemon(t, world);
  world.spool.drop("un.txt", again);
  await small.until("the first is tried", () => world.courier.attempts().length === 1);
  world.spool.drop("deux.txt", dpae("FICTIVE"));
  await small.until("the second is sent", () => world.courier.dots() === 1);
  await passMinutes(world.clock, 3_600_000);
  assert.equal(world.courier.attempts().length, 2);
  const { heldBy } = await theDeposit(world, "D1");
  assert.match(heldBy?.reason ?? "", /^D2 remplace une partie de ce dépôt/u);
  const who = { by: "dupont", reason: "le reste doit partir" };
  await giveOrder(world, { deposit: "D1", order: "release", ...who });
  await small.until("it is sent", () => world.courier.dots() === 2);
});
