/** A data folder of which a part was lost or comes from elsewhere: 78, the file and the remedy, and nothing is made in its place. */
import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { Refusal } from "../../src/foundation/refusal.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { facteur } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";

/** The folder of an agent that has sent D1, and has stopped. */
const worked = async (t: TestContext) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  const agent = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  await folder.until(1, "enregistre");
  await agent.stop();
  const data = join(folder.folder, "data");
  return {
    ...folder,
    key: join(data, "agent.json"),
    journal: join(data, "journal.db"),
    store: join(data, "store"),
    starts: async () => (await startAgent(t, folder.settings)).stop(),
    refused: (said: RegExp) =>
      assert.rejects(startAgent(t, folder.settings), (cause) => {
        assert.ok(cause instanceof Refusal, String(cause));
        assert.equal(cause.exit, 78, cause.message);
        assert.match(cause.message, said);
        return true;
      }),
  };
};

const otherKey = JSON.stringify({ token: "0".repeat(32), key: "ab".repeat(32), created: 1 });

test("F32 agent.json lost: no other key is made for a journal that holds anything", async (t) => {
  const one = await worked(t);
  const bytes = readFileSync(one.key);
  rmSync(one.key);
  await one.refused(/agent\.json manque.*\n.*[Rr]estaurez/u);
  for (const words of [["dossier", "take", "cirso"], ["run"]]) {
    const said = await facteur(...words, "--config", one.settings);
    assert.equal(said.code, 78, words.join(" ") + said.out + said.err);
    assert.match(said.err, /agent\.json manque/u);
  }
  assert.equal(existsSync(one.key), false, "none was made");
  writeFileSync(one.key, bytes);
  await one.starts();
});

test("F32 another agent.json than the journal's: refused, though an older journal was never bound to its key", async (t) => {
  const one = await worked(t);
  const bytes = readFileSync(one.key);
  writeFileSync(one.key, otherKey);
  await one.refused(/agent\.json n'est pas la clé/u);
  // A journal of before keys were bound tells its key by the seals of its Message-IDs.
  const db = new DatabaseSync(one.journal);
  db.exec("PRAGMA application_id = 0");
  await one.refused(/agent\.json n'est pas la clé/u);
  writeFileSync(one.key, bytes);
  await one.starts();
  assert.notEqual(db.prepare("PRAGMA application_id").get()?.["application_id"], 0, "bound now");
  db.close();
});

test("F32 an agent.json that is damaged is named with its remedy", async (t) => {
  const one = await worked(t);
  for (const text of ["", '{"token":', '{"token":"x","key":"zz","created":1}', "null"]) {
    writeFileSync(one.key, text);
    await one.refused(/agent\.json ne se lit pas.*\n.*[Rr]estaurez/u);
    assert.equal(readFileSync(one.key, "utf8"), text, "nothing was touched");
  }
});

test("F32 journal.db lost or emptied beside what it told of: no empty one is made", async (t) => {
  const one = await worked(t);
  const kept = `${one.journal}.kept`;
  cpSync(one.journal, kept);
  truncateSync(one.journal);
  await one.refused(/journal\.db manque.*\n.*[Rr]estaurez/u);
  rmSync(one.journal);
  await one.refused(/journal\.db manque.*store/u);
  const said = await facteur("hold", "D1", "--config", one.settings);
  assert.equal(said.code, 78, said.out + said.err);
  rmSync(one.store, { recursive: true });
  await one.refused(/journal\.db manque.*rapports/u);
  assert.equal(existsSync(one.journal), false, "none was made");
  cpSync(kept, one.journal);
  await one.starts();
});
