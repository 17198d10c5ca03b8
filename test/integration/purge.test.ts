/** `facteur purge` as a person calls it: alone, and beside a running agent. */
import assert from "node:assert/strict";
import { globSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { parisDay } from "../../src/domain/paris-time.ts";
import { startAgent } from "../support/agent.ts";
import { auditedFolder } from "../support/audited-folder.ts";
import { waitUntil } from "../support/wait-until.ts";

const span = "1 days";
const short = { originals: span, mails: span, receipts: span, reports: span };

/** An agent's folder whose journal is days old. */
const oldFolder = async (t: TestContext, retention: object = short) => {
  const folder = await auditedFolder(t);
  const { data } = folder;
  folder.settle({ retention });
  const blobs = (): number =>
    readdirSync(join(data, "store"), { recursive: true }).filter(
      (path) => path !== "key-id" && statSync(join(data, "store", String(path))).isFile(),
    ).length;
  // Its lines have a day of their own: whenever this runs, a person says which day it is.
  const ran: typeof folder.facteur = (...args) =>
    folder.facteur(...args, ...(args[0] === "purge" ? ["--today", today()] : []));
  return { ...folder, facteur: ran, alone: folder.facteur, blobs };
};

const today = (): string => parisDay(Date.now());

test("the product's own retention keeps everything for ten years", async (t) => {
  const { facteur, blobs } = await oldFolder(t, {});
  const before = blobs();
  const { code, out } = await facteur("purge", "--by", "dupont", "--reason", "essai");
  assert.equal(code, 0);
  assert.match(out, /Rien à purger/u);
  assert.equal(blobs(), before);
});

test("wrong usage touches nothing", async (t) => {
  const { facteur, blobs } = await oldFolder(t);
  const before = blobs();
  for (const wrong of [[], ["--before", "hier", "--reason", "x"], ["--reason", ""]]) {
    const { code, err } = await facteur("purge", ...wrong);
    assert.equal(code, 2, wrong.join(" "));
    assert.ok(err.includes("--"), err);
  }
  assert.equal(blobs(), before);
});

test("without an agent: told, then done, then nothing is left to do, and the audit is clean", async (t) => {
  const { facteur, blobs } = await oldFolder(t);
  const before = blobs();
  const dry = await facteur("purge", "--dry-run");
  assert.equal(dry.code, 0, dry.err);
  for (const words of ["D1  cirso/dpae.txt", "courrier envoyé", "R1", "Rien n'a été touché"])
    assert.ok(dry.out.includes(words), dry.out);
  assert.equal(blobs(), before);
  const narrow = await facteur("purge", "--dry-run", "--before", "2000-01-01");
  assert.match(narrow.out, /Rien à purger/u);

  const done = await facteur("purge", "--json", "--by", "dupont", "--reason", "délai passé");
  assert.equal(done.code, 0, done.err);
  const told = JSON.parse(done.out) as {
    dryRun: boolean;
    bytes: number;
    deposits: { id: string; removed: { sha256: string; size: number; kind: string }[] }[];
    receipts: { id: string }[];
  };
  assert.deepEqual([told.dryRun, told.deposits.length, told.receipts.length], [false, 5, 2]);
  assert.ok(told.bytes > 0);
  for (const { removed } of told.deposits)
    for (const one of removed) assert.match(one.sha256, /^[0-9a-f]{64}$/u);
  assert.equal(blobs(), 0);

  const audit = await facteur("audit");
  assert.equal(audit.code, 0, audit.out);
  const show = await facteur("show", "D1");
  assert.match(show.out, /Purgé : original[\s\S]*par dupont : délai passé/u);
  const clear = await facteur("show", "D1", "--clear");
  assert.equal(clear.code, 1);
  assert.match(clear.err, /purgés le \d{4}-\d{2}-\d{2} par dupont/u);
  const evidence = await facteur("evidence", "D1");
  assert.equal(evidence.code, 1);
  assert.match(evidence.err, /purgés le \d{4}/u);
  assert.match((await facteur("purge", "--dry-run")).out, /Rien à purger/u);
});

test("F80 under a clock that the journal does not vouch for, nothing goes until a person says which day it is", async (t) => {
  const { alone, blobs, about } = await oldFolder(t);
  const db = new DatabaseSync(about.file);
  db.exec("UPDATE facts SET at = at - 50 * 365 * 86400000");
  db.close();
  const before = blobs();
  const signed = ["--by", "dupont", "--reason", "délai passé"];
  const refused = await alone("purge", ...signed);
  assert.equal(refused.code, 1, refused.out);
  assert.match(refused.err, /journal ne répond d'aucun jour après le 19\d\d[\s\S]*--today \d{4}/u);
  assert.match((await alone("purge", "--today", "2001-01-01", ...signed)).err, /l'horloge/u);
  assert.equal((await alone("purge", "--today", "hier", ...signed)).code, 2);
  assert.equal(blobs(), before);
  const done = await alone("purge", "--today", today(), ...signed);
  assert.equal(done.code, 0, done.err);
  assert.equal(blobs(), 0);
});

test("beside a running agent, which writes and removes", async (t) => {
  const folder = await oldFolder(t);
  const agent = await startAgent(t, folder.settings);
  const done = await folder.facteur("purge", "--by", "dupont", "--reason", "délai passé");
  assert.equal(done.code, 0, done.err);
  assert.match(done.out, /Purgés : 5 dépôts, 2 courriers reçus/u);
  assert.equal(folder.blobs(), 0);
  const audit = await folder.facteur("audit");
  assert.equal(audit.code, 0, audit.out);
  await agent.stop();
});

test("reports in a client's own folder are written there, purged there, and never stand in the firm's", async (t) => {
  const folder = await oldFolder(t);
  const place = join(folder.folder, "clients", "dupont");
  folder.settle({
    retention: short,
    dossiers: { cirso: { mode: "reel", client: "DUPONT", reports: "clients/dupont" } },
  });
  const reports = (at: string): readonly string[] =>
    globSync("**/D*_*.{txt,html,json}", { cwd: at }).toSorted();
  const agent = await startAgent(t, folder.settings);
  await waitUntil("the reports of a client", () => reports(place).length >= 15);
  await agent.stop();
  assert.deepEqual(reports(join(folder.folder, "spool", "rapports")), []);
  const done = await folder.facteur("purge", "--by", "dupont", "--reason", "délai passé");
  assert.equal(done.code, 0, done.err);
  assert.deepEqual(reports(place), []);
  const audit = await folder.facteur("audit");
  assert.equal(audit.code, 0, audit.out);
});
