/** F01-F07: what a producer and a person do to a file before, while and after it is taken. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { situation } from "../../src/domain/rollup.ts";
import { dpae, edifact } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { type SmallWorld, smallWorld, theDeposit } from "../support/small-world.ts";

const begin = (t: Parameters<typeof smallWorld>[0]) => {
  const world = smallWorld(t);
  const small = smallDaemon(t, world);
  const told = () => small.daemon.problems.list().map((p) => `${p.code} ${p.about}`);
  return { world, ...small, told };
};

const situations = async (world: SmallWorld) =>
  (await world.journal.find({ by: "recent" }, 100)).toReversed().map((d) => situation(d).is);

test("F01 a file cut at any of a few places is never sent; whole, it goes once", async (t) => {
  const { world, until } = begin(t);
  const whole = edifact(["1234567", "7654321"]);
  for (const part of [1, 5]) {
    world.spool.drop("lot.edi", whole.subarray(0, Math.floor((whole.length * part) / 6)));
    for (let turn = 0; turn < 20; turn += 1) await world.clock.advance(500);
    assert.deepEqual(await situations(world), []);
  }
  world.spool.drop("lot.edi", whole);
  await until("it is sent", () => world.courier.dots() === 1);
});

test("F01 a file that stays cut is told as incomplete, left in place, and never sent", async (t) => {
  const { world, until } = begin(t);
  world.spool.drop("lot.edi", edifact(["1234567"]).subarray(0, 200));
  await until("it is told", async () => (await situations(world)).includes("incomplet"));
  assert.ok(world.spool.files.has("lot.edi"));
  assert.equal(world.courier.attempts().length, 0);
});

test("F02 a producer that writes into the file after it was taken and sent is told", async (t) => {
  const { world, until, told } = begin(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await until("it is sent", () => world.courier.dots() === 1);
  const { original } = await theDeposit(world, "D1");
  assert.ok(typeof original === "object" && original.to !== undefined);
  world.spool.drop(original.to, dpae("FICTIVE", "IMAGINAIRE"));
  await until("it is told", () => told().includes("modified-after-claim D1"));
  assert.equal(world.courier.dots(), 1);
});

test("F03 other bytes under the same name are another deposit; F04 the same bytes under another name are none", async (t) => {
  const { world, until } = begin(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await until("the first is sent", () => world.courier.dots() === 1);
  world.spool.drop("dpae.txt", dpae("INVENTE"));
  await until("the second is sent", () => world.courier.dots() === 2);
  world.spool.drop("copie.txt", dpae("FICTIVE"));
  world.spool.drop("Copie de dpae.txt", dpae("FICTIVE"));
  await until("four deposits", async () => (await situations(world)).length === 4);
  await until(
    "nothing is left to do",
    async () => !(await situations(world)).includes("pris-en-charge"),
  );
  assert.deepEqual(await situations(world), ["remis", "remis", "doublon", "doublon"]);
  assert.equal(world.courier.attempts().length, 2);
});

test("F05 the same declaration in other bytes is asked about, not sent", async (t) => {
  const { world, until } = begin(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await until("the first is sent", () => world.courier.dots() === 1);
  world.spool.drop("dpae.txt", dpae("FICTIVE", "INVENTE"));
  await until("the second is held", async () => (await situations(world))[1] === "retenu");
  const { stage } = await theDeposit(world, "D2");
  assert.deepEqual(stage.is === "held" && [stage.hold.because, stage.hold.replaces], [
    "replaces",
    ["D1"],
  ]);
  assert.equal(world.courier.attempts().length, 1);
});

test("F06 F07 an original that goes between the claim and its move: our copy is sent all the same", async (t) => {
  const world = smallWorld(t);
  const { retire } = world.spool;
  world.spool.retire = (...args: Parameters<typeof retire>) => {
    world.spool.remove("dpae.txt");
    return retire(...args);
  };
  const { until } = smallDaemon(t, world);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await until("it is sent", () => world.courier.dots() === 1);
  const { original } = await theDeposit(world, "D1");
  assert.equal(typeof original === "object" && original.became, "gone");
});
