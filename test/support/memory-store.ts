/** The store in memory, with two hands for tests: one damages a blob, one takes it away. */
import type { Sha256 } from "../../src/domain/ids.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { CorruptBlob, type Store } from "../../src/ports/store.ts";

export interface MemoryStore extends Store {
  readonly blobs: Map<Sha256, Uint8Array>;
  readonly damage: (hash: Sha256) => Promise<void>;
  readonly lose: (hash: Sha256) => Promise<void>;
}

export const memoryStore = (): MemoryStore => {
  const blobs = new Map<Sha256, Uint8Array>();
  const put = (bytes: Uint8Array): Sha256 => {
    const hash = sha256(bytes);
    const there = blobs.get(hash);
    if (there === undefined || sha256(there) !== hash) blobs.set(hash, Uint8Array.from(bytes));
    return hash;
  };
  return {
    blobs,
    put: async (bytes) => put(bytes),
    async putStream(chunks) {
      const parts: Uint8Array[] = [];
      for await (const chunk of chunks) parts.push(chunk);
      const bytes = Buffer.concat(parts);
      return { sha256: put(bytes), size: bytes.byteLength };
    },
    async get(hash) {
      const bytes = blobs.get(hash);
      if (!bytes) throw new CorruptBlob(hash, "gone");
      if (sha256(bytes) !== hash) throw new CorruptBlob(hash, "damaged");
      return Uint8Array.from(bytes);
    },
    sizeOf: async (hash) => blobs.get(hash)?.byteLength,
    async remove(hash) {
      if (!/^[0-9a-f]{64}$/u.test(hash)) throw new CorruptBlob(hash, "not a hash");
      blobs.delete(hash);
    },
    async damage(hash) {
      const bytes = blobs.get(hash);
      if (bytes) blobs.set(hash, damaged(bytes));
    },
    lose: async (hash) => void blobs.delete(hash),
  };
};

/** The same length, one bit changed; nothing to change in nothing, so one byte comes. */
export const damaged = (bytes: Uint8Array): Uint8Array => {
  const copy = bytes.byteLength === 0 ? new Uint8Array(1) : Uint8Array.from(bytes);
  copy[0] = (copy[0] ?? 0) ^ 1;
  return copy;
};
