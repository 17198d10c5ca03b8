/** The recipe under faults: each system call that may fail or be overtaken does so once (mail.md F07, F10, F21). */
import assert from "node:assert/strict";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { identityOf } from "../../src/foundation/file-identity.ts";
import {
  makeFolderSafely,
  moveFileSafely,
  statsOf,
  sweepTemps,
  writeFileSafely,
} from "../../src/foundation/safe-file.ts";
import { scratch } from "../support/scratch.ts";

type Call = "rename" | "link" | "unlink" | "lstat";

/** Runs `before` each time the call is made; what it throws is the call's failure. */
const intercept = (t: TestContext, call: Call, before: (...paths: unknown[]) => void): void => {
  const original = fs[call] as (...args: unknown[]) => Promise<unknown>;
  const mocked = t.mock.method(fs, call, async (...args: unknown[]) => {
    before(...args);
    return original(...args);
  });
  syncBuiltinESMExports();
  t.after(() => {
    mocked.mock.restore();
    syncBuiltinESMExports();
  });
};

const failing = (code: string): never => {
  throw Object.assign(new Error(`${code}: as the test wants it`), { code });
};

const placed = async (folder: string, name: string, text: string) => {
  const from = join(folder, name);
  await fs.writeFile(from, text);
  const stats = await statsOf(from);
  if (!stats) throw new Error("just written");
  return { from, to: join(folder, "retired.txt"), identity: identityOf(stats) };
};

const mode = { mode: 0o600, overwrite: true };

describe("writing a file", () => {
  it("replaces the old file by the whole new one and leaves nothing else", async (t) => {
    const folder = await scratch(t);
    await writeFileSafely(join(folder, "a"), "old", mode);
    await writeFileSafely(join(folder, "a"), "new", mode);
    assert.equal(await fs.readFile(join(folder, "a"), "utf8"), "new");
    assert.deepEqual(await fs.readdir(folder), ["a"]);
  });

  it("does not overwrite when it is told not to, with hard links or without", async (t) => {
    const folder = await scratch(t);
    const careful = { mode: 0o600, overwrite: false };
    await writeFileSafely(join(folder, "a"), "old", careful);
    await assert.rejects(writeFileSafely(join(folder, "a"), "new", careful), { code: "EEXIST" });
    intercept(t, "link", () => failing("EPERM"));
    await assert.rejects(writeFileSafely(join(folder, "a"), "new", careful), { code: "EEXIST" });
    await writeFileSafely(join(folder, "b"), "new", careful);
    assert.equal(await fs.readFile(join(folder, "a"), "utf8"), "old");
    assert.deepEqual((await fs.readdir(folder)).sort(), ["a", "b"]);
  });

  it("keeps the old file and no leftover when the disk is full at the rename", async (t) => {
    const folder = await scratch(t);
    await writeFileSafely(join(folder, "a"), "old", mode);
    intercept(t, "rename", () => failing("ENOSPC"));
    await assert.rejects(writeFileSafely(join(folder, "a"), "new", mode), { code: "ENOSPC" });
    assert.equal(await fs.readFile(join(folder, "a"), "utf8"), "old");
    assert.deepEqual(await fs.readdir(folder), ["a"]);
  });

  it("tries again while somebody holds the file, and tells when that lasts", async (t) => {
    const folder = await scratch(t);
    let calls = 0;
    let busy = 2;
    intercept(t, "rename", () => {
      calls += 1;
      if (busy > 0) {
        busy -= 1;
        failing("EBUSY");
      }
    });
    await writeFileSafely(join(folder, "a"), "new", mode);
    assert.equal(calls, 3);
    busy = Number.POSITIVE_INFINITY;
    await assert.rejects(writeFileSafely(join(folder, "a"), "newer", mode), { code: "EBUSY" });
    assert.equal(await fs.readFile(join(folder, "a"), "utf8"), "new");
  });
});

const moved = async (move: Parameters<typeof moveFileSafely>[0]): Promise<"moved" | "gone"> => {
  const { is, durable } = await moveFileSafely(move);
  await durable();
  return is;
};

describe("moving a file", () => {
  it("moves the file of that identity to a free name only", async (t) => {
    const folder = await scratch(t);
    const move = await placed(folder, "dpae.txt", "one");
    await fs.writeFile(move.to, "somebody's");
    await assert.rejects(moved(move), { code: "EEXIST" });
    await fs.rm(move.to);
    assert.equal(await moved(move), "moved");
    assert.equal(await moved(move), "gone");
    assert.deepEqual(await fs.readdir(folder), ["retired.txt"]);
  });

  it("puts back a successor that came between the look and the rename", async (t) => {
    const folder = await scratch(t);
    const move = await placed(folder, "dpae.txt", "one");
    intercept(t, "rename", () => {
      writeFileSync(join(folder, "next"), "two");
      renameSync(join(folder, "next"), move.from);
    });
    assert.equal(await moved(move), "gone");
    assert.equal(await fs.readFile(move.from, "utf8"), "two");
    assert.deepEqual(await fs.readdir(folder), ["dpae.txt"]);
  });

  it("puts it back beside when a third one came meanwhile", async (t) => {
    const folder = await scratch(t);
    const move = await placed(folder, "dpae.txt", "one");
    intercept(t, "rename", () => writeFileSync(move.from, "two, longer"));
    intercept(t, "link", () => writeFileSync(move.from, "three", { flag: "w" }));
    assert.equal(await moved(move), "gone");
    assert.equal(readFileSync(join(folder, "dpae.txt"), "utf8"), "three");
    assert.equal(readFileSync(join(folder, "dpae-2.txt"), "utf8"), "two, longer");
  });

  it("calls a file gone that disappears before the rename", async (t) => {
    const folder = await scratch(t);
    const move = await placed(folder, "dpae.txt", "one");
    intercept(t, "rename", () => renameSync(move.from, join(folder, "taken away")));
    assert.equal(await moved(move), "gone");
  });

  it("copies to another file system, and keeps the original until the copy is durable", async (t) => {
    const folder = await scratch(t);
    const move = await placed(folder, "dpae.txt", "x".repeat(600_000));
    let first = true;
    intercept(t, "rename", () => {
      if (first) {
        first = false;
        failing("EXDEV");
      }
    });
    intercept(t, "unlink", (path) => {
      if (path === move.from) assert.equal(readFileSync(move.to).byteLength, 600_000);
    });
    assert.equal(await moved(move), "moved");
    assert.deepEqual(await fs.readdir(folder), ["retired.txt"]);
  });

  it("takes nothing away when the original changes under the copy", async (t) => {
    const folder = await scratch(t);
    const move = await placed(folder, "dpae.txt", "one");
    intercept(t, "rename", () => {
      writeFileSync(move.from, "one and more");
      failing("EXDEV");
    });
    assert.equal(await moved(move), "gone");
    assert.equal(await fs.readFile(move.from, "utf8"), "one and more");
    assert.deepEqual(await fs.readdir(folder), ["dpae.txt"]);
  });
});

describe("folders", () => {
  it("are made with those above them, and left alone when they stand", async (t) => {
    const folder = await scratch(t);
    const deep = join(folder, "a", "b", "c");
    await makeFolderSafely(deep, 0o700);
    await makeFolderSafely(deep, 0o777);
    const { mode } = await fs.stat(deep);
    assert.equal((await fs.stat(deep)).isDirectory(), true);
    if (process.platform !== "win32") assert.equal(mode & 0o777, 0o700);
  });

  it("cannot be made below a link that leads nowhere, and say so at once", async (t) => {
    if (process.platform === "win32") return t.skip("links need a privilege on Windows");
    const folder = await scratch(t);
    await fs.symlink(join(folder, "nowhere", "at all"), join(folder, "link"));
    await assert.rejects(makeFolderSafely(join(folder, "link", "a"), 0o700), { code: "ENOENT" });
  });

  it("lose only the temporary files that are older than asked", async (t) => {
    const folder = await scratch(t);
    for (const name of [".tmp-facteur-old", ".tmp-facteur-new", "old"])
      await fs.writeFile(join(folder, name), "x");
    for (const name of [".tmp-facteur-old", "old"])
      await fs.utimes(join(folder, name), 1_000, 1_000);
    await sweepTemps(folder, 2_000_000);
    assert.deepEqual((await fs.readdir(folder)).sort(), [".tmp-facteur-new", "old"]);
  });
});
