/** What an earlier version left is opened, copied first, and gone on with: nothing is sent or filed again (mail.md F85). */
import assert from "node:assert/strict";
import { chmodSync, cpSync, globSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { schemaVersion, versionOf } from "../../src/adapters/journal/schema.ts";
import { situation } from "../../src/domain/rollup.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { facteur } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { waitUntil } from "../support/wait-until.ts";

const left = join(import.meta.dirname, "../fixtures/upgrade/schema-1");

const factsIn = (file: string): { readonly version: number; readonly facts: number } => {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const { n } = db.prepare("SELECT count(*) AS n FROM facts").get() ?? {};
    return { version: versionOf(db), facts: Number(n) };
  } finally {
    db.close();
  }
};

test("the journal of the first schema opens and continues, after a copy of it", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const dossier = { mode: "reel", quietSeconds: 0.2 };
  folder.settle({ dossiers: { cirso: dossier, ducs: dossier } });
  cpSync(left, folder.folder, { recursive: true });
  // Git keeps no such rights.
  for (const path of globSync("data{,/**}", { cwd: folder.folder, withFileTypes: true }))
    chmodSync(join(path.parentPath, path.name), path.isDirectory() ? 0o700 : 0o600);
  const journal = join(folder.folder, "data", "journal.db");
  assert.deepEqual(factsIn(journal), { version: 1, facts: 90 });
  const filed = readFileSync(folder.dossier("AR/dpae.txt"));

  await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("neuf.txt"), dpae("FICTIVE"));
  await folder.until(8, "enregistre");
  const copies = readdirSync(join(folder.folder, "data")).filter((n) => n.includes(".db.v1-"));
  assert.equal(copies.length, 1);
  assert.deepEqual(factsIn(join(folder.folder, "data", copies[0] ?? "")), {
    version: 1,
    facts: 90,
  });
  assert.equal(factsIn(journal).version, schemaVersion);

  const states = (await folder.deposits()).map((d) => situation(d).is);
  assert.deepEqual(states, [
    "rejete",
    "enregistre",
    "enregistre",
    "partiel",
    "enregistre",
    "doublon",
    "enregistre",
    "enregistre",
  ]);
  assert.equal(organism.deliveries().length, 1, "only what is new");
  assert.deepEqual(readFileSync(folder.dossier("AR/dpae.txt")), filed, "filed once");

  // What the old version took is known: the same file again is a duplicate of it.
  const [sent = ""] = globSync("traites/*/*_D5_*", { cwd: folder.dossier() });
  writeFileSync(folder.dossier("dpae.txt"), readFileSync(folder.dossier(sent)));
  await folder.until(9, "doublon");
  assert.equal(organism.deliveries().length, 1);
  await waitUntil("the audit to be clean", async () => {
    const audited = await facteur("audit", "--config", folder.settings);
    return audited.code === 0 || undefined;
  });
});
