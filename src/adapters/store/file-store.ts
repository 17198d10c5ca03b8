/**
 * The store on a local folder: `ab/cdef…` under the hash of the bytes, 0600 in folders of 0700.
 * A blob appears under its name only whole and durable (mail.md F21); it is never changed, except to put
 * right bytes in the place of damaged ones. It goes only by `remove`, when a person ordered a purge.
 */
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Sha256 } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { sha256 } from "../../foundation/bytes.ts";
import { codeOf } from "../../foundation/errors.ts";
import {
  discardTemp,
  makeFolderSafely,
  openTemp,
  publishTemp,
  removeFileSafely,
  statsOf,
  sweepTemps,
  syncFolder,
  type Temp,
  writeSmallFile,
} from "../../foundation/safe-file.ts";
import { CorruptBlob, type Store } from "../../ports/store.ts";

const folderMode = 0o700;
const blobMode = 0o600;

export const fileStore = (folder: string): Store => {
  const temps = tempsIn(folder);
  const named = new Named();

  const put = async (bytes: Uint8Array): Promise<Blob> => {
    const blob = { sha256: sha256(bytes), size: bytes.byteLength };
    if (await stands({ folder, named }, blob)) return blob;
    const path = blobPath(folder, blob.sha256);
    const about = { temps: await temps(), mode: blobMode };
    await named.folder(dirname(path));
    await writeSmallFile(path, bytes, about);
    named.add(blob.sha256);
    return blob;
  };

  const stream = async (chunks: AsyncIterable<Uint8Array>): Promise<Blob> => {
    const temp = await openTemp(await temps(), blobMode);
    try {
      const written = await write(temp, chunks);
      if (await stands({ folder, named }, written)) await discardTemp(temp);
      else {
        const path = blobPath(folder, written.sha256);
        await named.folder(dirname(path));
        await publishTemp(temp, path, { overwrite: true });
        named.add(written.sha256);
      }
      return written;
    } catch (cause) {
      await discardTemp(temp);
      throw cause;
    }
  };

  return {
    async putStream(chunks) {
      const whole = await upTo(chunks, limits.storeWholeBytesMax);
      return whole.is === "all" ? put(whole.bytes) : stream(whole.chunks);
    },

    async put(bytes) {
      return (await put(bytes)).sha256;
    },

    ...standing(folder),
  };
};

/** What concerns blobs that stand there already. */
const standing = (folder: string): Pick<Store, "get" | "sizeOf" | "remove"> => ({
  async get(hash) {
    if (!isHash(hash)) throw new CorruptBlob(hash, "not a hash");
    const bytes = readBlob(blobPath(folder, hash), hash);
    if (sha256(bytes) !== hash) throw new CorruptBlob(hash, "damaged");
    return bytes;
  },

  async sizeOf(hash) {
    const stats = isHash(hash) ? await statsOf(blobPath(folder, hash)) : undefined;
    return stats?.isFile() ? Number(stats.size) : undefined;
  },

  async remove(hash) {
    if (!isHash(hash)) throw new CorruptBlob(hash, "not a hash");
    const path = blobPath(folder, hash);
    // Also when it is gone: its going may not have reached the disk before a crash.
    if (existsSync(dirname(path))) await removeFileSafely(path);
  },
});

/** Most files are small: those are written in one go. A larger one goes on as it began. */
const upTo = async (chunks: AsyncIterable<Uint8Array>, bytesMax: number) => {
  const source = chunks[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let next = await source.next(); ; next = await source.next()) {
    if (next.done) return { is: "all", bytes: Buffer.concat(parts) } as const;
    parts.push(next.value);
    size += next.value.byteLength;
    if (size > bytesMax) return { is: "more", chunks: begunBy(parts, source) } as const;
  }
};

async function* begunBy(
  parts: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* parts;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** What this process has flushed itself: names of blobs, the last of them only, and their folders. */
class Named {
  readonly #blobs = new Set<Sha256>();
  readonly #folders = new Map<string, Promise<void>>();

  has(blob: Sha256): boolean {
    return this.#blobs.has(blob);
  }

  add(blob: Sha256): void {
    this.#blobs.add(blob);
    if (this.#blobs.size <= limits.storeNamesRemembered) return;
    for (const oldest of this.#blobs) {
      this.#blobs.delete(oldest);
      return;
    }
  }

  /** There, and its own name durable. */
  async folder(path: string): Promise<void> {
    const made = this.#folders.get(path) ?? this.#make(path);
    await made;
    // Somebody may have removed it since.
    if (!existsSync(path)) await this.#make(path);
  }

  #make(path: string): Promise<void> {
    const made = makeFolderSafely(path, folderMode)
      .then(() => syncFolder(dirname(path)))
      .catch((cause: unknown) => {
        this.#folders.delete(path);
        throw cause;
      });
    this.#folders.set(path, made);
    return made;
  }
}
const isHash = (text: string): boolean => /^[0-9a-f]{64}$/u.test(text);

interface Blob {
  readonly sha256: Sha256;
  readonly size: number;
}

/**
 * The folder of unfinished blobs, made and swept at the first write, not before: whoever only reads (a
 * command beside the running agent) must not sweep away what the agent is writing.
 */
const tempsIn = (folder: string): (() => Promise<string>) => {
  const temps = join(folder, "tmp");
  const opened = Date.now();
  const prepare = async (): Promise<string> => {
    await makeFolderSafely(temps, folderMode);
    await sweepTemps(temps, opened);
    return temps;
  };
  let ready: Promise<string> | undefined;
  return () => {
    ready ??= prepare().catch((cause: unknown) => {
      // The next write tries again.
      ready = undefined;
      throw cause;
    });
    return ready;
  };
};

const write = async (temp: Temp, chunks: AsyncIterable<Uint8Array>): Promise<Blob> => {
  const digest = createHash("sha256");
  let size = 0;
  for await (const chunk of chunks) {
    digest.update(chunk);
    size += chunk.byteLength;
    await temp.handle.writeFile(chunk);
  }
  return { sha256: digest.digest("hex"), size };
};

/** True when the right bytes stand there already, durably. */
const stands = async (
  { folder, named }: { readonly folder: string; readonly named: Named },
  blob: Blob,
): Promise<boolean> => {
  const path = blobPath(folder, blob.sha256);
  if (!isIntact(path, blob)) return false;
  if (named.has(blob.sha256)) return true;
  // It may have been renamed just before a crash and its name never have reached the disk.
  await syncFolder(dirname(path));
  await syncFolder(folder);
  named.add(blob.sha256);
  return true;
};

const blobPath = (folder: string, hash: Sha256): string =>
  join(folder, hash.slice(0, 2), hash.slice(2));

/** Read in one go: the store lies on this machine's own disk, as the journal does, whose reads wait too. */
const readBlob = (path: string, hash: Sha256): Uint8Array => {
  try {
    return readFileSync(path);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === "ENOENT" || code === "ENOTDIR") throw new CorruptBlob(hash, "gone");
    // A disk that cannot read its own sectors has lost them (mail.md F32).
    if (code === "EIO" || code === "EISDIR") throw new CorruptBlob(hash, `unreadable (${code})`);
    throw cause;
  }
};

/** Blobs are small and rarely put twice, so the bytes themselves are looked at, not their number alone. */
const isIntact = (path: string, blob: Blob): boolean => {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile() || stats.size !== blob.size) return false;
  try {
    return sha256(readFileSync(path)) === blob.sha256;
  } catch (cause) {
    if (codeOf(cause) === "EIO") return false;
    throw cause;
  }
};
