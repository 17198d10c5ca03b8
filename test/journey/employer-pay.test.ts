/** The register says how an employer pays its wages, and the calendar that asks it gives the deadline. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { AlarmWatch } from "../../src/daemon/alarm-watch.ts";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import { parisIso } from "../../src/domain/paris-time.ts";
import { registerIn } from "../../src/journey/expected/adhesions.ts";
import { expectedReturns } from "../../src/journey/expected.ts";
import { statementFor } from "../../src/journey/report/statement.ts";
import { fourQuarters } from "../support/habit.ts";
import { put } from "../support/register.ts";
import { employerSiret } from "../support/register-firm.ts";
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

test("what came every quarter is missed by its employer's own deadline: by the alarm, and by the list of today", async (t) => {
  // A calendar for some forms only is as good.
  const world = smallWorld(t, { legal: legal.map((one) => ({ ...one, forms: ["913"] })) });
  const other = employerSiret(1);
  await fourQuarters(world, siret, other);
  await world.clock.advance(Date.UTC(2027, 0, 14, 9) - world.clock.now());
  const watch = new AlarmWatch(world);
  const now = world.clock.now;
  const told = async (at = now()) => {
    await watch.refresh();
    return watch.at(at).flatMap((a) => (a.cause === "not-produced" ? [a.count] : []));
  };
  const today = async () =>
    (await expectedReturns({ ...world, register: registerIn(world) }, { now: now() })).map(
      (one) => [one.clients, parisIso(one.deadline ?? 0).slice(0, 10)],
    );
  assert.deepEqual(await told(), [2]);
  assert.deepEqual(await today(), [[2, "2027-01-15"]]);
  const row = (of: string, more: string) =>
    `employeurs siret=${of} raison_sociale=Fictive jour_paie=${more}`;
  await put(world, row(siret, "5 decalage_paie=oui"), row(other, "28 decalage_paie=non"));
  assert.deepEqual(await told(), [1], "the register counts as soon as it says it");
  assert.deepEqual(await today(), [[1, "2027-01-15"]]);
  // Three working days before its Friday: Tuesday morning, nine o'clock in Paris.
  assert.deepEqual(await told(Date.UTC(2027, 1, 2, 7, 59)), [1]);
  assert.deepEqual(await told(Date.UTC(2027, 1, 2, 8)), [2]);
  await world.clock.advance(Date.UTC(2027, 1, 2, 8) - now());
  assert.deepEqual(await today(), [
    [1, "2027-02-05"],
    [1, "2027-01-15"],
  ]);
  await put(world, row(other, "27 decalage_paie=oui"), row(siret, "5 decalage_paie=oui"));
  assert.deepEqual(await today(), [[2, "2027-02-05"]], "one line where the dates are one");
});
