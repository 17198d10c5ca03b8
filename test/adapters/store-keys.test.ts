/** Contents are unreadable without their keys, and a destroyed key takes its content with it, also from a backup. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { readRing, type StorePlace } from "../../src/adapters/store/key-of-keys.ts";
import { encryptAll, rotate, storeState } from "../../src/adapters/store/store-care.ts";
import { limits } from "../../src/domain/limits.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { Refusal } from "../../src/foundation/refusal.ts";
import { CorruptBlob } from "../../src/ports/store.ts";
import { scratch } from "../support/scratch.ts";

const secret = Buffer.from("SENTINELLE Fictive 1 99 05 78 006 084 36");
const pathOf = ({ data }: StorePlace, hash: string): string =>
  join(data, "store", hash.slice(0, 2), hash.slice(2));

const filesOf = (folder: string): readonly Buffer[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));

const refused = (part: string) => (cause: unknown) =>
  cause instanceof Refusal && cause.exit === 78 && cause.message.includes(part);

const none = (): void => undefined;

test("no file of the data folder holds the clear bytes, whole or streamed", async (t) => {
  const data = await scratch(t);
  const store = fileStore({ data });
  await store.put(secret);
  const large = Buffer.concat([Buffer.alloc(limits.storeWholeBytesMax), secret]);
  const streamed = await store.putStream(
    (async function* () {
      yield large.subarray(0, 100_000);
      yield large.subarray(100_000);
    })(),
  );
  assert.deepEqual(Buffer.from(await store.get(streamed.sha256)), large);
  assert.equal(await store.sizeOf(streamed.sha256), large.byteLength);
  for (const bytes of filesOf(data)) assert.ok(!bytes.includes("SENTINELLE"));
});

test("every length around a piece's end comes back, and its size is known unread", async (t) => {
  const data = await scratch(t);
  const store = fileStore({ data });
  for (const size of [0, 1, 65_535, 65_536, 65_537, 131_072, 262_144, 262_145, 327_680]) {
    const bytes = randomBytes(size);
    const { sha256: hash } = await store.putStream(
      (async function* () {
        for (let at = 0; at < size; at += 65_536) yield bytes.subarray(at, at + 65_536);
      })(),
    );
    assert.deepEqual(Buffer.from(await store.get(hash)), bytes, `${size} bytes`);
    assert.equal(await store.sizeOf(hash), size);
  }
});

test("any byte changed, pieces exchanged or cut off: the content is damaged, never other bytes", async (t) => {
  const data = await scratch(t);
  const store = fileStore({ data });
  const hash = await store.put(randomBytes(200_000));
  const path = pathOf({ data }, hash);
  const sound = readFileSync(path);
  const piece = 65_536 + 16;
  const exchanged = Buffer.concat([
    sound.subarray(0, 32),
    sound.subarray(32 + piece, 32 + 2 * piece),
    sound.subarray(32, 32 + piece),
    sound.subarray(32 + 2 * piece),
  ]);
  const changed = [0, 9, 27, 40, 70_000, sound.byteLength - 1].map((at) => {
    const copy = Buffer.from(sound);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  });
  for (const wrong of [
    exchanged,
    sound.subarray(0, 32 + piece),
    sound.subarray(0, 40),
    ...changed,
  ]) {
    writeFileSync(path, wrong);
    await assert.rejects(fileStore({ data }).get(hash), CorruptBlob);
  }
});

test("a content that was removed is unreadable from a backup of the store", async (t) => {
  const data = await scratch(t);
  const store = fileStore({ data });
  const [kept, gone] = [await store.put(Buffer.from("kept")), await store.put(secret)];
  cpSync(join(data, "store"), join(data, "backup"), { recursive: true });
  await store.remove(gone);
  cpSync(join(data, "backup"), join(data, "store"), { recursive: true });
  await assert.rejects(fileStore({ data }).get(gone), /without its key/u);
  assert.deepEqual(Buffer.from(await fileStore({ data }).get(kept)), Buffer.from("kept"));
});

test("after a rotation, a backup of keys and store opens nothing that was removed before it", async (t) => {
  const data = await scratch(t);
  const store = fileStore({ data });
  const gone = await store.put(secret);
  const [batch = ""] = readdirSync(join(data, "keys"));
  const former = readFileSync(join(data, "keys", batch));
  cpSync(join(data, "store"), join(data, "backup"), { recursive: true });
  await store.remove(gone);
  const kept = await store.put(Buffer.from("kept"));
  const { files, unknown } = await rotate({ data }, none);
  assert.deepEqual([files, unknown], [1, []]);
  assert.deepEqual(Buffer.from(await fileStore({ data }).get(kept)), Buffer.from("kept"));
  cpSync(join(data, "backup"), join(data, "store"), { recursive: true });
  rmSync(join(data, "store", "key-id"));
  writeFileSync(join(data, "keys", batch), former);
  await assert.rejects(fileStore({ data }).get(gone), /without its key/u);
});

test("bytes put right after damage leave no key of the damaged file behind", async (t) => {
  const data = await scratch(t);
  const store = fileStore({ data });
  const hash = await store.put(secret);
  const before = readFileSync(pathOf({ data }, hash));
  const damaged = Buffer.from(before);
  damaged[40] = (damaged[40] ?? 0) ^ 1;
  writeFileSync(pathOf({ data }, hash), damaged);
  await store.put(secret);
  await store.remove(hash);
  mkdirSync(dirname(pathOf({ data }, hash)), { recursive: true });
  writeFileSync(pathOf({ data }, hash), before);
  await assert.rejects(fileStore({ data }).get(hash), /without its key/u);
});

test("a lost key of keys is refused with its file, and none is made in its place", async (t) => {
  const data = await scratch(t);
  const hash = await fileStore({ data }).put(secret);
  const file = join(data, "key-of-keys");
  const key = readFileSync(file);
  rmSync(file);
  assert.throws(() => readRing({ data }), refused(file));
  await assert.rejects(fileStore({ data }).get(hash), refused(file));
  await assert.rejects(fileStore({ data }).put(Buffer.from("new")), refused(file));
  rmSync(join(data, "keys"), { recursive: true });
  assert.throws(() => readRing({ data }), refused(file), "a backup of the contents alone");
  writeFileSync(file, key);
  assert.throws(() => readRing({ data }), refused(join(data, "keys")));
});

test("a wrong or misshapen key of keys is refused, and nothing is written", async (t) => {
  const data = await scratch(t);
  const given = { key: "ab".repeat(32), where: "store.key (STORE_KEY)" };
  const hash = await fileStore({ data, given }).put(secret);
  assert.deepEqual(Buffer.from(await fileStore({ data, given }).get(hash)), secret);
  assert.ok(!readdirSync(data).includes("key-of-keys"), "a given key is kept nowhere");
  for (const key of ["cd".repeat(32), "court"]) {
    const place = { data, given: { ...given, key } };
    assert.throws(() => readRing(place), refused("STORE_KEY"));
    await assert.rejects(fileStore(place).put(Buffer.from("new")), refused("STORE_KEY"));
  }
  assert.throws(() => readRing({ data }), refused("key-of-keys"), "the setting was taken out");
});

test("a given key is exchanged for another, and our own for a given one", async (t) => {
  const data = await scratch(t);
  const hash = await fileStore({ data }).put(secret);
  const own = readFileSync(join(data, "key-of-keys"), "utf8").trim();
  const where = "store.key (STORE_KEY)";
  const first = { data, given: { key: "ab".repeat(32), former: own, where } };
  assert.deepEqual((await rotate(first, none)).unknown, []);
  assert.ok(!readdirSync(data).includes("key-of-keys"));
  const second = { data, given: { key: "cd".repeat(32), former: "ab".repeat(32), where } };
  assert.equal((await rotate(second, none)).files, 1);
  const alone = { data, given: { key: "cd".repeat(32), where } };
  assert.deepEqual(Buffer.from(await fileStore(alone).get(hash)), secret);
  assert.throws(() => readRing({ data, given: { key: "ab".repeat(32), where } }), refused(where));
});

test("a rotation that died anywhere goes on, and everything is readable meanwhile", async (t) => {
  const data = await scratch(t);
  const hashes: string[] = [];
  for (let n = 0; n < 3; n += 1) hashes.push(await fileStore({ data }).put(Buffer.from(`n${n}`)));
  const steps = 3;
  for (let dies = 0; dies <= steps; dies += 1) {
    const death = new Error("died");
    const dying = (done: number): void => {
      if (done > dies) throw death;
    };
    await rotate({ data }, dying).catch((cause: unknown) => assert.equal(cause, death));
    for (const [n, hash] of hashes.entries())
      assert.equal(Buffer.from(await fileStore({ data }).get(hash)).toString(), `n${n}`);
    assert.equal(sha256(`w${dies}`), await fileStore({ data }).put(Buffer.from(`w${dies}`)));
  }
  await rotate({ data }, none);
  assert.ok(!readdirSync(data).includes("key-of-keys.next"));
  for (const hash of hashes) assert.ok(await fileStore({ data }).get(hash));
});

test("a store of an older version is read, and encrypted by a write or all at once", async (t) => {
  const data = await scratch(t);
  const olds = ["un", "deux", "trois", "FCTENC1\0 as an encrypted one begins, and it is none"];
  const hashes = olds.map((text) => sha256(text));
  for (const [n, text] of olds.entries()) {
    const path = pathOf({ data }, hashes[n] ?? "");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const broken = sha256("never these");
  mkdirSync(dirname(pathOf({ data }, broken)), { recursive: true });
  writeFileSync(pathOf({ data }, broken), "cut sh");
  const store = fileStore({ data });
  for (const [n, hash] of hashes.entries())
    assert.equal(Buffer.from(await store.get(hash)).toString(), olds[n]);
  await store.put(Buffer.from("un"));
  assert.ok(!readFileSync(pathOf({ data }, hashes[0] ?? "")).includes("un"));
  const state = await encryptAll({ data }, none);
  assert.deepEqual(state.damaged, [broken]);
  assert.equal(state.encrypted, 3);
  for (const [n, hash] of hashes.entries())
    assert.equal(Buffer.from(await fileStore({ data }).get(hash)).toString(), olds[n]);
  assert.deepEqual(await storeState({ data }, none), { encrypted: 4, clear: 1, damaged: [] });
});

test("keys made in advance are used once each, also by many at once", async (t) => {
  const data = await scratch(t);
  const store = fileStore({ data });
  const count = limits.storeKeysAtOnce + 20;
  await Promise.all(
    Array.from({ length: count }, (_, n) => store.put(Buffer.from(`content ${n}`))),
  );
  const heads = filesOf(join(data, "store"))
    .filter((bytes) => bytes.subarray(0, 7).toString() === "FCTENC1")
    .map((bytes) => bytes.toString("hex", 8, 28));
  assert.equal(heads.length, count);
  assert.equal(new Set(heads).size, count);
});
