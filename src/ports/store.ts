/**
 * Bytes under their SHA-256. `put` returns only when the bytes would survive a power cut
 * (temp file, fsync, rename, fsync of the folder). Putting the same bytes twice is a no-op.
 */
import type { Sha256 } from "../domain/ids.ts";

export interface Store {
  put(bytes: Uint8Array): Promise<Sha256>;
  /** Streams, hashing as it goes; memory stays flat whatever the size. */
  putStream(chunks: AsyncIterable<Uint8Array>): Promise<{ sha256: Sha256; size: number }>;
  /** The bytes, verified against their hash. Throws `CorruptBlob` when they differ or are gone. */
  get(sha256: Sha256): Promise<Uint8Array>;
  /** How many bytes stand under this hash, unread; undefined when none do. */
  sizeOf(sha256: Sha256): Promise<number | undefined>;
  /** Takes the bytes away for good, durably; nothing happens when none stand there. */
  remove(sha256: Sha256): Promise<void>;
}

export class CorruptBlob extends Error {
  readonly sha256: Sha256;
  constructor(sha256: Sha256, found: string) {
    super(`store: ${sha256} is ${found}`);
    this.name = "CorruptBlob";
    this.sha256 = sha256;
  }
}
