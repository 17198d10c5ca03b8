/** `facteur forget` as a person calls it: what a claimed or expired erasure takes, leaves, says and journals. */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { startAgent } from "../support/agent.ts";
import { factsOf, violationsOf } from "../support/audited.ts";
import { auditedFolder } from "../support/audited-folder.ts";
import { facteurTold } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";

const signed = ["--by", "dupont", "--reason", "demande de la personne du 3 novembre"] as const;

const contentsOf = async (data: string): Promise<string> => {
  const store = fileStore({ data });
  let all = "";
  for (const prefix of readdirSync(join(data, "store")).filter((name) => name.length === 2))
    for (const rest of readdirSync(join(data, "store", prefix)))
      all += Buffer.from(await store.get(prefix + rest)).toString("latin1");
  return all;
};

test("what must still be kept goes only when it is claimed, and then all of it", async (t) => {
  const { facteur, data, about } = await auditedFolder(t);
  assert.ok((await contentsOf(data)).includes("IMAGINAIRE"));
  const early = await facteur("forget", "D2", ...signed);
  assert.equal(early.code, 1);
  assert.match(early.err, /Encore à conserver.*D2.*--claimed/u);
  const dry = await facteur("forget", "d2", "--claimed", "--dry-run");
  assert.equal(dry.code, 0, dry.err);
  assert.match(dry.out, /D2  cirso\/dpae\.txt.*Rien n'a été touché/su);
  assert.ok((await contentsOf(data)).includes("IMAGINAIRE"));
  const done = await facteur("forget", "D2", "--claimed", ...signed);
  assert.equal(done.code, 0, done.err);
  const left = await contentsOf(data);
  for (const name of ["IMAGINAIRE", "SUPPOSEE"]) assert.ok(!left.includes(name), name);
  assert.ok(left.includes("FICTIVE"), "the other deposits are untouched");
  const [erased] = (await factsOf(about)).flatMap((f) => (f.is === "purged" ? [f] : []));
  assert.deepEqual(
    [erased?.deposit, erased?.by, erased?.claimed, erased?.reason],
    ["D2", "dupont", true, "demande de la personne du 3 novembre"],
  );
  assert.deepEqual(
    await violationsOf({ ...about, now: Date.now() }),
    [],
    "the chain stands and the audit is clean",
  );
  assert.equal((await facteur("show", "D2")).code, 0);
});

test("a person is found by name, and told who else stands in the file", async (t) => {
  const { settings, data, about } = await auditedFolder(t);
  const args = ["forget", "--person", "--claimed", ...signed, "--config", settings];
  const nobody = await facteurTold("Personne Jamais", ...args);
  assert.deepEqual([nobody.code, /ne nomme/u.test(nobody.err)], [1, true]);
  const done = await facteurTold("albertine Imaginaire", ...args);
  assert.equal(done.code, 0, done.err);
  assert.match(done.out, /D2 : le même fichier déclare aussi 1 autre déclaration/u);
  assert.ok(!(await contentsOf(data)).includes("IMAGINAIRE"));
  const journal = readFileSync(about.file).toString("latin1").toUpperCase();
  assert.ok(!journal.includes("IMAGINAIRE"), "the search leaves no trace");
});

test("a person is found in received mails that answer nothing, and in files of AR/, which are listed", async (t) => {
  const { settings, folder, data, about, facteur, dossier } = await auditedFolder(t);
  const body = Buffer.from("Madame IMAGINAIRE Albertine demande une copie.\r\n").toString("base64");
  const file = join(folder, "lettre.eml");
  writeFileSync(
    file,
    `From: x@ailleurs.test\r\nSubject: question\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`,
  );
  const imported = await facteur("receipt", "import", file, "--by", "dupont");
  assert.equal(imported.code, 0, imported.err);
  mkdirSync(dossier("AR/historique"), { recursive: true });
  writeFileSync(dossier("AR/historique/ancien.txt"), "ALBERTINE       IMAGINAIRE  00");
  writeFileSync(dossier("AR/autre.txt"), "ALBERTINE FICTIVE; BAPTISTE IMAGINAIRE2");
  assert.ok((await contentsOf(data)).includes(body));
  const args = ["forget", "--person", "--claimed", ...signed, "--config", settings];
  const done = await facteurTold("Imaginaire Albertine", ...args);
  assert.equal(done.code, 0, done.err);
  assert.match(done.out, /AR\/\) : cirso\/AR\/historique\/ancien\.txt\n/u);
  assert.ok(!(await contentsOf(data)).includes(body));
  const purged = (await factsOf(about)).filter((f) => f.is === "receipt-purged");
  assert.equal(purged.length >= 1, true);
  assert.deepEqual(await violationsOf({ ...about, now: Date.now() }), []);
  // Only a file is left that names them: it is still told.
  const again = await facteurTold("Imaginaire Albertine", ...args);
  assert.equal(again.code, 1);
  assert.match(again.err, /ne nomme[\s\S]*ancien\.txt/u);
});

test("the same bytes in two deposits: each gives them up by itself, the key goes with the last", async (t) => {
  const { facteur, data, about } = await auditedFolder(t);
  assert.equal((await facteur("forget", "D4", "--claimed", ...signed)).code, 0);
  const hash = sha256(dpae("FICTIVE"));
  assert.notEqual(await fileStore({ data }).sizeOf(hash), undefined, "D1 has the same bytes");
  assert.equal((await facteur("show", "D1", "--clear")).code, 0);
  assert.equal((await facteur("forget", "D1", "--claimed", ...signed)).code, 0);
  assert.equal(await fileStore({ data }).sizeOf(hash), undefined);
  assert.deepEqual(await violationsOf({ ...about, now: Date.now() }), []);
});

test("beside a running agent, which erases; a social security number in the reason is masked", async (t) => {
  const { facteur, settings, data, about } = await auditedFolder(t);
  const agent = await startAgent(t, settings);
  const reason = "demande de 1 99 05 78 006 084 36";
  const done = await facteur("forget", "D2", "--claimed", "--by", "dupont", "--reason", reason);
  assert.equal(done.code, 0, done.err);
  await agent.stop();
  assert.ok(!(await contentsOf(data)).includes("IMAGINAIRE"));
  const [erased] = (await factsOf(about)).flatMap((f) => (f.is === "purged" ? [f] : []));
  assert.equal(erased?.reason, "demande de •••");
  assert.equal(erased?.claimed, true);
});

test("wrong usage touches nothing", async (t) => {
  const { facteur, data } = await auditedFolder(t);
  const before = await contentsOf(data);
  for (const [code, args] of [
    [2, []],
    [2, ["D1"]],
    [1, ["D99", ...signed]],
    [1, ["../D1", ...signed]],
  ] as const)
    assert.equal((await facteur("forget", ...args)).code, code, args.join(" "));
  assert.equal(await contentsOf(data), before);
});
