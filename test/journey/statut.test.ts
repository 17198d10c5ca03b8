/** `<name>.statut` after a file was dropped twice: the payroll program reads the last drop, and must learn of the first. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { reporter } from "../../src/adapters/reports/reporter.ts";
import { toldFrom } from "../../src/adapters/reports/told.ts";
import { report } from "../../src/journey/report.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import { receiveOne, sendOne, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

test("a duplicate's status counts what became of the file it repeats, and follows it", async (t) => {
  const world = smallWorld(t);
  const notes = new Map<string, string>();
  const told = toldFrom({ organisms: [], reports: {} }, "0.1.0");
  const writer = {
    write: async () => undefined,
    remove: async () => undefined,
    stands: async () => undefined,
  };
  const spool = {
    ...world.spool,
    note: async (name: string, content: string) => {
      notes.set(name, content);
    },
  };
  const noting = { ...world, dossiers: new Map([["cirso", { ...world.dossier, spool }]]) };
  const told1 = async (id: "D1" | "D2") => {
    await report(noting, reporter({ writerOf: () => writer, told }), await theDeposit(world, id));
    return Object.fromEntries(
      (notes.get("dpae.txt") ?? "")
        .split("\r\n")
        .map((line) => line.split("=") as [string, string]),
    );
  };
  const file = dpae("FICTIVE", "IMAGINAIRE");
  world.spool.drop("dpae.txt", file);
  const first = await takeOne(world);
  await sendOne(world, first.id);
  world.spool.drop("dpae.txt", file);
  assert.equal((await takeOne(world)).stage.is, "duplicate");
  const before = await told1("D2");
  assert.deepEqual(
    [before["etat"], before["etat_origine"], before["declarations"], before["en_attente"]],
    ["doublon", "remis", "2", "2"],
  );
  const references = first.messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(world, arMail({ references, file: dpaeAr(file, ["00", "00"]) }));
  // The duplicate has no new fact: its status follows the deposit that it repeats.
  const after = await told1("D1");
  assert.deepEqual(
    [after["etat"], after["depot"], after["doublon_de"], after["etat_origine"]],
    ["doublon", "D2", "D1", "enregistre"],
  );
  assert.deepEqual([after["enregistrees"], after["en_attente"]], ["2", "0"]);
  assert.match(after["texte"] ?? "", /Les 2 declarations sont enregistrees/u);
});
