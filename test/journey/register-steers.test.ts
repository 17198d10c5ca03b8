/** What the register says of organisms steers: last hour, opening, calendar, versions taken, addresses. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { advance, registerAgain } from "../../src/daemon/advance.ts";
import { AlarmWatch } from "../../src/daemon/alarm-watch.ts";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import type { Deposit } from "../../src/domain/deposit.ts";
import type { Finding } from "../../src/domain/finding.ts";
import type { Mode } from "../../src/domain/mode.ts";
import { parisIso } from "../../src/domain/paris-time.ts";
import { beyondFile } from "../../src/journey/check/beyond-file.ts";
import { examiner } from "../../src/journey/examine.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { withhold } from "../../src/journey/rule/since-frozen.ts";
import { rulesChanged } from "../../src/journey/rule.ts";
import { fourQuarters } from "../support/habit.ts";
import { put } from "../support/register.ts";
import { dpae, edifact, siret } from "../support/samples.ts";
import { rules, type SmallWorld, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

const calendar = (name: string, due: string): LegalCalendar => ({
  name,
  source: "essai",
  mark: "exemple",
  family: "urssaf",
  hour: "12:00",
  opensDaysBefore: 10,
  dates: [{ period: { year: 2026, quarter: 4, month: 0 }, due }],
});
const legal = [calendar("Urssaf d'essai", "2027-01-15"), calendar("Autre région", "2027-02-05")];
const organism = "organismes code=U nom=Urssaf famille=urssaf identifiants=99999999800027";

const timesOf = async (t: TestContext, more: string) => {
  const world = smallWorld(t, { legal });
  await put(world, `${organism}${more}`);
  world.spool.drop("ducs.edi", edifact(["REF1"]));
  const { recognised } = await takeOne(world);
  const iso = (at: number | undefined) => parisIso(at ?? 0).slice(0, 16);
  return [recognised?.legal?.calendar, iso(recognised?.deadline), iso(recognised?.legal?.opens)];
};

test("the deadline, the opening and the calendar of a return are those of its organism's row", async (t) => {
  const usual = ["Urssaf d'essai", "2027-01-15T12:00", "2027-01-05T00:00"];
  assert.deepEqual(await timesOf(t, ""), usual);
  assert.deepEqual(await timesOf(t, " heure_limite=24:00"), [
    "Urssaf d'essai",
    "2027-01-16T00:00",
    "2027-01-05T00:00",
  ]);
  assert.deepEqual(await timesOf(t, " ouverture_jours=3"), [
    "Urssaf d'essai",
    "2027-01-15T12:00",
    "2027-01-12T00:00",
  ]);
  assert.deepEqual(await timesOf(t, " calendrier=autre_region"), [
    "Autre région",
    "2027-02-05T12:00",
    "2027-01-26T00:00",
  ]);
  assert.deepEqual(await timesOf(t, " calendrier=Parti heure_limite=12:00"), usual);
});

test("another organism keeps what its family has", async (t) => {
  const other = organism.replace("code=U", "code=V").replace("99999999800027", "117");
  const world = smallWorld(t, { legal });
  await put(world, `${other.replace("nom=Urssaf", "nom=Ailleurs")} heure_limite=24:00`);
  world.spool.drop("ducs.edi", edifact(["REF1"]));
  const { recognised } = await takeOne(world);
  assert.equal(parisIso(recognised?.deadline ?? 0).slice(0, 16), "2027-01-15T12:00");
});

test("what came every quarter is missed by the organism's own hour, as soon as the register says it", async (t) => {
  const world = smallWorld(t, { legal });
  await fourQuarters(world, siret);
  const watch = new AlarmWatch(world);
  await watch.refresh();
  // Two working days before 15 January 2027, a Friday, at nine.
  const due = Date.UTC(2027, 0, 14, 9);
  const missing = () => watch.at(due).filter((a) => a.cause === "not-produced").length;
  assert.equal(missing(), 1);
  await put(world, `${organism} calendrier=Autre_région`);
  await watch.refresh();
  assert.equal(missing(), 0, "its date is three weeks later");
});

const findingsOf = async (world: SmallWorld, bytes: Uint8Array): Promise<readonly string[]> => {
  world.spool.drop(`f${bytes.length}.txt`, bytes);
  const { checked } = await takeOne(world);
  const found = JSON.parse(
    Buffer.from(await world.store.get(checked?.findings ?? "")).toString(),
  ) as readonly Finding[];
  return found.filter((f) => f.code.startsWith("version")).map((f) => `${f.code} ${f.expected}`);
};

test("a version that the organism takes no more, or never took, is told; by the agent and by validate alike", async (t) => {
  const world = smallWorld(t);
  const version = (more: string) => `versions organisme=U format=ducs ${more}`;
  await put(world, organism, version("version=INCONNUE"));
  const [unknown] = await findingsOf(world, edifact(["REF1"]));
  assert.match(unknown ?? "", /^version-inconnue INCONNUE \(registre/u);
  const stated = await statedVersion(world);
  await put(world, version(`version=${stated} jusque=2026-01-31`));
  const late = await findingsOf(world, edifact(["REF1", "REF2"]));
  assert.match(late.join(), /^version-perimee jusqu'au 2026-01-31 \(registre/u);
  const judging = { today: "2026-02-01", hour: "09:00", mode: "reel" as const };
  const past = { journal: world.journal, store: world.store, key: world.agent.key };
  const reader = examiner({ context: judging, formats: world.formats, keptMax: 5 });
  reader.push(edifact(["REF1"]));
  const same = await beyondFile(reader.end(), { known: world.known, judging, past });
  assert.ok(same.some((f) => f.code === "version-perimee"));
  await put(world, version(`version=${stated}`));
  assert.deepEqual(await findingsOf(world, edifact(["REF1", "REF2", "REF3"])), []);
});

const statedVersion = async (world: SmallWorld): Promise<string> => {
  const { recognised } = await theDeposit(world, "D1");
  const content = JSON.parse(
    Buffer.from(await world.store.get(recognised?.content ?? "")).toString(),
  ) as { readonly versions: readonly { readonly version: string }[] };
  return content.versions[0]?.version ?? assert.fail("no version");
};

const heldFor = ({ stage }: Deposit): string =>
  stage.is === "held" ? stage.hold.because : stage.is;

const plan =
  "[adresse a]\nenvironnement=test\na=essais@organisme.test\n[adresse b]\nenvironnement=reel\na=accept@organisme.test\n[tout]\nsujet=DUE\nprofil=Microsoft Outlook\n";
const dropped = (world: SmallWorld, mode: Mode, name: string): Promise<Deposit> => {
  const dossier = { ...world.dossier, mode };
  world.spool.drop(`${name}.txt`, dpae(name));
  return takeOne({ ...world, dossier, dossiers: new Map([[dossier.name, dossier]]) });
};
const taker = "organismes code=U nom=Urssaf famille=urssaf identifiants=999";
const addressed = (environment: string, to: string, format = "dpae") =>
  `adresses organisme=U format=${format} environnement=${environment} adresse=${to}`;

test("a real deposit whose address is not the register's waits, and goes when either is corrected", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("mapibox.cfg", plan);
  await put(world, taker, addressed("reel", "autre@organisme.test"));
  const one = await dropped(world, "reel", "UN");
  assert.equal(heldFor(one), "address-differs");
  assert.deepEqual(one.stage.is === "held" && one.stage.hold.details, [
    "U : accept@organisme.test, au registre autre@organisme.test",
  ]);
  assert.equal(await registerAgain(world, one), false);
  const two = await dropped(world, "reel", "DEUX");
  assert.equal(await rulesChanged(world, two), false);
  world.spool.drop("mapibox.cfg", plan.replace("accept@", "autre@"));
  assert.equal(await rulesChanged(world, two), true, "the plan was corrected");
  world.spool.drop("mapibox.cfg", plan);
  await put(world, addressed("reel", "Accept@Organisme.test", "dpae-flat"));
  assert.equal(await registerAgain(world, one), true, "the row of the very format counts");
  assert.equal(heldFor(await theDeposit(world, one.id)), "frozen");
});

test("an address that the register knows for tests only takes nothing real, until a person answers for it", async (t) => {
  const world = smallWorld(t, { mode: "reel" });
  world.spool.drop("mapibox.cfg", rules());
  await put(world, taker.replace("999", "117"), addressed("test", "accept@organisme.test"));
  const one = await dropped(world, "reel", "UN");
  assert.equal(heldFor(one), "address-differs");
  const release = { deposit: one.id, order: "release", by: "odile", reason: "vérifié" } as const;
  await giveOrder({ ...world, dossiers: new Map() }, release);
  await advance(world, one.id);
  assert.equal(heldFor(await theDeposit(world, one.id)), "frozen");
});

test("the register opens no address to a test, and closes those it calls real, whoever releases it", async (t) => {
  const world = smallWorld(t, { mode: "essai" });
  world.spool.drop("mapibox.cfg", plan);
  await put(world, taker, addressed("test", "ailleurs@organisme.test"));
  const other = await dropped(world, "essai", "UN");
  assert.equal(heldFor(other), "address-differs");
  await put(world, addressed("test", "essais@organisme.test"));
  assert.equal(await registerAgain(world, other), true);
  await put(
    world,
    taker.replace("code=U", "code=V").replace("999", "117"),
    addressed("reel", "essais@organisme.test").replace("organisme=U", "organisme=V"),
    addressed("test", "ailleurs@organisme.test"),
  );
  const waits = await theDeposit(world, other.id);
  const [message] = waits.messages;
  assert.ok(message);
  const release = { order: "release", by: "odile", reason: "si" } as const;
  for (const time of ["first", "released"]) {
    assert.equal(await withhold(world, await theDeposit(world, other.id), message), true, time);
    assert.match(
      (await theDeposit(world, other.id)).heldBy?.reason ?? "",
      /au registre ailleurs@/u,
    );
    await giveOrder({ ...world, dossiers: new Map() }, { ...release, deposit: other.id });
  }
  const world2 = smallWorld(t, { mode: "essai" });
  world2.spool.drop("mapibox.cfg", plan);
  await put(world2, taker, addressed("reel", "essais@organisme.test"));
  const real = await dropped(world2, "essai", "DEUX");
  assert.equal(heldFor(real), "address-differs");
  await giveOrder({ ...world2, dossiers: new Map() }, { ...release, deposit: real.id });
  const dossier = { ...world2.dossier, mode: "essai" as const };
  await advance({ ...world2, dossiers: new Map([[dossier.name, dossier]]) }, real.id);
  assert.equal(heldFor(await theDeposit(world2, real.id)), "address-differs");
  // A plan without a test address stays behind the rules' own wall: the register's row opens nothing.
  const world3 = smallWorld(t, { mode: "essai" });
  world3.spool.drop("mapibox.cfg", rules());
  await put(world3, taker, addressed("test", "essais@organisme.test"));
  assert.equal(heldFor(await dropped(world3, "essai", "TROIS")), "essai-wall");
});

test("a path that is described no more holds what is real, but with --override", async (t) => {
  const world = smallWorld(t, { mode: "reel" });
  world.spool.drop("mapibox.cfg", rules());
  await put(world, `${taker} parcours=parti`);
  const one = await dropped(world, "reel", "UN");
  assert.equal(heldFor(one), "not-qualified");
  const order = { deposit: one.id, order: "release", by: "odile", reason: "connu" } as const;
  await giveOrder({ ...world, dossiers: new Map() }, { ...order, override: true });
  await advance(world, one.id);
  assert.equal(heldFor(await theDeposit(world, one.id)), "frozen");
});
