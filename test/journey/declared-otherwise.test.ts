/** What was declared on paper, a portal or by fax: its proof is kept, nothing is awaited of it, nothing of it leaves any more. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import type { OtherwiseRefusal } from "../../src/domain/declared-otherwise.ts";
import { alarmsAt } from "../../src/domain/due/alarms.ts";
import { awaitedOf } from "../../src/domain/due/awaited.ts";
import { onTime } from "../../src/domain/due/on-time.ts";
import { isClosed } from "../../src/domain/removal/closed.ts";
import { keptHashes } from "../../src/domain/removal/purge.ts";
import { situation } from "../../src/domain/rollup.ts";
import { declareOtherwise, type OtherwiseOrder } from "../../src/journey/declare-otherwise.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { arMail, bounceMail, dpae, dpaeAr } from "../support/samples.ts";
import {
  receiveOne,
  rules,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const say = async (world: SmallWorld, more: Partial<OtherwiseOrder> = {}) =>
  declareOtherwise(world, {
    deposit: "D1",
    means: "paper",
    proof: { sha256: await world.store.put(Buffer.from("bordereau signé")), size: 15 },
    by: "odile",
    reason: "serveur en panne, échéance à midi",
    ...more,
  });

const refused = async (answer: ReturnType<typeof say>, because: OtherwiseRefusal) =>
  assert.deepEqual(await answer, { is: "refused", because });

const taken = async (t: Parameters<typeof smallWorld>[0], ...families: readonly string[]) => {
  const world = smallWorld(t);
  world.spool.drop("mapibox.cfg", rules("silent@organisme.test"));
  world.spool.drop("dpae.txt", dpae(...families));
  await takeOne(world);
  return world;
};

test("said of a deposit whose mail waits, it cancels the mail in the same moment; nothing leaves, nothing is awaited", async (t) => {
  const world = await taken(t, "FICTIVE", "IMAGINAIRE");
  assert.deepEqual(await say(world), {
    is: "allowed",
    declarations: ["D1.1", "D1.2"],
    cancels: true,
  });
  const deposit = await theDeposit(world, "D1");
  const { is, counts } = situation(deposit);
  assert.equal(is, "declare-autrement");
  assert.deepEqual([counts.otherwise, counts.registered, counts.waiting], [2, 0, 0]);
  assert.deepEqual(await world.journal.find({ by: "send", at: world.clock.now() }, 9), []);
  assert.deepEqual(await world.journal.find({ by: "awaiting" }, 9), []);
  assert.deepEqual(awaitedOf(deposit, frenchCalendar), []);
  assert.equal(onTime(deposit), undefined);
  assert.ok(isClosed(deposit));
  const [fact] = deposit.otherwise;
  assert.deepEqual([fact?.by, fact?.means], ["odile", "paper"]);
  assert.deepEqual(keptHashes(deposit, "receipts"), [fact?.proof.sha256]);
  await refused(say(world), "already");
});

test("it ends the deadline's alarm, and only for what was declared", async (t) => {
  const world = await taken(t, "FICTIVE", "IMAGINAIRE");
  await sendOne(world, "D1");
  const alarms = async (now: number) => {
    const waits = awaitedOf(await theDeposit(world, "D1"), frenchCalendar);
    return alarmsAt({
      now,
      awaited: waits,
      heard: new Map(),
      missing: [],
      zone: "Europe/Paris",
    }).map((a) => [a.cause, a.count]);
  };
  const late = ((await theDeposit(world, "D1")).recognised?.deadline ?? 0) + 1;
  const before = new Map((await alarms(late)) as [string, number][]);
  assert.equal(before.get("deadline-passed"), 2);
  assert.equal((await say(world, { position: 1 })).is, "allowed");
  assert.equal(new Map((await alarms(late)) as [string, number][]).get("deadline-passed"), 1);
  await say(world);
  assert.deepEqual(await alarms(late), []);
});

test("one declaration of a mail that may still leave is refused: the organism would have it twice", async (t) => {
  const world = await taken(t, "FICTIVE", "IMAGINAIRE");
  await refused(say(world, { position: 2 }), "would-leave");
  await refused(say(world, { position: 3 }), "no-declaration");
  await refused(say(world, { deposit: "D9" }), "unknown-deposit");
});

test("after it, neither release, retry nor resend lets the mail go", async (t) => {
  const world = await taken(t, "FICTIVE");
  await sendOne(world, "D1");
  await say(world);
  for (const order of ["retry", "resend", "release"] as const)
    assert.deepEqual(
      await giveOrder(world, { deposit: "D1", order, by: "odile", reason: "essai" }),
      { is: "refused", because: "declared-otherwise" },
      order,
    );
});

test("what the organism registered is not declared again; what it registers afterwards it has twice, and a person is asked", async (t) => {
  const files = dpae("FICTIVE", "IMAGINAIRE");
  const world = await taken(t, "FICTIVE", "IMAGINAIRE");
  await sendOne(world, "D1");
  await say(world, { position: 2 });
  await receiveOne(world, arMail({ file: dpaeAr(files, ["00", "00"]) }));
  const deposit = await theDeposit(world, "D1");
  assert.deepEqual(
    deposit.declarations.map((d) => d.is),
    ["registered", "contradicted"],
  );
  assert.equal(situation(deposit).is, "contradictoire");
  await refused(say(world, { position: 1 }), "registered");
});

test("a file that the check rejected may be declared on paper; the same file dropped later is asked about", async (t) => {
  const world = await taken(t, "FICTIVE");
  await say(world);
  world.spool.drop("dpae.txt", dpae("FICTIVE", "SUPPOSEE"));
  await takeOne(world);
  const later = await theDeposit(world, "D2");
  assert.equal(later.stage.is === "held" && later.stage.hold.because, "replaces");
});

test("a mail that came back undelivered may be declared otherwise, without being dropped again", async (t) => {
  const world = await taken(t, "FICTIVE");
  await sendOne(world, "D1");
  const header = (await theDeposit(world, "D1")).messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(world, bounceMail(header, { recipient: "silent@organisme.test" }));
  assert.equal((await theDeposit(world, "D1")).messages[0]?.stage.is, "refused");
  const said = await say(world);
  assert.deepEqual(said, { is: "allowed", declarations: ["D1.1"], cancels: false });
  assert.equal((await theDeposit(world, "D1")).declarations[0]?.is, "otherwise");
});
