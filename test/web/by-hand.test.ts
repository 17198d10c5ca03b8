/** What a person did outside the mail, told on a deposit's page: each with its proof, under the session's name. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { situation } from "../../src/domain/rollup.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { hiddenOf, smallPage, type Visitor } from "../support/page.ts";
import { arMail, dpae, dpaeAr, edifact } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { receiveOne, rules, type SmallWorld, smallWorld } from "../support/small-world.ts";

const is = async (world: SmallWorld, id: `D${number}` = "D1") => {
  const deposit = await world.journal.deposit(id);
  return deposit && situation(deposit).is;
};

const started = async (
  t: TestContext,
  about: { readonly bytes: Uint8Array; readonly until: string; readonly keys?: string },
) => {
  const world = smallWorld(t);
  if (about.keys) world.spool.drop("mapibox.cfg", `${rules()}${about.keys}`);
  world.spool.drop("dpae.txt", about.bytes);
  const small = smallDaemon(t, world);
  await small.until(about.until, async () => (await is(world)) === about.until);
  const page = await smallPage(t, small.daemon);
  return { world, ...small, page, marie: await page.enter("Marie Exemple") };
};

const fields = async (visitor: Visitor, action: string) =>
  hiddenOf((await visitor.get("/deposits/D1")).text, `/deposits/D1/${action}`);

test("a held deposit is said declared on paper: its mail is cancelled and the proof kept", async (t) => {
  const { world, marie, until } = await started(t, {
    bytes: dpae("FICTIVE"),
    until: "retenu",
    keys: "validation=oui\r\n",
  });
  const { text } = await marie.get("/deposits/D1");
  assert.match(text, /l’envoi est annulé en même temps/u);
  const form = await fields(marie, "declared");
  const given = { ...form, means: "paper", reason: "messagerie en panne" };
  const proof = { field: "proof", name: "copie.pdf", bytes: "%PDF-1.4 copie signée" };
  const path = "/deposits/D1/declared";
  const without = await marie.upload(path, given, []);
  assert.deepEqual([without.status, /Joignez le document/u.test(without.text)], [400, true]);
  assert.equal((await marie.upload(path, given, [{ ...proof, bytes: "" }])).status, 400);
  assert.equal((await marie.upload(path, { ...given, reason: " " }, [proof])).status, 400);
  assert.equal((await marie.upload(path, { ...given, means: "pigeon" }, [proof])).status, 400);
  assert.equal((await marie.upload(path, { ...given, seen: "1" }, [proof])).status, 409);
  assert.equal((await marie.upload(path, { ...given, token: "autre" }, [proof])).status, 403);
  assert.deepEqual((await world.journal.deposit("D1"))?.otherwise, []);
  const done = await marie.upload(path, given, [proof]);
  assert.deepEqual([done.status, done.headers["location"]], [303, "/deposits/D1?done=declared"]);
  await until("told", async () => (await is(world)) === "declare-autrement");
  const deposit = await world.journal.deposit("D1");
  const [fact] = deposit?.otherwise ?? [];
  assert.deepEqual(
    [fact?.by, fact?.means, fact?.reason, fact?.proof.sha256],
    ["Marie Exemple", "paper", "messagerie en panne", sha256(Buffer.from(proof.bytes))],
  );
  assert.equal(deposit?.orders.at(-1)?.order, "cancel");
  assert.match((await marie.get("/deposits/D1?done=declared")).text, /role="status">C’est noté/u);
  assert.ok(!(await marie.get("/deposits/D1")).text.includes(`action="${path}"`));
});

test("an answer by telephone needs no paper, one by fax does; what it says then counts", async (t) => {
  const { world, marie } = await started(t, { bytes: dpae("FICTIVE", "SECONDE"), until: "remis" });
  const form = await fields(marie, "record");
  const path = "/deposits/D1/record";
  const fax = await marie.upload(path, { ...form, means: "fax", says: "registered" }, []);
  assert.deepEqual([fax.status, /Joignez le document/u.test(fax.text)], [400, true]);
  const one = { ...form, means: "phone", says: "refused", position: "2", code: "15" };
  assert.equal((await marie.upload(path, { ...one, reason: "Mme Essai, à 10 h" }, [])).status, 303);
  const [first] = (await world.journal.deposit("D1"))?.receipts ?? [];
  assert.deepEqual(
    [first?.person?.by, first?.person?.means, first?.verdicts.map((v) => [v.declaration, v.is])],
    ["Marie Exemple", "phone", [["D1.2", "refused"]]],
  );
  const seen = await fields(marie, "record");
  const scan = { field: "scan", name: "fax.pdf", bytes: "%PDF-1.4 télécopie" };
  const other = { ...seen, means: "fax", says: "registered", position: "1", number: "N7" };
  assert.equal((await marie.upload(path, other, [scan])).status, 303);
  assert.equal(await is(world), "partiel");
});

test("the client's statement is read and said given on the page, and its delay then runs", async (t) => {
  const { world, marie } = await started(t, {
    bytes: edifact(["REF1"]),
    until: "retenu",
    keys: "validation=client\r\nvalidation.tacite=1h\r\n",
  });
  const { text } = await marie.get("/deposits/D1");
  assert.match(text, /<h2 id="statement">L’état pour le client/u);
  const paper = await marie.get("/deposits/D1/statement.html");
  assert.match(paper.text, /Votre accord est demandé/u);
  assert.ok((await marie.get("/deposits/D1/statement.pdf")).text.startsWith("%PDF-"));
  const form = await fields(marie, "statement");
  const path = "/deposits/D1/statement";
  assert.equal((await marie.post(path, { ...form, how: "télépathie" })).status, 400);
  assert.equal(
    (await marie.post(path, { ...form, how: "paper", reason: "M. Fictif" })).status,
    303,
  );
  const [given] = (await world.journal.deposit("D1"))?.given ?? [];
  assert.deepEqual([given?.by, given?.how, given?.reason], ["Marie Exemple", "paper", "M. Fictif"]);
  assert.match((await marie.get("/deposits/D1")).text, /Accord tacite/u);
});

test("what to declare it with otherwise is a paper of the page, in clear", async (t) => {
  const { marie } = await started(t, { bytes: dpae("FICTIVE"), until: "remis" });
  const kit = await marie.get("/deposits/D1/kit.html");
  assert.equal(kit.status, 200);
  assert.match(kit.text, /FICTIVE/u);
  assert.match(kit.text, /Ce qu.il faut recopier/u);
  assert.equal((await marie.get("/deposits/D1/kit.exe")).status, 404);
  assert.equal((await marie.get("/deposits/D1/autre.html")).status, 404);
  assert.equal((await marie.get("/deposits/D9/kit.html")).status, 404);
});

test("a deposit that waits for no client has no statement to give", async (t) => {
  const { marie } = await started(t, { bytes: dpae("FICTIVE"), until: "remis" });
  assert.deepEqual(await fields(marie, "statement"), {});
  const { seen = "" } = await fields(marie, "record");
  const answer = await marie.post("/deposits/D1/statement", { seen, how: "paper" });
  assert.deepEqual(
    [answer.status, /n’attend l’accord d’aucun client/u.test(answer.text)],
    [409, true],
  );
});

test("a receipt that the payroll program lost is put into AR/ again, once asked with a reason", async (t) => {
  const sent = dpae("FICTIVE");
  const { world, marie, until } = await started(t, { bytes: sent, until: "remis" });
  const references = (await world.journal.deposit("D1"))?.messages[0]?.frozen.messageIdHeader ?? "";
  const { receipt } = await receiveOne(world, arMail({ references, file: dpaeAr(sent, ["00"]) }));
  const delivered = async () => (await world.journal.deposit("D1"))?.deliveries.length ?? 0;
  await until("filed", async () => (await delivered()) > 0);
  const path = `/receipts/${receipt}/orders`;
  assert.match((await marie.get(`/receipts/${receipt}`)).text, /Le remettre dans AR\//u);
  assert.equal((await marie.post(path, { is: "refile", reason: "" })).status, 400);
  assert.equal((await marie.post(path, { is: "refile", reason: "perdu" })).status, 303);
  const [asked] = (await world.journal.deposit("D1"))?.refilings ?? [];
  assert.deepEqual([asked?.by, asked?.reason], ["Marie Exemple", "perdu"]);
});

test("a receipt that somebody has as a file is read as if it had come by mail", async (t) => {
  const sent = dpae("FICTIVE");
  const { world, marie } = await started(t, { bytes: sent, until: "remis" });
  const references = (await world.journal.deposit("D1"))?.messages[0]?.frozen.messageIdHeader ?? "";
  const mail = arMail({ references, file: dpaeAr(sent, ["00"]) });
  const file = { field: "file", name: "ar.eml", bytes: mail };
  assert.equal((await marie.upload("/receipts", {}, [])).status, 400);
  const done = await marie.upload("/receipts", { reason: "reçu à mon adresse" }, [file]);
  assert.deepEqual([done.status, done.headers["location"]], [303, "/receipts/R1?done"]);
  const [match] = (await world.journal.deposit("D1"))?.receipts ?? [];
  assert.equal(match?.receipt, "R1");
  const again = await marie.upload("/receipts", {}, [file]);
  assert.equal(again.headers["location"], "/receipts/R1?done=known");
});
