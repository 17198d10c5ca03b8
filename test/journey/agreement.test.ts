/** `validation=client`: nothing leaves before the client agreed, by a word or by a silence that began with the statement. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { advance, agreedTacitly } from "../../src/daemon/advance.ts";
import { agreementStand } from "../../src/domain/agreement/agreement.ts";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import { instantIn, paris } from "../../src/domain/calendar/zoned-time.ts";
import { alarmsAt } from "../../src/domain/due/alarms.ts";
import { awaitedOf } from "../../src/domain/due/awaited.ts";
import type { OrderRefusal } from "../../src/domain/order.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { agreeByLink, makeAgreementLink } from "../../src/journey/agreement/link.ts";
import { giveStatement } from "../../src/journey/agreement.ts";
import { declareOtherwise } from "../../src/journey/declare-otherwise.ts";
import { giveOrder, type PersonOrder } from "../../src/journey/order.ts";
import { edifact, hire } from "../support/samples.ts";
import { rules, type SmallWorld, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

const at = (day: string, hour = "10:00"): number => {
  const instant = instantIn(paris, day, hour);
  assert.ok(instant !== undefined);
  return instant;
};

/** Held since Friday 20 November 2026, ten o'clock: a return without a deadline, or the hire of `day`. */
const heldFor = async (t: TestContext, keys: string, day?: string): Promise<SmallWorld> => {
  const world = smallWorld(t);
  await world.clock.advance(at("2026-11-20") - world.clock.now());
  world.spool.drop("mapibox.cfg", `${rules()}${keys}`);
  const file = day ? writeDpaeFlat([hire("FICTIVE", { hireDate: day })]) : edifact(["REF1"]);
  world.spool.drop("declaration.txt", file);
  await takeOne(world);
  return world;
};

const release = (world: SmallWorld, more: Partial<PersonOrder> = {}) =>
  giveOrder(world, {
    deposit: "D1",
    order: "release",
    by: "jeanne",
    reason: "courrier du 23",
    ...more,
  });

const refused = async (answer: ReturnType<typeof release>, because: OrderRefusal) =>
  assert.deepEqual(await answer, { is: "refused", because });

const given = (world: SmallWorld) =>
  giveStatement(world, { deposit: "D1", how: "mail", by: "jeanne", reason: "à M. Fictif" });

const stage = async (world: SmallWorld): Promise<string> => {
  const deposit = await theDeposit(world, "D1");
  return deposit.stage.is === "held" ? deposit.stage.hold.because : deposit.stage.is;
};

/** What the agent does for a held deposit at each turn. */
const turn = async (world: SmallWorld): Promise<boolean> =>
  agreedTacitly(world, await theDeposit(world, "D1"));

const until = async (world: SmallWorld, instant: number): Promise<void> => {
  await world.clock.advance(instant - world.clock.now());
};

test("validation=oui waits for the office, as before", async (t) => {
  const world = await heldFor(t, "validation=oui\r\n");
  assert.equal(await stage(world), "approval-needed");
  await refused(release(world, { agreedBy: "M. Fictif" }), "agreement-not-asked");
  assert.equal((await release(world)).is, "allowed");
  await advance(world, "D1");
  assert.equal(await stage(world), "frozen");
});

test("validation=client goes with the client's word only, who gave it and how in the journal", async (t) => {
  const world = await heldFor(t, "validation=client\r\n");
  assert.equal(await stage(world), "agreement-needed");
  await refused(release(world), "agreement-needed");
  await refused(release(world, { agreedBy: "M. Fictif", reason: "" }), "reason-needed");
  assert.equal((await release(world, { agreedBy: "M. Fictif" })).is, "allowed");
  await advance(world, "D1");
  assert.equal(await stage(world), "frozen");
  const [order] = (await theDeposit(world, "D1")).orders;
  assert.equal(order?.agreedBy, "M. Fictif");
  assert.equal(order?.by, "jeanne");
});

test("lifting an own suspension is no agreement of the client's", async (t) => {
  const world = await heldFor(t, "validation=client\r\n");
  await giveOrder(world, { deposit: "D1", order: "hold", by: "paul", reason: "doute" });
  assert.equal((await release(world)).is, "allowed");
  await advance(world, "D1");
  assert.equal(await stage(world), "agreement-needed");
  assert.equal((await theDeposit(world, "D1")).heldBy, undefined);
});

test("a refusal cancels, and nothing can agree any more", async (t) => {
  const world = await heldFor(t, "validation=client\r\nvalidation.tacite=2 jours ouvrés\r\n");
  await given(world);
  const cancel = { deposit: "D1", order: "cancel", by: "jeanne", reason: "refus" } as const;
  assert.equal((await giveOrder(world, cancel)).is, "allowed");
  await until(world, at("2026-12-20"));
  assert.equal(await turn(world), false);
  assert.equal(await stage(world), "cancelled");
});

test("silence agrees on the dossier's calendar, from the statement on and not before", async (t) => {
  const world = await heldFor(t, "validation=client\r\nvalidation.tacite=2 jours ouvrés\r\n");
  await until(world, at("2026-12-04"));
  assert.equal(await turn(world), false, "without a statement no delay runs");
  // A Friday: Monday and Tuesday count, and Tuesday counts whole.
  const answer = await given(world);
  assert.equal(answer.is === "given" && answer.stand.is, "running");
  await until(world, at("2026-12-08", "23:59"));
  assert.equal(await turn(world), false);
  await until(world, at("2026-12-08", "24:00"));
  assert.equal(await turn(world), true);
  assert.equal(await stage(world), "frozen");
  const { tacitly, orders } = await theDeposit(world, "D1");
  assert.equal(tacitly?.given, at("2026-12-04"));
  assert.equal(tacitly?.ended, at("2026-12-08", "24:00"));
  assert.deepEqual(orders, [], "no person is said to have decided");
});

test("a statement given again begins the delay again", async (t) => {
  const world = await heldFor(t, "validation=client\r\nvalidation.tacite=48h\r\n");
  await given(world);
  await until(world, at("2026-11-21"));
  await given(world);
  await until(world, at("2026-11-22", "10:00"));
  assert.equal(await turn(world), false);
  await until(world, at("2026-11-23", "10:00"));
  assert.equal(await turn(world), true);
});

test("a statement given before a link that let nothing go begins no delay of what is asked since", async (t) => {
  const keys = "validation=client\r\nvalidation.tacite=48h\r\n";
  const world = await heldFor(t, keys);
  await given(world);
  const asked = { deposit: "D1", to: "gerant@client.example", by: "jeanne", reason: "" } as const;
  const link = await makeAgreementLink(world, { ...asked, days: 7 });
  const token = link.is === "made" ? link.token : "";
  world.spool.drop("mapibox.cfg", `${rules("autre@organisme.test")}${keys}`);
  assert.equal((await agreeByLink(world, { token, name: "X" })).is, "agreed");
  await advance(world, "D1");
  assert.equal(await stage(world), "agreement-needed");
  await until(world, at("2026-11-23"));
  assert.equal(await turn(world), false, "its client was shown another address");
  await given(world);
  await until(world, at("2026-11-25"));
  assert.equal(await turn(world), true);
});

test("a deposit or a client that a person suspended is not agreed to by silence", async (t) => {
  const world = await heldFor(t, "validation=client\r\nvalidation.tacite=1h\r\n");
  await given(world);
  await giveOrder(world, { deposit: "D1", order: "hold", by: "paul", reason: "doute" });
  await until(world, at("2026-11-21"));
  assert.equal(await turn(world), false);
  await release(world);
  assert.equal(await turn(world), true);
});

test("silence never agrees past the legal deadline: a person is asked at the latest safe hour", async (t) => {
  const keys = "validation=client\r\nvalidation.tacite=5 jours ouvrés\r\n";
  // Thursday, 08:30; five working days from Friday 20 end on Friday 27.
  const world = await heldFor(t, keys, "2026-11-26");
  const answer = await given(world);
  assert.equal(answer.is === "given" && answer.stand.is, "too-late");
  const [waits] = awaitedOf(await theDeposit(world, "D1"), frenchCalendar);
  assert.ok(waits?.safeHour !== undefined && waits.safeHour < at("2026-11-26", "08:30"));
  const alarms = (now: number) =>
    alarmsAt({ now, awaited: [waits], heard: new Map(), missing: [], zone: paris });
  assert.deepEqual(alarms(waits.safeHour - 1), []);
  assert.deepEqual(
    alarms(waits.safeHour).map((a) => [a.cause, a.deposits]),
    [["deadline-near", ["D1"]]],
  );
  await until(world, at("2026-12-10"));
  assert.equal(await turn(world), false);
  assert.equal(await stage(world), "agreement-needed");
  assert.equal((await release(world, { agreedBy: "M. Fictif" })).is, "allowed");
});

test("an agent that was off over the end and the deadline does not send by itself", async (t) => {
  const world = await heldFor(t, "validation=client\r\nvalidation.tacite=1h\r\n", "2026-11-26");
  await given(world);
  await until(world, at("2026-11-27"));
  assert.equal(await turn(world), false);
  const calendar = frenchCalendar;
  const stand = agreementStand(await theDeposit(world, "D1"), { now: world.clock.now(), calendar });
  assert.equal(stand.is, "too-late");
});

test("a statement is given of what waits for a client, and of nothing else", async (t) => {
  const world = await heldFor(t, "validation=oui\r\n");
  assert.deepEqual(await given(world), { is: "refused", because: "agreement-not-asked" });
  const explicit = await heldFor(t, "validation=client\r\n");
  const answer = await given(explicit);
  assert.equal(answer.is === "given" && answer.stand.is, "explicit-only");
  await until(explicit, at("2027-02-01"));
  assert.equal(await turn(explicit), false);
});

test("what was declared on paper meanwhile is not sent by a silence", async (t) => {
  const world = await heldFor(t, "validation=client\r\nvalidation.tacite=1h\r\n");
  await given(world);
  const sha256 = await world.store.put(Buffer.from("bordereau signé"));
  const proof = { sha256, size: 15 };
  const about = { deposit: "D1", means: "paper", by: "odile", reason: "panne" } as const;
  assert.equal((await declareOtherwise(world, { ...about, proof })).is, "allowed");
  await until(world, at("2026-11-21"));
  assert.equal(await turn(world), false);
  assert.deepEqual((await theDeposit(world, "D1")).messages, []);
});
