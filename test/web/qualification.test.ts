/** The qualification on the page: where everybody stands, step by step, and what people say of steps that no mail tells. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { hiddenOf, smallPage } from "../support/page.ts";
import { put, shippedPaths } from "../support/register.ts";
import { employerSiret } from "../support/register-firm.ts";
import { arMail, dpae, dpaeAr, siret } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { receiveOne, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

const ruled =
  "[adresse a]\nenvironnement=test\na=essais@organisme.test\n[adresse b]\nenvironnement=reel\na=accept@organisme.test\n[tout]\nsujet=DUE\nprofil=Microsoft Outlook\n";

const organism =
  "organismes code=CIRSO nom=Cirso_d'essai famille=urssaf identifiants=999 parcours=cirso";
const employer = `employeurs siret=${siret} raison_sociale=Société_Fictive`;
const pair = `/qualification/CIRSO/${siret}`;

const started = async (t: TestContext) => {
  const world = smallWorld(t, { mode: "essai", paths: shippedPaths() });
  world.spool.drop("mapibox.cfg", ruled);
  const small = smallDaemon(t, world);
  const page = await smallPage(t, small.daemon);
  const marie = await page.enter("Marie");
  const odile = await page.enter("Odile", "administrator");
  return { world, ...small, page, marie, odile };
};

test("the board says how far each employer is with each organism, what is next and what came", async (t) => {
  const world = smallWorld(t, { mode: "essai", paths: shippedPaths() });
  world.spool.drop("mapibox.cfg", ruled);
  await put(world, organism, employer);
  world.spool.drop("essai.txt", dpae("FICTIVE"));
  const held = await takeOne(world);
  assert.equal(held.stage.is === "held" ? held.stage.hold.because : "", "step-first");
  const small = smallDaemon(t, world);
  const page = await smallPage(t, small.daemon);
  const marie = await page.enter("Marie");
  assert.match((await marie.get("/qualification")).text, /CIRSO, Société Fictive/u);
  assert.match((await marie.get("/qualification")).text, /0\/6/u);
  assert.match((await marie.get(pair)).text, /Prévenir le service technique/u);
  const call = { step: "appel", on: "2026-11-03", reason: "M. Fictif" };
  assert.equal((await marie.upload(`${pair}/done`, call, [])).status, 303);
  const { text } = await marie.get(pair);
  assert.match(text, /3 novembre 2026<span class="small"> Marie/u);
  assert.match((await marie.get("/qualification")).text, /1\/6/u);
  await small.until("sent", async () => (await theDeposit(world, held.id)).messages.length > 0);
  await small.until("gone", async () => world.courier.dots() === 1);
  assert.match((await marie.get(pair)).text, new RegExp(`<a href="/deposits/${held.id}">`, "u"));
  const header = (await theDeposit(world, held.id)).messages[0]?.frozen.messageIdHeader ?? "";
  const file = dpaeAr(dpae("FICTIVE"), ["00"]);
  const { receipt } = await receiveOne(
    world,
    arMail({ references: header, file, name: "essai.txt" }),
  );
  const after = await marie.get(pair);
  assert.match(after.text, new RegExp(`<a href="/receipts/${receipt}">`, "u"));
  assert.match((await marie.get("/qualification")).text, /2\/6/u);
});

test("a step that only an acknowledgement passes cannot be ticked, and wrong days are told", async (t) => {
  const { world, marie, page } = await started(t);
  await put(world, organism, employer);
  const done = { step: "etape-4", on: "2026-11-03" };
  const refused = await marie.upload(`${pair}/done`, done, []);
  assert.deepEqual(
    [refused.status, /passe par un envoi et son accusé/u.test(refused.text)],
    [409, true],
  );
  const day = await marie.upload(`${pair}/done`, { step: "appel", on: "31/02/2026" }, []);
  assert.deepEqual([day.status, /pas un jour/u.test(day.text)], [400, true]);
  const paper = { field: "paper", name: "vide.pdf", bytes: "" };
  assert.equal(
    (await marie.upload(`${pair}/done`, { step: "appel", on: "2026-11-03" }, [paper])).status,
    400,
  );
  for (const path of ["/qualification/CIRSO/123", `/qualification/X/${siret}`, `${pair}/rien`])
    assert.equal((await marie.get(path)).status, 404, path);
  assert.equal((await page.stranger.get("/qualification")).status, 401);
});

test("an administrator dates the path and opens real before its end; a clerk does not", async (t) => {
  const { world, marie, odile } = await started(t);
  await put(world, organism.replace("parcours=cirso", "parcours=portail"), employer);
  assert.equal((await marie.post(`${pair}/plan`, { from: "2026-11-02" })).status, 403);
  assert.equal((await marie.post(`${pair}/override`, { reason: "x" })).status, 403);
  assert.equal((await odile.post(`${pair}/plan`, { from: "hier" })).status, 400);
  assert.equal((await odile.post(`${pair}/plan`, { from: "2026-11-02" })).status, 303);
  assert.match((await odile.get(pair)).text, /commencé le 2 novembre 2026/u);
  assert.equal((await odile.post(`${pair}/override`, { reason: "" })).status, 409);
  assert.equal((await odile.post(`${pair}/override`, { reason: "accord oral" })).status, 303);
  assert.match((await marie.get("/qualification")).text, /réel ouvert par Odile : accord oral/u);
  const report = await marie.get(`${pair}/report`);
  assert.match(report.text, /Compte rendu de basculement — CIRSO/u);
  const text = await marie.get(`${pair}/report?text`);
  assert.match(String(text.headers["content-disposition"]), /basculement-CIRSO\.txt/u);
  assert.ok(!hiddenOf((await marie.get(pair)).text, `${pair}/plan`)["token"]);
});

test("many employers come page after page, and one of them by a part of its name", async (t) => {
  const { world, marie } = await started(t);
  const rows = Array.from(
    { length: 60 },
    (_, n) => `employeurs siret=${employerSiret(n)} raison_sociale=Maçonnerie_${n + 100}`,
  );
  await put(world, organism, ...rows);
  const count = (text: string): number => text.split('href="/qualification/CIRSO/').length - 1;
  const first = await marie.get("/qualification");
  assert.equal(count(first.text), 50);
  assert.match(first.text, /page=1/u);
  assert.equal(count((await marie.get("/qualification?page=1")).text), 10);
  assert.equal(count((await marie.get("/qualification?q=maconnerie+123")).text), 1);
  assert.match((await marie.get("/qualification?q=personne")).text, /Aucun organisme/u);
});
