/** What every store must do, whatever keeps the bytes (mail.md F21, F32). */
import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { sha256 } from "../../src/foundation/bytes.ts";
import { CorruptBlob, type Store } from "../../src/ports/store.ts";

export interface StoreBench {
  readonly store: Store;
  /** Changes one bit of the stored bytes, as a tired disk does. */
  readonly damage: (hash: string) => Promise<void>;
  readonly lose: (hash: string) => Promise<void>;
}

const text = (words: string): Uint8Array => Buffer.from(words);

async function* chunks(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield part;
}

export const storeContract = (
  name: string,
  makeBench: (t: TestContext) => Promise<StoreBench>,
): void => {
  describe(`store: ${name}`, () => {
    it("gives back the bytes under their hash, nothing included", async (t) => {
      const { store } = await makeBench(t);
      for (const bytes of [text("declaration"), text(""), Buffer.alloc(300_000, 0xe9)]) {
        const hash = await store.put(bytes);
        assert.equal(hash, sha256(bytes));
        assert.deepEqual(Buffer.from(await store.get(hash)), Buffer.from(bytes));
      }
    });

    it("keeps the same bytes once, whichever way they come", async (t) => {
      const { store } = await makeBench(t);
      const whole = await store.put(text("ab"));
      const streamed = await store.putStream(chunks(text("a"), text(""), text("b")));
      assert.deepEqual(streamed, { sha256: whole, size: 2 });
      assert.equal(await store.put(text("ab")), whole);
      assert.deepEqual(Buffer.from(await store.get(whole)), text("ab"));
    });

    it("stores the same bytes twice at once", async (t) => {
      const { store } = await makeBench(t);
      const same = Buffer.alloc(100_000, 7);
      const hashes = await Promise.all([1, 2, 3, 4].map(() => store.put(same)));
      assert.deepEqual(new Set(hashes), new Set([sha256(same)]));
      assert.deepEqual(Buffer.from(await store.get(sha256(same))), same);
    });

    it("keeps nothing of a stream that breaks, and tells why", async (t) => {
      const { store } = await makeBench(t);
      const broken = async function* (): AsyncGenerator<Uint8Array> {
        yield text("half");
        throw new Error("the share went away");
      };
      await assert.rejects(store.putStream(broken()), /the share went away/);
      await assert.rejects(store.get(sha256("half")), CorruptBlob);
    });

    it("says which blob is damaged, gone or never was", async (t) => {
      const { store, damage, lose } = await makeBench(t);
      const damaged = await store.put(text("one"));
      const lost = await store.put(text("two"));
      await damage(damaged);
      await lose(lost);
      for (const hash of [damaged, lost, sha256("three"), "../../etc/passwd"])
        await assert.rejects(
          store.get(hash),
          (fault) => fault instanceof CorruptBlob && fault.sha256 === hash,
        );
    });

    it("puts right what was damaged or lost when the bytes come again", async (t) => {
      const { store, damage, lose } = await makeBench(t);
      const hash = await store.put(text("declaration"));
      await damage(hash);
      await store.put(text("declaration"));
      assert.deepEqual(Buffer.from(await store.get(hash)), text("declaration"));
      await lose(hash);
      await store.putStream(chunks(text("declaration")));
      assert.deepEqual(Buffer.from(await store.get(hash)), text("declaration"));
    });

    it("removes for good, once or again, and takes the same bytes anew", async (t) => {
      const { store } = await makeBench(t);
      const [kept, gone] = [await store.put(text("kept")), await store.put(text("gone"))];
      assert.deepEqual([await store.sizeOf(kept), await store.sizeOf(gone)], [4, 4]);
      for (let n = 0; n < 2; n += 1) {
        await store.remove(gone);
        assert.equal(await store.sizeOf(gone), undefined);
        await assert.rejects(store.get(gone), /is gone/u);
      }
      assert.deepEqual(Buffer.from(await store.get(kept)), text("kept"));
      await store.put(text("gone"));
      assert.deepEqual(Buffer.from(await store.get(gone)), text("gone"));
    });

    it("sizes and removes nothing but what has a hash for a name", async (t) => {
      const { store } = await makeBench(t);
      assert.equal(await store.sizeOf(sha256("never was")), undefined);
      assert.equal(await store.sizeOf("../../etc/passwd"), undefined);
      await store.remove(sha256("never was"));
      await assert.rejects(store.remove("../../etc/passwd"), CorruptBlob);
    });

    it("is not changed by what the caller does to its bytes afterwards", async (t) => {
      const { store } = await makeBench(t);
      const bytes = Buffer.from("mine");
      const hash = await store.put(bytes);
      bytes.fill(0);
      (await store.get(hash)).fill(0);
      assert.deepEqual(Buffer.from(await store.get(hash)), text("mine"));
    });
  });
};
