/** The board shows every pair that a deposit may be held for: what it does not show, nobody could tick off. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import { type BoardFilter, board } from "../../src/journey/qualification/board.ts";
import { standing } from "../../src/journey/register.ts";
import { put, shippedPaths } from "../support/register.ts";
import { employerSiret } from "../support/register-firm.ts";
import { smallWorld } from "../support/small-world.ts";

test("an employer tied elsewhere is shown with an organism that no row ties anybody to", async (t) => {
  const world = smallWorld(t);
  const [a, b, c] = [1, 2, 3].map(employerSiret);
  await put(
    world,
    "organismes code=U nom=Urssaf famille=urssaf",
    "organismes code=I nom=Caisse famille=irc parcours=ducs",
    "organismes code=C nom=Cirso famille=urssaf parcours=cirso",
    ...[a, b, c].map((siret) => `employeurs siret=${siret} raison_sociale=Fictive`),
    `adhesions siret=${a} organisme=U accord=oui`,
    `numeros siret=${b} organisme=I numero=1`,
  );
  const entries = await standing(world);
  const shown = async (filter: BoardFilter = {}): Promise<readonly string[]> => {
    const { journal, agent, clock } = world;
    const about = { journal, key: agent.key, paths: shippedPaths(), entries };
    const rows = await board({ ...about, now: clock.now(), calendar: frenchCalendar }, filter);
    return rows.map((r) => `${[a, b, c].indexOf(r.siret)} ${r.organism.code}`);
  };
  assert.deepEqual((await shown()).toSorted(), ["0 C", "1 C", "1 I", "2 C", "2 I"]);
  assert.deepEqual(await shown({ siret: a ?? "", organism: "I" }), ["0 I"], "whoever names both");
  assert.deepEqual(await shown({ organism: "I" }).then((rows) => rows.toSorted()), ["1 I", "2 I"]);
});
