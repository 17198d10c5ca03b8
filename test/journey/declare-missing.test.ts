/** A return that was never dropped and was declared on paper: it is expected no more, and its next period is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { AlarmWatch } from "../../src/daemon/alarm-watch.ts";
import { storedHashes } from "../../src/domain/removal/stored-hashes.ts";
import { declareMissing, type MissingOrder } from "../../src/journey/expected/declare-missing.ts";
import { expectedReturns } from "../../src/journey/expected.ts";
import { gatherPeriod } from "../../src/journey/period.ts";
import { habit, legal, organism } from "../support/habit.ts";
import { put } from "../support/register.ts";
import { siret } from "../support/samples.ts";
import { type SmallWorld, smallWorld } from "../support/small-world.ts";

const order = async (
  world: SmallWorld,
  more: Partial<MissingOrder> = {},
): Promise<MissingOrder> => ({
  employer: siret,
  organism,
  period: "2026-T4",
  means: "paper",
  proof: { sha256: await world.store.put(Buffer.from("bordereau")), size: 9 },
  by: "odile",
  reason: "le logiciel ne produit plus",
  ...more,
});

const expected = async (world: SmallWorld) =>
  (
    await expectedReturns(
      { ...world, register: { journal: world.journal, store: world.store, key: world.agent.key } },
      { now: world.clock.now() },
    )
  ).map((one) => `${one.organism} ${one.form} ${one.because}`);

test("it ends the alarm and what is expected, keeps its proof, and the habit goes on", async (t) => {
  const world = await habit(t);
  const watch = new AlarmWatch(world);
  const missing = async (): Promise<number> => {
    await watch.refresh();
    return watch.at(world.clock.now()).filter((a) => a.cause === "not-produced").length;
  };
  assert.deepEqual(await expected(world), [`${organism} 913 habit`]);
  assert.equal(await missing(), 1);
  const period = { year: 2026, quarter: 4, month: 0 };
  const gaps = async () => (await gatherPeriod(world, { period, now: 0 })).missing.length;
  assert.equal(await gaps(), 1);
  const asked = await order(world);
  assert.deepEqual(await declareMissing(world, asked), { is: "done", dossier: "cirso", organism });
  assert.deepEqual(await expected(world), []);
  assert.equal(await missing(), 0);
  assert.equal(await gaps(), 0);
  const [fact] = await world.journal.facts({ is: ["return-otherwise"] }, 10);
  assert.ok(fact);
  assert.deepEqual(storedHashes(fact), [asked.proof.sha256]);
  assert.ok(!JSON.stringify(fact).includes(siret), "the journal names nobody");
  assert.deepEqual(await declareMissing(world, asked), { is: "there" });
  await world.clock.advance(Date.UTC(2027, 3, 14, 9) - world.clock.now());
  assert.deepEqual(
    await expected(world),
    [`${organism} 913 habit`],
    "the next quarter is expected",
  );
  assert.equal(await missing(), 1);
});

test("an adhesion's return may be said so too, by the register's name of the organism", async (t) => {
  const world = smallWorld(t, { legal });
  await world.clock.advance(Date.UTC(2027, 0, 14, 9) - world.clock.now());
  await put(
    world,
    `organismes code=U nom=Urssaf famille=urssaf identifiants=${organism}`,
    `employeurs siret=${siret} raison_sociale=Fictive`,
    `adhesions siret=${siret} organisme=U accord=oui periodicite=trimestrielle`,
  );
  assert.equal((await expected(world)).length, 1);
  const said = await declareMissing(world, await order(world, { organism: "u" }));
  assert.deepEqual(said, { is: "done", dossier: "cirso", organism });
  assert.deepEqual(await expected(world), []);
});

test("what was dropped is said of its deposit; what nobody expects, and no period, are refused", async (t) => {
  const world = await habit(t);
  const say = async (more: Partial<MissingOrder>) =>
    declareMissing(world, await order(world, more));
  assert.deepEqual(await say({ period: "2026-T3" }), { is: "there", deposit: "D4" });
  assert.deepEqual(await say({ employer: "99999999100013" }), { is: "not-expected" });
  assert.deepEqual(await say({ organism: "117" }), { is: "not-expected" });
  assert.deepEqual(await say({ period: "hier" }), { is: "bad-period" });
  assert.deepEqual(await world.journal.facts({ is: ["return-otherwise"] }, 10), []);
});
