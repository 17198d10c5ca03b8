/** A refusal is linked to the file that corrects it, and remembered for the next time. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { modelOf } from "../../src/adapters/reports/reporter.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { forPeople } from "../../src/journey/report.ts";
import { arMail, dpaeAr, hire } from "../support/samples.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";
import { testTold } from "../support/told.ts";

const wrong = { person: { family: "FICTIVE", given: "ALBERTIN", born: "1990-04-01", nir: "" } };

/** Sends a file and answers it with these codes. */
const sendAndAnswer = async (
  world: SmallWorld,
  bytes: Uint8Array,
  codes: readonly string[],
): Promise<string> => {
  world.spool.drop("dpae.txt", bytes);
  const deposit = await takeOne(world);
  await sendOne(world, deposit.id);
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(world, arMail({ references, file: dpaeAr(bytes, codes) }));
  return deposit.id;
};

const refusedOnce = async (t: TestContext): Promise<SmallWorld> => {
  const world = smallWorld(t);
  await sendAndAnswer(world, writeDpaeFlat([hire("FICTIVE", wrong), hire("AUTRE")]), ["12", "00"]);
  return world;
};

test("a file that declares the same person again, mended, is named in the refused deposit", async (t) => {
  const world = await refusedOnce(t);
  await sendAndAnswer(world, writeDpaeFlat([hire("FICTIVE")]), ["00"]);
  const refused = await theDeposit(world, "D1");
  assert.deepEqual(
    refused.corrected.map((c) => [c.by, c.declarations]),
    [["D2", ["D1.1"]]],
  );
});

test("a file that the checks rejected leads to the one that declares it again, under another key too", async (t) => {
  const world = smallWorld(t);
  // A SIRET whose check digit is wrong: the key of what is sent in its place is another one.
  const mistyped = { siret: "99999999800018" };
  world.spool.drop("dpae.txt", writeDpaeFlat([hire("FICTIVE", mistyped), hire("AUTRE", mistyped)]));
  assert.equal((await takeOne(world)).stage.is, "rejected");
  await sendAndAnswer(world, writeDpaeFlat([hire("FICTIVE"), hire("AUTRE")]), ["00", "00"]);
  const rejected = await theDeposit(world, "D1");
  assert.deepEqual(
    rejected.corrected.map((c) => [c.by, c.declarations]),
    [["D2", ["D1.1", "D1.2"]]],
  );
  const model = modelOf(await forPeople(world, rejected), testTold);
  assert.deepEqual(
    model.corrections.map((c) => c.deposit),
    ["D2"],
  );
  assert.equal(model.situation.next, "voir-le-rapport");
  assert.match(model.todo.join(" "), /Voyez le compte rendu du dépôt D2/u);
});

test("another person, or another contract of the same one, is no correction", async (t) => {
  const world = await refusedOnce(t);
  const other = { ...wrong.person, family: "SUPPOSEE", born: "1971-01-02" };
  world.spool.drop(
    "dpae.txt",
    writeDpaeFlat([
      hire("SUPPOSEE", { person: other }),
      hire("FICTIVE", { ...wrong, hireDate: "2026-11-20" }),
    ]),
  );
  await takeOne(world);
  assert.deepEqual((await theDeposit(world, "D1")).corrected, []);
});

test("somebody else born on the same day and hired in the same hour, a twin too, is no correction", async (t) => {
  const world = smallWorld(t);
  const twin = (given: string) =>
    hire("JUMELLE", { person: { family: "JUMELLE", given, born: "1990-04-01", nir: "" } });
  const mistyped = { siret: "99999999800018" };
  world.spool.drop("dpae.txt", writeDpaeFlat([twin("LEA"), twin("LEO"), hire("TIERS", mistyped)]));
  assert.equal((await takeOne(world)).stage.is, "rejected");
  const corrected = async (): Promise<unknown> =>
    (await theDeposit(world, "D1")).corrected.map((c) => [c.by, c.declarations]);
  await sendAndAnswer(world, writeDpaeFlat([hire("QUELCONQUE")]), ["00"]);
  assert.deepEqual(await corrected(), []);
  await sendAndAnswer(world, writeDpaeFlat([twin("LEO"), hire("TIERS")]), ["00", "00"]);
  assert.deepEqual(await corrected(), [["D3", ["D1.2", "D1.3"]]]);
  // Her name with one letter more is still hers.
  await sendAndAnswer(world, writeDpaeFlat([twin("LENA")]), ["00"]);
  assert.deepEqual(await corrected(), [
    ["D3", ["D1.2", "D1.3"]],
    ["D4", ["D1.1"]],
  ]);
});

test("the same person under a name mended by a word, by its order, or changed under one NIR is corrected; another name is somebody else", async (t) => {
  const nir = "2900499999999";
  const pairs = [
    [["FICTIVE", ""], ["FICTIVE", "ALBERTINE"], true],
    [["ALBERTINE", "FICTIVE"], ["FICTIVE", "ALBERTINE"], true],
    [["FICTIVE", "ANNE"], ["FICTIVE", "Anne-Élise"], true],
    [["FICTIVE", "ANNE"], ["FICTIVE IMAGINAIRE", "ANNE"], true],
    [["FICTIVE", "ANNE", nir], ["SUPPOSEE", "ANNE", nir], true],
    [["FICTIVE", "ANNE"], ["SUPPOSEE", "ANNE"], false],
    [["FICTIVE", "ANNE", nir], ["SUPPOSEE", "ANNE"], false],
    [["Y", "ANNE"], ["O", "ANNE"], false],
  ] as const;
  for (const [was, is, expected] of pairs) {
    const world = smallWorld(t);
    const one = ([family, given, number = ""]: readonly [string, string, string?]) =>
      hire(family, { person: { family, given, born: "1990-04-01", nir: number } });
    const files = [[one(was), hire("TIERS", { siret: "99999999800018" })], [one(is)]] as const;
    for (const hires of files) {
      world.spool.drop("dpae.txt", writeDpaeFlat(hires));
      await takeOne(world);
    }
    const { stage, corrected } = await theDeposit(world, "D1");
    const led = corrected.flatMap((c) => c.declarations);
    assert.deepEqual([stage.is, led], ["rejected", expected ? ["D1.1"] : []], was.join(" "));
  }
});

test("the next refusal with the same code tells what was done the last time", async (t) => {
  const world = await refusedOnce(t);
  await sendAndAnswer(world, writeDpaeFlat([hire("FICTIVE")]), ["00"]);
  await sendAndAnswer(world, writeDpaeFlat([hire("ENCORE")]), ["12"]);
  const { memory } = await forPeople(world, await theDeposit(world, "D3"));
  assert.deepEqual(
    memory?.map((m) => [m.code, m.deposit, m.times, m.correctedBy, m.ended]),
    [["12", "D1", 1, "D2", "enregistre"]],
  );
});
