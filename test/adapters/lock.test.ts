/** One agent per data folder, and no lock outlives its holder (mail.md F12). */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { LockHeld, takeLock } from "../../src/adapters/system/lock.ts";
import { scratch } from "../support/scratch.ts";

const program = join(import.meta.dirname, "lock-child.ts");

const holder = async (t: TestContext, folder: string) => {
  const child = spawn(process.execPath, [program, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(() => child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
};

test("a second agent is told who holds the folder, and since when", async (t) => {
  const folder = join(await scratch(t), "data");
  const before = Date.now();
  await using lock = await takeLock(folder);
  await assert.rejects(takeLock(folder), (fault) => {
    assert.ok(fault instanceof LockHeld);
    assert.equal(fault.pid, process.pid);
    assert.ok(fault.since !== undefined && fault.since >= before && fault.since <= Date.now());
    return true;
  });
  // The refused one must not have let go of the lock in our name (POSIX closes, see lock.ts).
  await assert.rejects(takeLock(folder), LockHeld);
  assert.ok(lock);
});

test("a lock that is given back can be taken again", async (t) => {
  const folder = await scratch(t);
  await (await takeLock(folder))[Symbol.asyncDispose]();
  await using again = await takeLock(folder);
  assert.ok(again);
});

test("another process holds it until it is killed, whatever way", async (t) => {
  const folder = await scratch(t);
  const child = await holder(t, folder);
  await assert.rejects(
    takeLock(folder),
    (fault) => fault instanceof LockHeld && fault.pid === child.pid,
  );
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
  await using lock = await takeLock(folder);
  assert.ok(lock);
});

test("a damaged note about the holder only makes the message poorer", async (t) => {
  const folder = await scratch(t);
  await using lock = await takeLock(folder);
  for (const text of ["", "{", "[]", '{"pid":"1"}']) {
    await writeFile(join(folder, "verrou.json"), text);
    await assert.rejects(
      takeLock(folder),
      (fault) => fault instanceof LockHeld && fault.pid === undefined,
    );
  }
  await rm(join(folder, "verrou.json"));
  await assert.rejects(takeLock(folder), LockHeld);
  assert.ok(lock);
});

test("the lock's files are for the agent alone", {
  skip: process.platform === "win32",
}, async (t) => {
  const folder = await scratch(t);
  await using lock = await takeLock(folder);
  for (const name of await readdir(folder))
    assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600, name);
  assert.ok(lock);
});
