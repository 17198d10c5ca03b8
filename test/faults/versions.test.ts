/** Updates and downgrades with open items (mail.md F85), and the disks a journal may not lie on. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { prepareSchema, schemaVersion, versionOf } from "../../src/adapters/journal/schema.ts";
import { networkTypeOf } from "../../src/adapters/system/network-file-system.ts";
import { runCli } from "../../src/cli/program.ts";
import { agentFolder, startAgent } from "../support/agent.ts";
import { scratch } from "../support/scratch.ts";

const clock = { now: () => Date.UTC(2026, 10, 5, 8) };
const toOne = "CREATE TABLE old (a INTEGER) STRICT; INSERT INTO old VALUES (7);";
const toTwo = "ALTER TABLE old ADD COLUMN b INTEGER; UPDATE old SET b = a + 1;";

test("F85 a migration copies the journal first, then changes it in one go, and is done once", async (t) => {
  const file = join(await scratch(t), "journal.db");
  const db = new DatabaseSync(file);
  db.exec("PRAGMA journal_mode = WAL");
  const about = { file, now: clock.now() };
  prepareSchema(db, about, [toOne]);
  assert.deepEqual(
    readdirSync(join(file, "..")).filter((n) => n.includes(".v")),
    [],
    "nothing to copy",
  );
  prepareSchema(db, about, [toOne, toTwo]);
  prepareSchema(db, about, [toOne, toTwo]);
  assert.deepEqual({ ...db.prepare("SELECT a, b FROM old").get() }, { a: 7, b: 8 });
  assert.equal(versionOf(db), 2);
  db.close();
  const copy = `${file}.v1-20261105`;
  assert.equal(statSync(copy).mode & 0o777, 0o600);
  const before = new DatabaseSync(copy, { readOnly: true });
  assert.deepEqual(
    { ...before.prepare("SELECT * FROM old").get() },
    { a: 7 },
    "what the WAL held too",
  );
  assert.equal(versionOf(before), 1);
  before.close();
});

test("F85 a migration that fails leaves the journal as it was, and its copy", async (t) => {
  const file = join(await scratch(t), "journal.db");
  const db = new DatabaseSync(file);
  const about = { file, now: clock.now() };
  prepareSchema(db, about, [toOne]);
  for (let n = 0; n < 2; n += 1)
    assert.throws(
      () => prepareSchema(db, about, [toOne, `${toTwo} SELECT nonsense;`]),
      /nonsense/u,
    );
  assert.deepEqual({ ...db.prepare("SELECT * FROM old").get() }, { a: 7 });
  assert.equal(versionOf(db), 1);
  db.close();
  assert.ok(existsSync(`${file}.v1-20261105`));
  assert.ok(!existsSync(`${file}.v1-20261105.tmp`));
});

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
    let err = "";
    const exit = await runCli({
      argv: ["--config", folder.settings, ...argv],
      env: process.env,
      out: () => undefined,
      err: (text) => (err += text),
      columns: undefined,
      attended: false,
    });
    assert.equal(exit, 78, `${argv[0]}: ${err}`);
    assert.match(err, /version plus récente/u);
  }
  assert.deepEqual(readFileSync(file), before);
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
