/** Étapes 4 → 5 → 6 → real against the embedded organism, as a person types it beside a running agent. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Deposit } from "../../src/domain/deposit.ts";
import { situation } from "../../src/domain/rollup.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { dpae, siret } from "../support/samples.ts";
import { waitUntil } from "../support/wait-until.ts";

/** The organism takes tests and real declarations at two addresses; both answer. */
const firm = async (t: TestContext, behaviour: string) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 50 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  const dossier = { quietSeconds: 0.2 };
  folder.settle({
    dossiers: { essai: { ...dossier, mode: "essai" }, reel: { ...dossier, mode: "reel" } },
  });
  const at = (name: string, file: string) => join(folder.folder, "spool", name, file);
  const write = (test: string, real: string): void => {
    for (const name of ["essai", "reel"])
      writeFileSync(
        at(name, "mapibox.cfg"),
        `[adresse t]\nenvironnement=test\na=${test}+essai@organisme.test\n[adresse r]\nenvironnement=reel\na=${real}@organisme.test\n[tout]\nprofil=Microsoft Outlook\nsujet=DUE\n`,
      );
  };
  for (const name of ["essai", "reel"]) mkdirSync(at(name, ""), { recursive: true });
  write(behaviour, behaviour);
  const type = async (...words: readonly string[]): Promise<string> => {
    const { code, out, err } = await facteur(...words, "--config", folder.settings);
    assert.equal(code, 0, `${words.join(" ")}: ${out}${err}`);
    return out;
  };
  const drop = async (
    name: string,
    person: string,
    until: (d: Deposit) => boolean,
  ): Promise<Deposit> => {
    writeFileSync(at(name, `${person}.txt`), dpae(person));
    return become(person, until);
  };
  const become = (person: string, until: (d: Deposit) => boolean): Promise<Deposit> =>
    waitUntil(`${person} to come so far`, async () => {
      const found = (await folder.deposits()).find((d) => d.claimed.name === `${person}.txt`);
      return found && until(found) ? found : undefined;
    });
  await type(
    "register",
    "add",
    "organismes",
    "code=CIRSO",
    "nom=Cirso",
    "famille=urssaf",
    "identifiants=999",
    `parcours=${behaviour === "accept" ? "cirso" : "portail"}`,
    "--reason",
    "essai",
  );
  await type(
    "register",
    "add",
    "employeurs",
    `siret=${siret}`,
    "raison_sociale=Fictive",
    "pilote=oui",
  );
  const behave = (word: string): void => write(word, "portal");
  const deliveries = (): number => organism.deliveries().length;
  return { folder, type, drop, become, behave, deliveries };
};

const heldFor =
  (because: string) =>
  (d: Deposit): boolean =>
    d.stage.is === "held" && d.stage.hold.because === because;
const registered = (d: Deposit): boolean => situation(d).is === "enregistre";

test("CIRSO: real mode is refused at each point before the definitive key, and goes by itself after it", async (t) => {
  const { folder, type, drop, become, deliveries } = await firm(t, "accept");
  const agent = await startAgent(t, folder.settings);
  const points: string[] = [];
  const refusedAt = async (point: string): Promise<void> => {
    await drop("reel", point, heldFor("not-qualified"));
    points.push(point);
  };
  const plan = await facteur("qualification", "plan", "02/11/2026", "--config", folder.settings);
  assert.equal(plan.code, 1);
  assert.match(plan.err, /cirso ne donne aucune durée/u);
  const empty = join(folder.folder, "vide.pdf");
  writeFileSync(empty, "");
  const proof = ["qualification", "done", "appel", "--file", empty, "--by", "Odile"];
  const nothing = await facteur(...proof, "--config", folder.settings);
  assert.deepEqual([nothing.code, nothing.err.includes("fichier vide")], [1, true]);
  await refusedAt("AVANT");
  const early = await drop("essai", "QUATRE", heldFor("step-first"));
  assert.match(
    await type("qualification"),
    /0\/6 {2}appel : Prévenir le service technique .* \(à faire\)/u,
  );
  await type("qualification", "done", "appel", "--by", "Odile", "--date", "03/11/2026");
  await become("QUATRE", registered);
  await refusedAt("QUATRE-FAITE");
  await drop("essai", "CINQ", registered);
  await refusedAt("CINQ-FAITE");
  await drop("essai", "SIX", heldFor("step-first"));
  await type("qualification", "done", "conventions", "--by", "Odile");
  await become("SIX", registered);
  await refusedAt("SIX-FAITE");
  const shown = await type("qualification", "show");
  assert.match(shown, /5\/6 {2}cle : Clé de cryptage définitive/u);
  assert.match(shown, new RegExp(`${early.id} le`, "u"));
  assert.match(shown, /envoyé en clair : le cryptage n'a pas été éprouvé/u);
  assert.match(shown, /│ appel .*│ 03\/11\/2026 Odile +│/u);
  assert.match(shown, /│ conventions +│/u, "no word is broken");
  await type("qualification", "done", "cle", "--by", "Odile");
  for (const point of points) await become(point, registered);
  await drop("reel", "APRES", registered);
  assert.match(await type("qualification"), /6\/6 {2}qualifié : le réel est ouvert/u);
  // Three tests and what was real: each left once.
  assert.equal(deliveries(), 3 + points.length + 1);
  await agent.stop();
  assert.match(await type("audit"), /Aucune violation/u);
});

test("portal: no real sending before the ARS that accepts, and a refused test is sent again", async (t) => {
  const { folder, type, drop, become, deliveries, behave } = await firm(t, "portal");
  const agent = await startAgent(t, folder.settings);
  await type("qualification", "plan", "2026-11-02", "--by", "Odile");
  await drop("reel", "AVANT", heldFor("not-qualified"));
  behave("portal-refuse");
  const refused = await drop("essai", "REFUSE", (d) => situation(d).is === "refuse");
  assert.deepEqual(
    refused.receipts.map((r) => r.level),
    [undefined, 1, 3],
    "ADS, an ACS of the portal that accepts, an ARS of the organism that refuses",
  );
  assert.match(
    await type("qualification"),
    /0\/1 {2}test : .*\(à renvoyer : refusé ou non parti\)/u,
  );
  await drop("reel", "REFUSE-ENCORE", heldFor("not-qualified"));
  behave("portal");
  await drop("essai", "ACCEPTE", registered);
  for (const point of ["AVANT", "REFUSE-ENCORE"]) await become(point, registered);
  const shown = await type("qualification", "show");
  assert.match(shown, /1\/1 {2}qualifié : le réel est ouvert/u);
  // Ten working days after one, then three hours, …: the chronology of seed 001 from Monday, 2 November.
  const json = JSON.parse(await type("qualification", "show", "--json"));
  assert.deepEqual(
    json[0].steps.map((s: { id: string; due: string; is: string }) => `${s.id} ${s.due} ${s.is}`),
    [
      "logiciel-version 2026-11-02 open",
      "portail 2026-11-17 open",
      "documents 2026-11-18 open",
      "entreprises 2026-11-18 open",
      "mandats 2026-11-18 open",
      "logiciel 2026-12-09 open",
      "test 2026-12-16 done",
      "reel 2026-12-21 done",
      "bilan 2026-12-22 open",
    ],
  );
  assert.equal(deliveries(), 4);
  await type("qualification", "done", "bilan", "--by", "Odile", "--date", "22/12/2026");
  const account = await type("qualification", "report", "--organism", "CIRSO");
  const html = await type("qualification", "report", "--organism", "CIRSO", "--format", "html");
  assert.match(html, /<h1>CIRSO Cirso<\/h1>/u);
  assert.match(html, /<div class="blank"><\/div>/u, "lines to complete it by hand");
  for (const line of [
    /^Compte rendu de basculement — CIRSO Cirso$/mu,
    /^ {2}bilan {13}à faire pour le 22\/12\/2026 {3}effectué 22\/12\/2026$/mu,
    /^Groupe pilote : 1 ; autres employeurs : 0\n {2}Fictive$/mu,
    /^Essais : 2 envoyés, 1 accepté, 1 refusé$/mu,
    /^Réel : 2 fichiers, 2 déclarations$/mu,
    /^ +2 enregistrées, 0 refusée, 0 sans réponse$/mu,
    new RegExp(`^Difficultés rencontrées\\n {2}${refused.id} : Refusé`, "mu"),
    /^ {2}Tout ce que le registre décrit est qualifié\.$/mu,
  ])
    assert.match(account, line);
  await agent.stop();
  assert.match(await type("audit"), /Aucune violation/u);
});
