/** The register before a deposit leaves: mandates, adhesions, and paths whose steps are one sending and one AR each. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { advance, registerAgain } from "../../src/daemon/advance.ts";
import type { Deposit } from "../../src/domain/deposit.ts";
import type { Mode } from "../../src/domain/mode.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { giveQualification, qualifyingOf, standNow } from "../../src/journey/qualification.ts";
import { put, removeRows, shippedPaths } from "../support/register.ts";
import { firmSiret } from "../support/register-firm.ts";
import { arMail, dpae, dpaeAr, edifact, siret } from "../support/samples.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeAll,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const ruled =
  "[adresse a]\nenvironnement=test\na=essais@organisme.test\n[adresse b]\nenvironnement=reel\na=accept@organisme.test\n[tout]\nsujet=DUE\nprofil=Microsoft Outlook\n";

const worldOf = (t: TestContext): SmallWorld => {
  const world = smallWorld(t, { mode: "essai", paths: shippedPaths() });
  world.spool.drop("mapibox.cfg", ruled);
  return world;
};

/** The same world with the dossier in another mode, as after a restart. */
const inMode = (world: SmallWorld, mode: Mode): SmallWorld => {
  const dossier = { ...world.dossier, mode };
  return { ...world, dossier, dossiers: new Map([[dossier.name, dossier]]) };
};

const dropped = async (
  world: SmallWorld,
  person: string,
  bytes: Uint8Array = dpae(person),
): Promise<Deposit> => {
  world.spool.drop(`${person}.txt`, bytes);
  return takeOne(world);
};

const heldFor = (deposit: Deposit): string =>
  deposit.stage.is === "held" ? deposit.stage.hold.because : deposit.stage.is;

/** It goes, and its AR comes back. */
const answered = async (world: SmallWorld, deposit: Deposit, code = "00"): Promise<void> => {
  assert.equal(await sendOne(world, deposit.id), "accepted");
  const { recognised, claimed } = await theDeposit(world, deposit.id);
  assert.ok(recognised);
  const bytes = await world.store.get(claimed.sha256);
  const header = (await theDeposit(world, deposit.id)).messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(
    world,
    arMail({ references: header, file: dpaeAr(bytes, [code]), name: claimed.name }),
  );
};

const cirso =
  "organismes code=CIRSO nom=Cirso_d'essai famille=urssaf identifiants=999 parcours=cirso";

const pathOf = (world: SmallWorld, path: string, declarant = siret, software = "") => {
  const organism = { code: "CIRSO", name: "", family: "urssaf", path, needsAdhesion: false };
  const found = qualifyingOf({
    key: world.agent.key,
    paths: world.paths,
    organism,
    declarant: { siret: declarant, software },
  });
  return found ?? assert.fail("no such path");
};

const done = async (world: SmallWorld, step: string, path = "cirso"): Promise<void> => {
  const { declarant, scope } = pathOf(world, path);
  const order = { declarant, scope, path, order: "done", step, on: "2026-11-21" } as const;
  const answer = await giveQualification(world, { ...order, by: "odile", reason: "" });
  assert.deepEqual(answer, { is: "done" });
};

test("with no register at all, everything else works as before", async (t) => {
  const world = worldOf(t);
  assert.equal(heldFor(await dropped(world, "ESSAI")), "frozen");
  assert.equal(heldFor(await dropped(inMode(world, "reel"), "REEL")), "frozen");
  const facts = await world.journal.facts({ agent: true }, 100);
  assert.deepEqual(
    facts.filter((f) => f.is.startsWith("qualification")),
    [],
  );
});

test("a register that says nothing of a declaration's organism asks nothing", async (t) => {
  const world = worldOf(t);
  await put(world, "organismes code=AUTRE nom=Autre famille=irc identifiants=111 parcours=cirso");
  assert.equal(heldFor(await dropped(inMode(world, "reel"), "REEL")), "frozen");
});

test("CIRSO: the call, étapes 4, 5 and 6 with one sending and one AR each, agreements before the key, then real", async (t) => {
  const world = worldOf(t);
  const real = inMode(world, "reel");
  await put(world, cirso);
  const isRefused = async (point: string) =>
    assert.equal(heldFor(await dropped(real, point)), "not-qualified", point);
  await isRefused("AVANT");

  const four = await dropped(world, "QUATRE");
  assert.equal(heldFor(four), "step-first");
  await done(world, "appel");
  await isRefused("APPEL");
  assert.equal(await registerAgain(world, await theDeposit(world, four.id)), true);
  assert.equal(heldFor(await theDeposit(world, four.id)), "frozen");
  await isRefused("ENVOYEE");

  const early = await dropped(world, "TROPTOT");
  assert.equal(heldFor(early), "step-awaits-ar");
  assert.equal(await giveOrder(world, releaseOf(early)).then((a) => a.is), "allowed");
  await advance(world, early.id);
  assert.equal(heldFor(await theDeposit(world, early.id)), "step-awaits-ar", "its AR has not come");
  await answered(world, four);
  await isRefused("QUATRE-FAITE");
  await giveOrder(world, releaseOf(early));
  await advance(world, early.id);
  assert.equal(heldFor(await theDeposit(world, early.id)), "frozen", "it is étape 5 now");
  await answered(world, early);
  await isRefused("CINQ-FAITE");

  const six = await dropped(world, "SIX");
  assert.equal(heldFor(six), "step-first", "the agreements come before the definitive key");
  await done(world, "conventions");
  assert.equal(await registerAgain(world, await theDeposit(world, six.id)), true);
  await isRefused("SIX-ENVOYEE");
  await answered(world, six);
  await isRefused("SIX-FAITE");
  await done(world, "cle");
  assert.equal(heldFor(await dropped(real, "REEL")), "frozen");
  const waiting = (await world.journal.find({ by: "held" }, 99)).map((d) => d.id);
  assert.ok(waiting.length >= 7);
  for (const id of waiting)
    assert.equal(await registerAgain(real, await theDeposit(real, id)), true);
  const stand = await standNow(world.journal, pathOf(world, "cirso"));
  assert.deepEqual(
    stand.steps.map((s) => `${s.step.id} ${s.is} ${s.sendings.map((d) => d.id).join()}`),
    [
      "appel done ",
      `etape-4 done ${four.id}`,
      `etape-5 done ${early.id}`,
      "conventions done ",
      `etape-6 done ${six.id}`,
      "cle done ",
    ],
  );
  assert.equal(stand.steps[1]?.inClear, true, "étape 4 tests the encryption");
});

const releaseOf = (deposit: Deposit, more: object = {}) =>
  ({
    deposit: deposit.id,
    order: "release",
    by: "odile",
    reason: "le chef",
    dossiers: new Map(),
    ...more,
  }) as const;

test("a refused step is sent again, one to be read waits for a person, one that never left is no sending", async (t) => {
  const world = worldOf(t);
  await put(world, cirso);
  await done(world, "appel");
  const first = await dropped(world, "REFUSEE");
  await answered(world, first, "42");
  assert.equal((await theDeposit(world, first.id)).declarations[0]?.is, "refused");
  const again = await dropped(world, "CORRIGEE");
  assert.equal(heldFor(again), "frozen");
  await answered(world, again, "98");
  assert.equal((await theDeposit(world, again.id)).declarations[0]?.is, "to-read");
  assert.equal(heldFor(await dropped(world, "ENSUITE")), "step-awaits-ar");
  const cancelled = worldOf(t);
  await put(cancelled, cirso);
  await done(cancelled, "appel");
  const second = await dropped(cancelled, "ANNULEE");
  await giveOrder(
    { ...cancelled, dossiers: new Map() },
    { deposit: second.id, order: "cancel", by: "odile", reason: "erreur" },
  );
  assert.equal(heldFor(await dropped(cancelled, "REPRISE")), "frozen");
});

test("étape 5 may send étape 4's file again, once it is answered", async (t) => {
  const world = worldOf(t);
  await put(world, cirso);
  await done(world, "appel");
  const bytes = dpae("MEME");
  const four = await dropped(world, "quatre", bytes);
  assert.equal(heldFor(await dropped(world, "double", bytes)), "duplicate");
  await answered(world, four);
  const five = await dropped(world, "cinq", bytes);
  assert.equal(heldFor(five), "frozen");
  const stand = await standNow(world.journal, pathOf(world, "cirso"));
  assert.deepEqual(
    stand.next?.sendings.map((d) => d.id),
    [five.id],
  );
});

test("two files that were judged side by side are one sending of the step, and one that waits", async (t) => {
  const world = worldOf(t);
  await put(world, cirso);
  await done(world, "appel");
  world.spool.drop("un.txt", dpae("UN"));
  world.spool.drop("deux.txt", dpae("DEUX"));
  const ids = await takeAll(world);
  await Promise.all(ids.map((id) => advance(world, id)));
  const stages = await Promise.all(ids.map(async (id) => heldFor(await theDeposit(world, id))));
  assert.deepEqual(stages.toSorted(), ["frozen", "step-awaits-ar"]);
});

test("real goes before the path is complete only with a person's reason, for one deposit or for all", async (t) => {
  const world = inMode(worldOf(t), "reel");
  await put(world, cirso);
  const one = await dropped(world, "UN");
  const orders = { ...world, dossiers: new Map() };
  const plainly = await giveOrder(orders, releaseOf(one));
  assert.deepEqual(plainly, { is: "refused", because: "override-needed" });
  const nameless = await giveOrder(orders, releaseOf(one, { override: true, reason: "" }));
  assert.deepEqual(nameless, { is: "refused", because: "reason-needed" });
  await giveOrder(orders, releaseOf(one, { override: true }));
  await advance(world, one.id);
  assert.equal(heldFor(await theDeposit(world, one.id)), "frozen");
  const two = await dropped(world, "DEUX");
  assert.equal(heldFor(two), "not-qualified");
  const { declarant, scope } = pathOf(world, "cirso");
  const over = { declarant, scope, order: "override", by: "odile" } as const;
  assert.deepEqual(await giveQualification(world, { ...over, reason: "" }), {
    is: "refused",
    because: "reason-needed",
  });
  await giveQualification(world, { ...over, reason: "accord écrit du 3" });
  assert.equal(await registerAgain(world, await theDeposit(world, two.id)), true);
});

test("a step that a mail passes is not said by a person, and no attestation replaces a path without one", async (t) => {
  const world = worldOf(t);
  const { declarant, scope } = pathOf(world, "cirso");
  const say = (step: string) =>
    giveQualification(world, {
      declarant,
      scope,
      path: "cirso",
      order: "done",
      step,
      on: "2026-11-21",
      by: "odile",
      reason: "",
    });
  assert.deepEqual(await say("etape-4"), { is: "refused", because: "by-mail" });
  assert.deepEqual(await say("etape-7"), { is: "refused", because: "unknown-step" });
  assert.deepEqual(await say("attestation"), { is: "refused", because: "no-attestation" });
});

const urssaf = (n: number) =>
  `organismes code=U${n} nom=Urssaf famille=urssaf siret=99999999800027 parcours=ducs`;

test("DUCS: the declarant's attestation dispenses, for the whole family, until the program changes; a relay is nobody", async (t) => {
  const world = inMode(worldOf(t), "reel");
  const firm = (software: string) =>
    `roles siret=${siret} role=tiers-redacteur par_siret=${firmSiret} par_nom=Cabinet logiciel=${software}`;
  const relay = `roles siret=${siret} role=relais par_siret=${firmSiret} par_nom=Relais`;
  await put(world, urssaf(1), `employeurs siret=${siret} raison_sociale=Fictive`, relay);
  await put(
    world,
    `mandats siret=${siret} mandataire=${firmSiret} signe_le=2026-01-02`,
    firm("Paie_7"),
  );
  const first = await dropped(world, "UN", edifact(["REF1"]));
  assert.equal(heldFor(first), "not-qualified");
  const { declarant, scope, software } = pathOf(world, "ducs", firmSiret, "Paie 7");
  assert.equal(scope, "ducs|famille:urssaf");
  const attest = (of: string) =>
    giveQualification(world, {
      declarant: of,
      scope,
      path: "ducs",
      order: "done",
      step: "attestation",
      on: "2026-11-02",
      by: "odile",
      reason: "attestation reçue",
      ...(software ? { software } : {}),
    });
  await attest(pathOf(world, "ducs", siret).declarant);
  assert.equal(await registerAgain(world, first), false, "the employer is not its declarant");
  await attest(declarant);
  assert.equal(await registerAgain(world, first), true);
  await put(world, firm("Paie_8"));
  assert.equal(heldFor(await dropped(world, "DEUX", edifact(["REF2"]))), "not-qualified");
  await put(world, firm("PAIE_7"));
  assert.equal(heldFor(await dropped(world, "TROIS", edifact(["REF3"]))), "frozen");
});

test("a client whose mandate is missing, over or unsigned waits for it; nobody else does", async (t) => {
  const world = inMode(worldOf(t), "reel");
  const mandate = `mandats siret=${siret} mandataire=${firmSiret}`;
  await put(
    world,
    `employeurs siret=${siret} raison_sociale=Fictive`,
    `roles siret=${siret} role=tiers-redacteur par_siret=${firmSiret} par_nom=Cabinet`,
    `${mandate} signe_le=2020-01-01 fin=2021-01-01`,
  );
  const waiting = await dropped(world, "UN");
  assert.equal(heldFor(waiting), "mandate-missing");
  assert.equal(
    heldFor(await dropped(inMode(world, "essai"), "ESSAI")),
    "frozen",
    "a test needs none",
  );
  await put(world, `${mandate} signe_le=2020-01-01`);
  assert.equal(await registerAgain(world, waiting), true);
  await removeRows(world, mandate);
  const again = await dropped(world, "DEUX");
  assert.equal(heldFor(again), "mandate-missing");
  await giveOrder({ ...world, dossiers: new Map() }, releaseOf(again));
  await advance(world, again.id);
  assert.equal(heldFor(await theDeposit(world, again.id)), "frozen", "a person answered for it");
});

test("an adhesion that ended, was refused or is missing where one is needed holds what is real", async (t) => {
  const world = inMode(worldOf(t), "reel");
  const organism = "organismes code=CIRSO nom=Cirso famille=urssaf identifiants=999";
  const adhesion = `adhesions siret=${siret} organisme=CIRSO`;
  const details = async (person: string): Promise<string> => {
    const { stage } = await dropped(world, person);
    return stage.is === "held" ? `${stage.hold.because} ${stage.hold.details.join()}` : stage.is;
  };
  await put(world, organism, `employeurs siret=${siret} raison_sociale=Fictive`);
  assert.equal(await details("LIBRE"), "frozen");
  await put(world, `${organism} adhesion=oui`);
  assert.match(await details("SANS"), /^adhesion-missing CIRSO : aucune adhésion/u);
  await put(world, `${adhesion} accord=non`);
  assert.match(await details("REFUS"), /accord/u);
  await put(world, `${adhesion} accord=oui resiliee=2026-01-01`);
  assert.match(await details("FINIE"), /résiliée/u);
  await put(world, `${adhesion} accord=oui resiliee=2099-01-01`);
  assert.equal(await details("JUSTE"), "frozen");
});
