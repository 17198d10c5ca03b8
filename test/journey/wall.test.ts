/** I6: nothing leaves a dossier that is in test mode, whatever was taken, ruled or queued before. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { situation } from "../../src/domain/rollup.ts";
import { wallObjection } from "../../src/domain/wall.ts";
import { RuleBooks } from "../../src/journey/rule/books.ts";
import { suspendTests } from "../../src/journey/wall.ts";
import { dpae } from "../support/samples.ts";
import {
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

/** The same world after a restart with the dossier put back to test. */
const inTest = (world: SmallWorld): SmallWorld => {
  const dossier = { ...world.dossier, mode: "test" as const };
  return { ...world, dossier, dossiers: new Map([[dossier.name, dossier]]) };
};

test("a deposit held in real mode and ruled in test mode is simulated", async (t) => {
  const world = smallWorld(t);
  world.spool.remove("mapibox.cfg");
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await takeOne(world);
  world.spool.drop("mapibox.cfg", "a=accept@organisme.test\r\nsujet=DUE\r\n");
  await world.journal.transact((w) =>
    w.append({ is: "ordered", deposit: "D1", order: "release", by: "x", reason: "" }),
  );
  await advance(inTest(world), "D1");
  const deposit = await theDeposit(world, "D1");
  assert.equal(deposit.stage.is, "simulated");
  assert.equal(deposit.messages.length, 0);
});

test("a mail that waits in a dossier put back to test is suspended, until a person releases it", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await takeOne(world);
  assert.equal(await suspendTests(world), 0);
  assert.equal(await suspendTests(inTest(world)), 1);
  assert.equal(situation(await theDeposit(world, "D1")).is, "suspendu");
  assert.deepEqual(await world.journal.find({ by: "send", at: Number.MAX_SAFE_INTEGER }, 9), []);
  assert.equal(await suspendTests(inTest(world)), 0);
  await world.journal.transact((w) =>
    w.append({ is: "ordered", deposit: "D1", order: "release", by: "x", reason: "" }),
  );
  assert.equal(await sendOne(world, "D1"), "accepted");
});

test("what a rule file calls real is closed to the tests of all dossiers, though the file is wrong elsewhere", async () => {
  const books = new RuleBooks();
  const dossier = (name: string, text: string) => ({
    name,
    rules: "mapibox.cfg",
    spool: { rules: async () => Buffer.from(text), companion: async () => undefined },
  });
  const real = "[un]\na=edi@reel.test\nenvironnement=reel\nsujet=DUCS\n";
  const tried = "[un]\na=edi@reel.test\nenvironnement=test\nsujet=DUCS ESSAI\n";
  const objection = () =>
    wallObjection({ mode: "essai", to: "edi@reel.test", subject: "DUCS ESSAI" }, books.addresses());
  await books.look(dossier("b", tried));
  assert.equal(objection(), undefined, "alone, b says that it is a test's");
  for (const wrong of ["chifrement=x\nsi=((\n", "[deux]\na=pas une adresse\n"]) {
    assert.equal((await books.look(dossier("a", `${real}${wrong}`))).is, "wrong");
    assert.equal(objection(), "real-address");
  }
  // The old set stays in force where the new one is wrong, and what the new one names counts beside it.
  await books.look(dossier("a", "[un]\na=autre@reel.test\nsujet=DUCS\n"));
  assert.equal(objection(), undefined);
  const refused = await books.look(dossier("a", `${real}si=((\n`));
  assert.ok(refused.is === "right" && refused.refused);
  assert.equal(objection(), "real-address");
});
