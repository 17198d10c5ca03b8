/** What the register's adhesions let expect: told until the return is dropped, by the calendar's hour, and for no employer who left. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import { lastEnded } from "../../src/domain/calendar/period.ts";
import { addDays, dayOf, paris } from "../../src/domain/calendar/zoned-time.ts";
import { keyedHash } from "../../src/foundation/bytes.ts";
import { gatherDay } from "../../src/journey/day.ts";
import { registerIn } from "../../src/journey/expected/adhesions.ts";
import { expectedReturns } from "../../src/journey/expected.ts";
import { gatherPeriod } from "../../src/journey/period.ts";
import { claimedFact } from "../contract/journal.contract.ts";
import { put } from "../support/register.ts";
import { employerSiret } from "../support/register-firm.ts";
import { edifact, siret } from "../support/samples.ts";
import { type SmallWorld, smallWorld, takeOne } from "../support/small-world.ts";

const organism = `organismes code=U nom=Urssaf famille=urssaf identifiants=99999999800027`;
const adhesion = (of: string, more = "") =>
  `adhesions siret=${of} organisme=U accord=oui periodicite=trimestrielle${more}`;
const employer = (of: string) => `employeurs siret=${of} raison_sociale=Fictive`;

const legalFrom = (now: number): LegalCalendar => ({
  name: "essai",
  source: "essai",
  mark: "exemple",
  family: "urssaf",
  hour: "12:00",
  dates: [
    { period: lastEnded(dayOf(now, paris), "trimestrielle"), due: addDays(dayOf(now, paris), 3) },
  ],
});

const worldOf = (t: Parameters<typeof smallWorld>[0]): SmallWorld => {
  const world = smallWorld(t);
  const dossier = { ...world.dossier, legal: [legalFrom(world.clock.now())] };
  return { ...world, dossier, dossiers: new Map([["cirso", dossier]]) };
};

const expected = (world: SmallWorld) =>
  expectedReturns(
    { ...world, register: { journal: world.journal, store: world.store, key: world.agent.key } },
    { now: world.clock.now() },
  );

test("an adhesion with a periodicity is expected by its calendar; without register, nothing is", async (t) => {
  const world = worldOf(t);
  assert.deepEqual(await expected(world), []);
  const other = employerSiret(1);
  await put(world, organism, employer(siret), employer(other), adhesion(siret), adhesion(other));
  const [one, ...more] = await expected(world);
  assert.equal(more.length, 0);
  assert.deepEqual([one?.because, one?.dossier, one?.clients], ["adhesion", "cirso", 2]);
  assert.ok(
    one?.deadline !== undefined && one.safeHour !== undefined && one.safeHour < one.deadline,
  );
  const day = dayOf(world.clock.now(), paris);
  const told = await gatherDay(
    { ...world, register: { journal: world.journal, store: world.store, key: world.agent.key } },
    { day, now: world.clock.now() },
  );
  assert.equal(told.expected?.length, 1);
});

test("an adhesion that ended, was not agreed, or has not begun expects nothing", async (t) => {
  const world = worldOf(t);
  await put(
    world,
    organism,
    ...[1, 2, 3].map((n) => employer(employerSiret(n))),
    adhesion(employerSiret(1), " resiliee=2020-01-01"),
    adhesion(employerSiret(2)).replace("accord=oui", "accord=non"),
    adhesion(employerSiret(3), " debut_tests=2099-01-01"),
  );
  assert.deepEqual(await expected(world), []);
});

test("what was dropped is expected no more", async (t) => {
  const base = worldOf(t);
  // The sample returns are of the last quarter of 2026: a year later they are those that ended last.
  await base.clock.advance(Date.UTC(2027, 0, 8, 9) - base.clock.now());
  const dossier = { ...base.dossier, legal: [legalFrom(base.clock.now())] };
  const world = { ...base, dossier, dossiers: new Map([["cirso", dossier]]) };
  await put(world, organism, employer(siret), adhesion(siret));
  assert.equal((await expected(world)).length, 1);
  world.spool.drop("ducs.edi", edifact(["REF1"]));
  await takeOne(world);
  assert.deepEqual(await expected(world), []);
});

/** One client's return of each of these quarters was dropped. */
const habitOf = async (world: SmallWorld, of: string, quarters: readonly string[]) => {
  for (const quarter of quarters)
    await world.journal.transact(async (t) => {
      const id = await t.nextDeposit();
      await t.append(claimedFact(id, { mode: "reel" }));
      await t.append({
        is: "recognised",
        deposit: id,
        format: "ducs-edifact",
        content: "0".repeat(64),
        keys: [`${of} ${quarter}`],
        family: "urssaf",
        series: [
          {
            dossier: "cirso",
            client: keyedHash(world.agent.key, `siret|${of}`).slice(0, 16),
            organism: "99999999800027",
            form: "913",
            period: quarter,
          },
        ],
      });
    });
};

test("an adhesion does not hide another employer's habit at the same organism, nor tells its own twice", async (t) => {
  const world = worldOf(t);
  const [habitual, both] = [employerSiret(1), employerSiret(2)];
  const quarters = ["202530", "202540", "202610", "202620"];
  await habitOf(world, habitual, quarters);
  await habitOf(world, both, quarters);
  await put(world, organism, employer(both), adhesion(both));
  const found = await expected(world);
  assert.deepEqual(
    found.map((one) => [one.because, one.clients]),
    [
      ["habit", 1],
      ["adhesion", 1],
    ],
  );
  const { missing } = await gatherPeriod(
    { ...world, register: registerIn(world) },
    { period: { year: 2026, quarter: 3, month: 0 }, now: world.clock.now() },
  );
  assert.deepEqual(
    missing.map((one) => [one.because, one.clients]),
    [
      ["habit", 1],
      ["adhesion", 1],
    ],
  );
});
