/** Receipts that wait for a person: who may be meant and why, and answers under the session's name. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { situation } from "../../src/domain/rollup.ts";
import { smallPage } from "../support/page.ts";
import { pageScene } from "../support/page-scene.ts";
import { arMail, dpaeAr } from "../support/samples.ts";
import { receiveOne } from "../support/small-world.ts";

const started = async (t: TestContext) => {
  const scene = await pageScene(t);
  const page = await smallPage(t, scene.daemon);
  return { scene, page, marie: await page.enter("Marie Exemple") };
};

test("what nobody can tell apart is listed with its candidates and points, and opened with its mail", async (t) => {
  const { scene, marie } = await started(t);
  const list = await marie.get("/receipts");
  assert.match(list.text, /De quel dépôt parlent-ils/u);
  assert.match(list.text, new RegExp(`/receipts/${scene.toAssign}"`, "u"));
  const { text } = await marie.get(`/receipts/${scene.toAssign}`);
  assert.match(text, new RegExp(`<strong>${scene.ids.uncertain}</strong></a> .*12 points`, "u"));
  assert.match(text, /mêmes déclarations, même expéditeur, même objet/u);
  assert.match(text, /votre fichier est traité/u);
  assert.match(text, /retour\.dat/u);
});

test("a receipt is assigned under the session's name, once", async (t) => {
  const { scene, marie } = await started(t);
  const order = { is: "assign", deposit: scene.ids.uncertain.toLowerCase(), reason: "vu" };
  const path = `/receipts/${scene.toAssign}/orders`;
  assert.equal((await marie.post(path, order)).status, 303);
  const deposit = await scene.world.journal.deposit(scene.ids.uncertain);
  const match = deposit?.receipts.find((r) => r.receipt === scene.toAssign);
  assert.deepEqual([match?.person?.by, match?.person?.reason], ["Marie Exemple", "vu"]);
  assert.match((await marie.get("/receipts")).text, /Aucun accusé n’attend d’être rattaché/u);
  const again = await marie.post(path, order);
  assert.equal(again.status, 409);
  assert.match(again.text, /role="alert"/u);
});

test("a receipt of nobody's is put aside, with who and why", async (t) => {
  const { scene, marie } = await started(t);
  const path = `/receipts/${scene.toAssign}`;
  await marie.post(`${path}/orders`, { is: "dismiss", reason: "publicité" });
  assert.match((await marie.get(path)).text, /Mis de côté par Marie Exemple : publicité/u);
  assert.equal((await scene.world.journal.receipts({ state: "to-assign" }, 5)).length, 0);
});

test("who vouches for what nothing authenticates makes it a proof, under their name", async (t) => {
  const { scene, marie } = await started(t);
  const { world, ids } = scene;
  const references =
    (await world.journal.deposit(ids.uncertain))?.messages[0]?.frozen.messageIdHeader ?? "";
  const sent = await world.store.get(
    (await world.journal.deposit(ids.uncertain))?.claimed.sha256 ?? "",
  );
  const mail = arMail({ references, file: dpaeAr(sent, ["00"]), results: "" });
  const { receipt } = await receiveOne(world, mail);
  const is = async () => {
    const deposit = await world.journal.deposit(ids.uncertain);
    return deposit && situation(deposit).is;
  };
  assert.equal(await is(), "enregistre-a-confirmer");
  const { text: told } = await marie.get(`/deposits/${ids.uncertain}`);
  assert.match(told, new RegExp(`répondez-en sur la page de <a href="/receipts/${receipt}">`, "u"));
  assert.match((await marie.get("/receipts")).text, /Un dépôt a un accusé à lire ou à confirmer/u);
  assert.match((await marie.get(`/receipts/${receipt}`)).text, /Se porter garant/u);
  const order = { is: "confirm", reason: "appelé le service" };
  assert.equal((await marie.post(`/receipts/${receipt}/orders`, order)).status, 303);
  assert.equal(await is(), "enregistre");
});

test("receipts that do not exist, deposits that do not, and answers nobody knows are refused", async (t) => {
  const { scene, marie } = await started(t);
  for (const id of ["R99", "R0", "Rx", "D1"])
    assert.equal((await marie.get(`/receipts/${id}`)).status, 404, id);
  const path = `/receipts/${scene.toAssign}/orders`;
  assert.equal((await marie.post(path, { is: "assign", deposit: "D99" })).status, 409);
  assert.equal((await marie.post(path, { is: "assign", deposit: "rien" })).status, 503);
  assert.equal((await marie.post(path, { is: "bring", deposit: "D1" })).status, 503);
  assert.equal((await scene.world.journal.receipts({ state: "to-assign" }, 5)).length, 1);
});
