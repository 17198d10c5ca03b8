/** F32: the journal's file is no database any more: every command says so and what to do, and touches nothing. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { agentFolder, clientOf, startAgent } from "../support/agent.ts";
import { facteur } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

test("F32 a damaged journal: 78, the file, the cause and the remedy, for the agent and for each command", async (t) => {
  const folder = await agentFolder(t, clientOf({ smtpPort: 1, imapPort: 1 }));
  const file = join(folder.folder, "data", "journal.db");
  mkdirSync(join(folder.folder, "data"));
  const bytes = Buffer.alloc(40_000, 0xa5);
  writeFileSync(file, bytes);
  for (const words of [["run"], ["audit"], ["list"], ["hold", "D1"]]) {
    const { code, out, err } = await facteur(...words, "--config", folder.settings);
    assert.equal(code, 78, words.join(" ") + out + err);
    assert.ok(err.includes(file), err);
    assert.match(err, /endommagé.*\n.*sauvegarde/u);
    assert.deepEqual(readFileSync(file), bytes, "nothing was touched");
  }
});

test("F32 one row that cannot be read: 78 with the file, the row and the remedy, for each command", async (t) => {
  const folder = await agentFolder(t, clientOf({ smtpPort: 1, imapPort: 1 }));
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  const agent = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  await waitUntil("D1 to be there", async () => (await folder.deposits()).length === 1);
  await agent.stop();
  const file = join(folder.folder, "data", "journal.db");
  const db = new DatabaseSync(file);
  db.exec("UPDATE facts SET body = '{not json'");
  db.close();
  for (const words of [["list"], ["show", "D1"], ["status"], ["hold", "D1"]]) {
    const { code, out, err } = await facteur(...words, "--config", folder.settings);
    assert.equal(code, 78, words.join(" ") + out + err);
    assert.ok(err.includes(file), err);
    assert.match(err, /ligne \d+ .*\n.*sauvegarde/u);
    assert.doesNotMatch(err, /^\s+at /mu, "no stack");
  }
});
