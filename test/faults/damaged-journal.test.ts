/** F32: the journal's file is no database any more: every command says so and what to do, and touches nothing. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { startOrganism } from "../../src/organism/organism.ts";
import {
  type AgentFolder,
  agentFolder,
  clientOf,
  clientUser,
  startAgent,
} from "../support/agent.ts";
import { facteur } from "../support/facteur.ts";
import { problemsOf } from "../support/problems.ts";
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
  for (const words of [["list"], ["show", "D1"], ["hold", "D1"]]) {
    const { code, out, err } = await facteur(...words, "--config", folder.settings);
    assert.equal(code, 78, words.join(" ") + out + err);
    assert.ok(err.includes(file), err);
    assert.match(err, /ligne \d+ .*\n.*sauvegarde/u);
    assert.doesNotMatch(err, /^\s+at /mu, "no stack");
  }
});

/** Changes the first row of this kind of a deposit, as a failing disk or a hand may; answers its number. */
const damage = (
  folder: AgentFolder,
  row: { readonly deposit: number; readonly is: string; readonly change: string },
): number => {
  const db = new DatabaseSync(join(folder.folder, "data", "journal.db"));
  const of = "deposit = ? AND json_extract(body, '$.is') = ?";
  const found = db.prepare(`SELECT seq FROM facts WHERE ${of} LIMIT 1`).get(row.deposit, row.is);
  const seq = Number(found?.["seq"]);
  db.prepare(`${row.change} WHERE seq = ?`).run(seq);
  db.close();
  return seq;
};

const unreadable = "UPDATE facts SET body = substr(body, 1, 30)";

const readLog = (folder: AgentFolder): string =>
  readFileSync(join(folder.folder, "facteur.log"), "utf8");

test("F32 a waiting deposit with a row that cannot be read: never sent, named in status and log; the others go on", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const client = clientOf(organism);
  const folder = await agentFolder(t, client);
  const identity = { displayName: "Paie", legacyNames: ["Microsoft Outlook"], ...client };
  const away = { ...identity, submission: { ...client.submission, port: 1 } };
  folder.settle({ identities: { cabinet: away } });
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  const first = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("un.txt"), dpae("FICTIVE"));
  await folder.until(1, "nouvel-essai");
  await first.stop();
  folder.settle({});
  const seq = damage(folder, { deposit: 1, is: "frozen", change: unreadable });

  const second = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("deux.txt"), dpae("INVENTE"));
  await waitUntil("the other receipt", () => existsSync(folder.dossier("AR/deux.txt")));
  const told = await waitUntil("both problems", async () => {
    const all = (await problemsOf(folder)).filter((p) => p.code === "journal-damaged");
    return all.length === 2 ? all : undefined;
  });
  assert.deepEqual(told.map((p) => p.about).sort(), ["D1", "journal"]);
  for (const { said } of told) assert.ok(said.includes(`ligne ${seq}`), said);
  assert.equal(organism.deliveries().length, 1, "D1 did not leave");
  const status = await facteur("status", "--config", folder.settings);
  assert.equal(status.code, 1, status.err);
  assert.match(status.out, /D1 — Le journal est endommagé/u);
  assert.match(status.out, /facteur audit/u);
  assert.match(readLog(folder), /journal-damaged/u);

  // Its bytes again: whether they left cannot be read, so they do not.
  writeFileSync(folder.dossier("encore.txt"), dpae("FICTIVE"));
  await waitUntil("the file to be refused", async () =>
    (await problemsOf(folder)).some((p) => p.about === "cirso/encore.txt"),
  );
  writeFileSync(folder.dossier("trois.txt"), dpae("SUPPOSEE"));
  await waitUntil("the third receipt", () => existsSync(folder.dossier("AR/trois.txt")));
  assert.equal(organism.deliveries().length, 2);
  assert.ok(existsSync(folder.dossier("encore.txt")), "it is where it was");
  await second.stop();

  const alone = await facteur("status", "--json", "--config", folder.settings);
  assert.equal(alone.code, 1, alone.err);
  assert.deepEqual(
    JSON.parse(alone.out).damaged.map((d: { about: string }) => d.about),
    ["D1"],
  );
});

for (const [what, row, said] of [
  [
    "changed",
    {
      is: "ruled",
      change: "UPDATE facts SET body = replace(body, 'accept@organisme.test', 'autre@x.test')",
    },
    (seq: number) => `ligne ${seq} : chain-broken`,
  ],
  [
    "taken away",
    { is: "claimed", change: "DELETE FROM facts" },
    (seq: number) => `ligne ${seq + 1} : seq-hole`,
  ],
] as const)
  test(`F32 a row that was ${what}: told by the running agent, which goes on`, async (t) => {
    await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
    const folder = await agentFolder(t, clientOf(organism));
    writeFileSync(folder.dossier("mapibox.cfg"), rules());
    const first = await startAgent(t, folder.settings);
    writeFileSync(folder.dossier("un.txt"), dpae("FICTIVE"));
    await folder.until(1, "enregistre");
    await first.stop();
    const seq = damage(folder, { deposit: 1, ...row });
    await startAgent(t, folder.settings);
    const told = await waitUntil("the problem", async () =>
      (await problemsOf(folder)).find((p) => p.about === "journal"),
    );
    assert.deepEqual([told.code, told.said], ["journal-damaged", said(seq)]);
    writeFileSync(folder.dossier("deux.txt"), dpae("INVENTE"));
    await waitUntil("the other receipt", () => existsSync(folder.dossier("AR/deux.txt")));
    assert.equal(organism.deliveries().length, 2);
  });
