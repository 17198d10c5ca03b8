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

const upgrade = join(import.meta.dirname, "../fixtures/upgrade");
const left = join(upgrade, "schema-1");

const factsIn = (file: string): { readonly version: number; readonly facts: number } => {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const { n } = db.prepare("SELECT count(*) AS n FROM facts").get() ?? {};
    return { version: versionOf(db), facts: Number(n) };
  } finally {
    db.close();
  }
};

/** Git keeps no such rights, and no empty folders. */
const layInto = (folder: string, from: string): void => {
  cpSync(from, folder, { recursive: true });
  for (const path of globSync("data{,/**}", { cwd: folder, withFileTypes: true }))
    chmodSync(join(path.parentPath, path.name), path.isDirectory() ? 0o700 : 0o600);
};

test("the journal of the first schema opens and continues, after a copy of it", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const dossier = { mode: "reel", quietSeconds: 0.2 };
  folder.settle({ dossiers: { cirso: dossier, ducs: dossier } });
  layInto(folder.folder, left);
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

for (const version of globSync("v*", { cwd: upgrade }).toSorted())
  test(`what ${version} left is read as it read it, audited, and gone on with`, async (t) => {
    await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
    const folder = await agentFolder(t, clientOf(organism));
    const real = { mode: "reel", quietSeconds: 0.2, client: "Boulangerie" };
    folder.settle({
      dossiers: { cirso: real, ducs: real, essais: { ...real, mode: "test" } },
      receipts: { profiles: ["organisme-demo"] },
    });
    layInto(folder.folder, join(upgrade, version));
    const journal = join(folder.folder, "data", "journal.db");
    const before = factsIn(journal);
    const told = JSON.parse(readFileSync(join(folder.folder, "left.json"), "utf8")) as {
      readonly facts: number;
      readonly situations: Readonly<Record<string, string>>;
    };
    assert.equal(before.facts, told.facts);
    const read = async () =>
      Object.fromEntries((await folder.deposits()).map((d) => [d.id, situation(d).is]));
    const audit = async (): Promise<void> => {
      const { code, out, err } = await facteur("audit", "--config", folder.settings);
      assert.equal(code, 0, out + err);
    };
    // Who only reads leaves an older form alone, and says so.
    if (before.version === schemaVersion) {
      assert.deepEqual(await read(), told.situations);
      await audit();
    }
    const filed = () => globSync("AR/{,historique/}*.txt", { cwd: folder.dossier() }).length;
    const filedBefore = filed();

    const agent = await startAgent(t, folder.settings);
    const count = Object.keys(told.situations).length;
    writeFileSync(folder.dossier("neuf.txt"), dpae("NOUVELLE"));
    await folder.until(count + 1, "enregistre");
    const [sent = ""] = globSync("traites/*/*_D1_*", { cwd: folder.dossier() });
    writeFileSync(folder.dossier("dpae.txt"), readFileSync(folder.dossier(sent)));
    await folder.until(count + 2, "doublon");
    await waitUntil("the new acknowledgement to be filed", () => filed() === filedBefore + 1);
    assert.equal(organism.deliveries().length, 1, "only what is new");
    await agent.stop();
    const after = await read();
    for (const [id, is] of Object.entries(told.situations)) assert.equal(after[id], is, id);
    assert.equal(factsIn(journal).version, schemaVersion);
    const copies = readdirSync(join(folder.folder, "data")).filter((n) => n.includes(".db.v"));
    assert.equal(copies.length, before.version === schemaVersion ? 0 : 1);
    await audit();
  });
