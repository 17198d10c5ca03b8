/**
 * Bytes that were put a moment ago, at hand for whoever asks next: the step after the one that put them. They are given only
 * while what was written then stands there unchanged; a file that was damaged, exchanged or removed is read as it is.
 */
import { statSync } from "node:fs";
import type { Sha256 } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { blobPath } from "./stored-file.ts";

interface Put {
  readonly bytes: Uint8Array;
  readonly mark: string;
}

export class Lately {
  readonly #folder: string;
  readonly #put = new Map<Sha256, Put>();
  #size = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The bytes are the caller's own no more. */
  add(hash: Sha256, bytes: Uint8Array): void {
    this.forget(hash);
    const mark = markOf(blobPath(this.#folder, hash));
    if (mark === undefined || bytes.byteLength > limits.storeWholeBytesMax) return;
    this.#put.set(hash, { bytes, mark });
    this.#size += bytes.byteLength;
    for (const oldest of this.#put.keys()) {
      if (this.#size <= limits.storeLatelyBytesMax) return;
      this.forget(oldest);
    }
  }

  /** A copy, which is the caller's. */
  get(hash: Sha256): Uint8Array | undefined {
    const put = this.#put.get(hash);
    if (!put) return undefined;
    if (put.mark === markOf(blobPath(this.#folder, hash)))
      return Buffer.from(new Uint8Array(put.bytes).buffer);
    this.forget(hash);
    return undefined;
  }

  forget(hash: Sha256): void {
    const put = this.#put.get(hash);
    if (!put) return;
    this.#put.delete(hash);
    this.#size -= put.bytes.byteLength;
  }
}

/** Changes with each write to what stands there; undefined when nothing does. */
export const markOf = (path: string): string | undefined => {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.ino} ${stats.mtimeNs} ${stats.ctimeNs} ${stats.size}`;
};
