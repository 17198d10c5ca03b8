/** The day's report of the firm tells what adhesions bring about; no other page, and no other day, does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gatherDay } from "../../src/journey/day.ts";
import { put } from "../support/register.ts";
import { employerSiret } from "../support/register-firm.ts";
import { smallWorld } from "../support/small-world.ts";

test("tests that begin within a week, ends of this month, and what was not used for a year", async (t) => {
  const world = smallWorld(t);
  // The small world begins on 5 November 2026.
  const adhesion = (n: number, more: string) =>
    `adhesions siret=${employerSiret(n)} organisme=U accord=oui ${more}`;
  await put(
    world,
    "organismes code=U nom=Urssaf famille=urssaf identifiants=117",
    ...[1, 2, 3, 4, 5, 6, 7].map(
      (n) => `employeurs siret=${employerSiret(n)} raison_sociale=Fictive_${n}`,
    ),
    adhesion(1, "debut_tests=2026-11-10"),
    adhesion(2, "debut_tests=2026-11-20"),
    adhesion(3, "resiliee=2026-11-01"),
    adhesion(4, "resiliee=2026-01-01"),
    adhesion(5, "accord_le=2024-02-01"),
    adhesion(6, "accord_le=2025-02-01 utilisee_le=2025-06-01"),
    adhesion(7, "accord_le=2024-02-01 utilisee_le=2026-06-01"),
  );
  const register = { journal: world.journal, store: world.store, key: world.agent.key };
  const now = world.clock.now();
  const told = (more: { readonly day?: string; readonly dossier?: string }) =>
    gatherDay({ ...world, register }, { day: "2026-11-05", now, ...more });
  const news = (await told({})).adhesions ?? [];
  assert.deepEqual(
    news.map((one) => [one.is, one.employer, one.on]),
    [
      ["tests-begin", "Fictive 1", "2026-11-10"],
      ["ended", "Fictive 3", "2026-11-01"],
      ["unused", "Fictive 5", undefined],
      ["unused-soon", "Fictive 6", "2025-06-01"],
    ],
  );
  assert.equal((await told({ dossier: "cirso" })).adhesions, undefined);
  assert.equal((await told({ day: "2026-11-04" })).adhesions, undefined);
  const alone = await gatherDay(world, { day: "2026-11-05", now });
  assert.equal(alone.adhesions, undefined, "without a register, nothing of it");
});
