/** The store on a folder: the contract, and what only a disk can show. */
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { limits } from "../../src/domain/limits.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { storeContract } from "../contract/store.contract.ts";
import { damaged, memoryStore } from "../support/memory-store.ts";
import { scratch } from "../support/scratch.ts";

const pathOf = (folder: string, hash: string): string =>
  join(folder, "store", hash.slice(0, 2), hash.slice(2));

storeContract("memory", async () => {
  const store = memoryStore();
  return { store, damage: store.damage, lose: store.lose };
});

const onFolder = (folder: string) => ({
  store: fileStore({ data: folder }),
  damage: async (hash: string) => {
    const path = pathOf(folder, hash);
    await writeFile(path, damaged(await readFile(path)));
  },
  lose: (hash: string) => rm(pathOf(folder, hash)),
});

storeContract("folder", async (t) => onFolder(await scratch(t)));

storeContract("folder, read by another process", async (t) => {
  const folder = await scratch(t);
  const on = onFolder(folder);
  // Nothing that was put lately is at hand there.
  return { ...on, store: { ...on.store, get: (hash) => fileStore({ data: folder }).get(hash) } };
});

test("what was put lately is the store's own: whoever got it may change it", async (t) => {
  const store = fileStore({ data: await scratch(t) });
  const put = Buffer.from("declaration");
  const hash = await store.put(put);
  put.fill(0);
  (await store.get(hash)).fill(0);
  assert.equal(Buffer.from(await store.get(hash)).toString(), "declaration");
});

test("blobs are for the agent alone", { skip: process.platform === "win32" }, async (t) => {
  const folder = join(await scratch(t), "data");
  const hash = await fileStore({ data: folder }).put(Buffer.from("private"));
  const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
  assert.equal(await modeOf(pathOf(folder, hash)), 0o600);
  assert.equal(await modeOf(join(folder, "store", hash.slice(0, 2))), 0o700);
  const [batch = ""] = await readdir(join(folder, "keys"));
  for (const file of ["key-of-keys", "store/key-id", `keys/${batch}`])
    assert.equal(await modeOf(join(folder, file)), 0o600, file);
  for (const part of ["", "store", "keys"]) assert.equal(await modeOf(join(folder, part)), 0o700);
});

test("a blob that stands is not written again, unless it was cut short", async (t) => {
  const folder = await scratch(t);
  const store = fileStore({ data: folder });
  const hash = await store.put(Buffer.from("declaration"));
  const path = pathOf(folder, hash);
  const before = await stat(path, { bigint: true });
  await store.put(Buffer.from("declaration"));
  assert.equal((await stat(path, { bigint: true })).ino, before.ino);
  assert.equal((await stat(path, { bigint: true })).mtimeNs, before.mtimeNs);
  await writeFile(path, "decl");
  await store.put(Buffer.from("declaration"));
  assert.deepEqual(Buffer.from(await store.get(hash)), Buffer.from("declaration"));
});

test("leftovers of a crash go at the first write, never at a read", async (t) => {
  const folder = await scratch(t);
  const hash = sha256("kept");
  await fileStore({ data: folder }).put(Buffer.from("kept"));
  const leftover = join(folder, "store", "tmp", ".tmp-facteur-0123456789abcdef");
  await writeFile(leftover, "half");
  await utimes(leftover, 1_000_000, 1_000_000);
  const store = fileStore({ data: folder });
  await store.get(hash);
  assert.deepEqual(await readdir(join(folder, "store", "tmp")), [".tmp-facteur-0123456789abcdef"]);
  await store.put(Buffer.from("new"));
  assert.deepEqual(await readdir(join(folder, "store", "tmp")), []);
});

test("a stream that breaks leaves no file behind", async (t) => {
  const folder = await scratch(t);
  const broken = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(limits.storeWholeBytesMax + 1);
    throw new Error("broken");
  };
  await assert.rejects(fileStore({ data: folder }).putStream(broken()));
  assert.deepEqual(await readdir(join(folder, "store"), { recursive: true }), ["key-id", "tmp"]);
});

test("a first write that fails does not forbid the next one", async (t) => {
  const folder = await scratch(t);
  const way = join(folder, "store");
  await writeFile(way, "a file in the way");
  const store = fileStore({ data: folder });
  await assert.rejects(store.put(Buffer.from("x")));
  await rm(way);
  await mkdir(way);
  assert.equal(await store.put(Buffer.from("x")), sha256("x"));
});
