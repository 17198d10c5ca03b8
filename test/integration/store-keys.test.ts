/** The key of keys as a sysadmin meets it: lost, wrong, given by reference, changed; a store of an older version. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { startAgent } from "../support/agent.ts";
import { violationsOf } from "../support/audited.ts";
import { auditedFolder } from "../support/audited-folder.ts";

test("a lost key of keys: the agent does not start (78), names the file and the remedy, and touches nothing", async (t) => {
  const { facteur, data } = await auditedFolder(t);
  const file = join(data, "key-of-keys");
  const key = readFileSync(file);
  rmSync(file);
  for (const args of [["run"], ["show", "D1", "--clear"]] as const) {
    const { code, err } = await facteur(...args);
    assert.equal(code, 78, args.join(" "));
    assert.ok(err.includes(file) && err.includes("sauvegarde"), err);
  }
  assert.ok(!readdirSync(data).includes("key-of-keys"), "no new key in its place");
  assert.equal((await facteur("list")).code, 0, "what needs no content is still told");
  writeFileSync(file, "ab".repeat(32), { mode: 0o600 });
  const wrong = await facteur("run");
  assert.deepEqual([wrong.code, /ce n'est pas la clé des clés/u.test(wrong.err)], [78, true]);
  writeFileSync(file, key, { mode: 0o600 });
  assert.equal((await facteur("show", "D1", "--clear")).code, 0);
});

test("our own key gives way to one by reference; a running agent is not disturbed", async (t) => {
  const { facteur, data, folder, settle, settings } = await auditedFolder(t);
  const agent = await startAgent(t, settings);
  assert.equal((await facteur("store", "rotate")).code, 75);
  await agent.stop();
  const file = join(folder, "store-key");
  writeFileSync(file, `${"cd".repeat(32)}\n`, { mode: 0o600 });
  settle({ store: { key: { file }, formerKey: { file: join(data, "key-of-keys") } } });
  const rotated = await facteur("store", "rotate");
  assert.equal(rotated.code, 0, rotated.err);
  assert.match(rotated.out, /formerKey/u);
  assert.ok(!readdirSync(data).includes("key-of-keys"));
  settle({ store: { key: { file } } });
  assert.equal((await facteur("show", "D1", "--clear")).code, 0);
  assert.equal((await facteur("audit")).code, 0);
  settle({ store: { key: { env: "FACTEUR_KEY_THAT_IS_NOT_THERE" } } });
  assert.equal((await facteur("run")).code, 78);
});

test("a store of an older version is encrypted by a command, and the audit stays clean", async (t) => {
  const { facteur, data, about } = await auditedFolder(t);
  const store = fileStore({ data });
  let count = 0;
  for (const prefix of readdirSync(about.store).filter((name) => name.length === 2))
    for (const rest of readdirSync(join(about.store, prefix))) {
      const bytes = await store.get(prefix + rest);
      writeFileSync(join(about.store, prefix, rest), bytes);
      count += 1;
    }
  for (const part of ["keys", "key-of-keys", "store/key-id"])
    rmSync(join(data, part), { recursive: true });
  const before = await facteur("store", "status", "--json");
  assert.deepEqual(JSON.parse(before.out), { encrypted: 0, clear: count, damaged: [] });
  assert.equal(before.code, 1);
  const done = await facteur("store", "encrypt");
  assert.equal(done.code, 0, done.err);
  assert.equal((await facteur("store", "status")).code, 0);
  assert.deepEqual(await violationsOf(about), []);
  assert.match((await facteur("store", "encrypt")).out, /déjà chiffré/u);
  assert.equal(
    statSync(join(data, "key-of-keys")).mode & 0o777,
    process.platform === "win32" ? 0o666 : 0o600,
  );
});
