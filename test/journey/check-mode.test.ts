/** The same file is judged by the dossier's mode and by the day: what is known besides its bytes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Mode } from "../../src/domain/mode.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { contentOf } from "../../src/journey/content.ts";
import { hire } from "../support/samples.ts";
import { smallWorld, takeOne } from "../support/small-world.ts";

test("a SIRET without its key warns in test mode and is rejected in real mode", async (t) => {
  const bytes = writeDpaeFlat([hire("FICTIVE", { siret: "99999999800018" })]);
  const stageIn = async (mode: Mode) => {
    const world = smallWorld(t, { mode });
    world.spool.drop("dpae.txt", bytes);
    return (await takeOne(world)).stage;
  };
  assert.equal((await stageIn("test")).is, "simulated");
  assert.deepEqual(await stageIn("reel"), { is: "rejected", codes: ["siret-invalide"] });
});

test("a hire of more than eight days ahead is rejected, one of yesterday leaves", async (t) => {
  const stageOf = async (hireDate: string) => {
    const world = smallWorld(t);
    world.spool.drop("dpae.txt", writeDpaeFlat([hire("FICTIVE", { hireDate })]));
    return (await takeOne(world)).stage;
  };
  // The clock of the small world says 5 November 2026.
  assert.deepEqual(await stageOf("2026-11-14"), { is: "rejected", codes: ["embauche-trop-tot"] });
  assert.equal((await stageOf("2026-11-13")).is, "frozen");
  assert.equal((await stageOf("2026-11-04")).is, "frozen");
});

test("what judged the file and where its acknowledgements go are kept with its content", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", writeDpaeFlat([hire("FICTIVE"), hire("AUTRE")]));
  const content = await contentOf(world, await takeOne(world));
  assert.equal(content.judgedBy?.name, "dpae-flat-100");
  assert.equal(content.judgedBy.official, false);
  assert.deepEqual(
    content.returns?.map(({ medium, address }) => [medium, address]),
    [["E", "paie@employeur.test"]],
  );
});
