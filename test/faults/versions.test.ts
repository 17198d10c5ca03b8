/** Updates and downgrades with open items (mail.md F85), and the disks a journal may not lie on. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { schemaVersion } from "../../src/adapters/journal/schema.ts";
import { networkTypeOf } from "../../src/adapters/system/network-file-system.ts";
import { runCli } from "../../src/cli/program.ts";
import type { Supervisor, SupervisorNews } from "../../src/ports/supervisor.ts";
import { age } from "../support/aged-journal.ts";
import { agentFolder, startAgent } from "../support/agent.ts";

/** What a command says of such a journal. */
const refusedBy = async (settings: string, ...argv: readonly string[]) => {
  let err = "";
  const exit = await runCli({
    argv: ["--config", settings, ...argv],
    env: { ...process.env, FACTEUR_LANG: "fr" },
    out: () => undefined,
    err: (text) => (err += text),
    columns: undefined,
    attended: false,
  });
  return { exit, err };
};

test("F85 an older program on a newer journal: 78 and why, for the agent and for every reading command, untouched", async (t) => {
  const submission = { host: "127.0.0.1", port: 9, security: "none" };
  const folder = await agentFolder(t, { address: "paie@client.test", submission });
  await (await startAgent(t, folder.settings)).stop();
  const file = join(folder.folder, "data", "journal.db");
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA user_version = ${schemaVersion + 1}`);
  db.close();
  const before = readFileSync(file);
  for (const argv of [["run"], ["status"], ["list"], ["show", "D1"]]) {
    const { exit, err } = await refusedBy(folder.settings, ...argv);
    assert.equal(exit, 78, `${argv[0]}: ${err}`);
    assert.match(err, /version plus récente/u);
  }
  assert.deepEqual(readFileSync(file), before);
});

test("F85 an older journal: 75 and why for whoever reads; the agent brings it up to date, and its service manager waits", async (t) => {
  const submission = { host: "127.0.0.1", port: 9, security: "none" };
  const folder = await agentFolder(t, { address: "paie@client.test", submission });
  await (await startAgent(t, folder.settings)).stop();
  const file = join(folder.folder, "data", "journal.db");
  age(file, 7);
  const before = readFileSync(file);
  for (const argv of [["status"], ["list"], ["show", "D1"]]) {
    const { exit, err } = await refusedBy(folder.settings, ...argv);
    assert.equal(exit, 75, `${argv[0]}: ${err}`);
    assert.match(err, /version antérieure de Facteur \(7\) : l'agent le met à jour/u);
  }
  assert.deepEqual(readFileSync(file), before);
  const heard: SupervisorNews[] = [];
  const supervisor: Supervisor = { watchdogMs: undefined, tell: async (n) => void heard.push(n) };
  await (await startAgent(t, folder.settings, undefined, { supervisor: () => supervisor })).stop();
  assert.match(heard[0]?.status ?? "", /Mise à jour du journal/u);
  const starting = heard.filter((news) => news.startsWithinMs !== undefined);
  assert.ok(starting.length >= 3, JSON.stringify(heard));
  const log = readFileSync(join(folder.folder, "facteur.log"), "utf8");
  assert.match(log, /"journal-migrating".*"copy"[^]*"journal-migrated","from":7/u);
  assert.equal((await refusedBy(folder.settings, "list")).exit, 0);
});

test("F09 the data folder of a share or a network disk is known by its mount, binds and blanks included", () => {
  const mounts = [
    "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
    "30 22 0:40 / /srv rw,relatime - nfs4 nas:/export rw",
    "31 30 8:2 / /srv/local\\040ici rw - xfs /dev/sdb1 rw",
    "32 22 0:41 /sous /mnt/lien rw - cifs //serveur/paie rw",
    "33 22 0:42 / /vm rw - 9p hote rw",
    "34 22 0:43 / /tmp rw - tmpfs tmpfs rw",
  ].join("\n");
  const kinds = [
    "/srv/facteur",
    "/srv/local ici/facteur",
    "/mnt/lien/a",
    "/vm",
    "/tmp/a",
    "/var/a",
  ];
  assert.deepEqual(
    kinds.map((path) => networkTypeOf(mounts, path)),
    ["nfs4", undefined, "cifs", "9p", undefined, undefined],
  );
});
