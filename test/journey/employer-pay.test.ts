/** The register says how an employer pays its wages, and the calendar that asks it gives the deadline. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import { parisIso } from "../../src/domain/paris-time.ts";
import { statementFor } from "../../src/journey/report/statement.ts";
import { put } from "../support/register.ts";
import { edifact, siret } from "../support/samples.ts";
import { smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

const calendar = (name: string, due: string, shifted?: boolean): LegalCalendar => ({
  name,
  source: "essai",
  mark: "exemple",
  family: "urssaf",
  hour: "12:00",
  ...(shifted === undefined ? {} : { shifted }),
  dates: [{ period: { year: 2026, quarter: 4, month: 0 }, due }],
});

const legal = [calendar("tous", "2027-01-15"), calendar("décalage", "2027-02-05", true)];

const deadline = async (t: Parameters<typeof smallWorld>[0], decalage?: "oui" | "non") => {
  const world = smallWorld(t, { legal });
  if (decalage !== undefined) {
    await put(world, `employeurs siret=${siret} raison_sociale=Fictive decalage_paie=${decalage}`);
  }
  world.spool.drop("ducs.edi", edifact(["REF1"]));
  await takeOne(world);
  const { recognised } = await theDeposit(world, "D1");
  return [recognised?.legal?.calendar, parisIso(recognised?.deadline ?? 0).slice(0, 10)];
};

test("an employer with décalage de paie has its own calendar; any other, and one nobody knows, that of all", async (t) => {
  assert.deepEqual(await deadline(t, "oui"), ["décalage", "2027-02-05"]);
  assert.deepEqual(await deadline(t, "non"), ["tous", "2027-01-15"]);
  assert.deepEqual(await deadline(t), ["tous", "2027-01-15"]);
});

test("the client's statement says the due date, the last day to pay and the calendar of its own employer", async (t) => {
  const world = smallWorld(t, { legal });
  world.spool.drop("ducs.edi", edifact(["REF1"]));
  const deposit = await takeOne(world);
  // What a command beside the agent has, who may not read its key.
  const { store, journal, dossiers } = world;
  const stated = async () => {
    const made = await statementFor({ store, journal, dossiers }, { deposit, at: 0 });
    const [one] = made?.content.returns ?? [];
    return [one?.calendar, parisIso(one?.due ?? 0).slice(0, 16), one?.payBy];
  };
  assert.deepEqual(await stated(), ["tous", "2027-01-15T12:00", "2027-01-15"]);
  await put(world, `employeurs siret=${siret} raison_sociale=Fictive decalage_paie=oui`);
  assert.deepEqual(await stated(), ["décalage", "2027-02-05T12:00", "2027-02-05"]);
  await put(
    world,
    "organismes code=U nom=Urssaf famille=urssaf identifiants=99999999800027 heure_limite=24:00",
  );
  assert.deepEqual(await stated(), ["décalage", "2027-02-06T00:00", "2027-02-05"]);
});
