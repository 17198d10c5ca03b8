/** A receipt for what was only simulated: nothing left, so it answers nothing of ours, and a person is told. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { carryOut } from "../../src/daemon/orders/person.ts";
import { answersNothingSent } from "../../src/domain/receipt/receipt.ts";
import { situation } from "../../src/domain/rollup.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import { receiveOne, sendOne, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

const hires = dpae("FICTIVE", "IMAGINAIRE");
const answer = () => arMail({ file: dpaeAr(hires, ["00", "00"]) });

const simulated = async (t: TestContext) => {
  const world = smallWorld(t, { mode: "test" });
  world.spool.drop("dpae.txt", hires);
  assert.equal((await takeOne(world)).stage.is, "simulated");
  return world;
};

test("it is no proof, nothing is filed into AR/, and it waits for a person with the deposit's name", async (t) => {
  const world = await simulated(t);
  const { receipt, conclusion } = await receiveOne(world, answer());
  assert.deepEqual([conclusion.class, conclusion.matches], ["ar", []]);
  assert.equal(conclusion.by[0], "never-sent");
  const [waiting] = await world.journal.receipts({ state: "to-assign" }, 10);
  assert.ok(waiting && answersNothingSent(waiting));
  assert.deepEqual(
    waiting.classified?.candidates?.map((c) => c.deposit),
    ["D1"],
  );
  const deposit = await theDeposit(world, "D1");
  assert.equal(situation(deposit).is, "simule");
  assert.deepEqual(new Set(deposit.declarations.map((d) => d.is)), new Set(["waiting"]));
  assert.deepEqual(
    [...world.spool.files.keys()].filter((name) => name.startsWith("AR/")),
    [],
  );
  const person = { by: "Mme Martin", means: "assign" } as const;
  assert.deepEqual(await carryOut(world, { is: "assign", receipt, deposit: "D1", person }), {
    is: "refused",
    because: "never-sent",
  });
  assert.equal((await carryOut(world, { is: "dismiss", receipt, person })).is, "done");
  assert.deepEqual(await world.journal.receipts({ state: "to-assign" }, 10), []);
});

test("brought by a person, or said by telephone, it is no more than that", async (t) => {
  const world = await simulated(t);
  const person = { by: "Mme Martin", means: "file" } as const;
  const sha256 = await world.store.put(dpaeAr(hires, ["00", "00"]));
  const brought = await carryOut(world, { is: "bring", sha256, name: "dpae.txt", person });
  assert.equal(brought.is === "imported" && brought.conclusion?.by[0], "never-sent");
  const recorded = await carryOut(world, {
    is: "record",
    deposit: "D1",
    person: { by: "Mme Martin", means: "phone" },
    says: "registered",
    sha256,
    size: 1,
  });
  assert.deepEqual(recorded, { is: "refused", because: "never-sent" });
});

test("once the same file has left for real, its receipt is the real one's", async (t) => {
  const world = await simulated(t);
  const real = { ...world, dossier: { ...world.dossier, mode: "reel" as const } };
  real.dossiers = new Map([["cirso", real.dossier]]);
  real.spool.drop("dpae.txt", hires);
  assert.equal((await takeOne(real)).id, "D2");
  await sendOne(real, "D2");
  const { conclusion } = await receiveOne(real, answer());
  assert.deepEqual(
    conclusion.matches.map((m) => m.deposit),
    ["D2"],
  );
});
