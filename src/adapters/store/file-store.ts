/**
 * The store on a local folder: `ab/cdef…` under the hash of the clear bytes, encrypted, 0600 in folders of 0700, each with
 * a key of its own that lies elsewhere (`content-keys.ts`). A blob appears under its name only whole and durable
 * (mail.md F21); it is never changed, except to put right bytes in the place of damaged ones, or encrypted ones in the
 * place of those an older version wrote in clear. It goes only by `remove`, which destroys its key first.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Sha256 } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { sha256 } from "../../foundation/bytes.ts";
import {
  discardTemp,
  makeFolderSafely,
  openTemp,
  publishTemp,
  removeFileSafely,
  sweepTemps,
  type Temp,
  writeSmallFile,
} from "../../foundation/safe-file.ts";
import { syncFolder } from "../../foundation/sync-folder.ts";
import { CorruptBlob, type Store } from "../../ports/store.ts";
import { type ContentKeys, contentKeys } from "./content-keys.ts";
import { encrypted, encryptedChunks } from "./encrypted-file.ts";
import { placesIn, type StorePlace } from "./key-of-keys.ts";
import { Lately, markOf } from "./lately.ts";
import { blobPath, isHash, isIntact, lookAt, readBlob } from "./stored-file.ts";

const folderMode = 0o700;
const blobMode = 0o600;

export const fileStore = (place: StorePlace): Store => {
  const folder = placesIn(place.data).contents;
  const keys = contentKeys(place);
  const temps = tempsIn(folder);
  const named = new Named();
  const lately = new Lately(folder);
  const about = { folder, keys, named, lately };

  const put = async (bytes: Uint8Array): Promise<Blob> => {
    // Before the first wait: the caller may use its bytes for something else then.
    const clear = new Uint8Array(bytes);
    const blob = { sha256: sha256(clear), size: clear.byteLength };
    const path = blobPath(folder, blob.sha256);
    const old = markOf(path);
    if (old !== undefined && (await stands(about, blob))) return blob;
    const file = encrypted(await taken(keys), clear);
    const into = { temps: await temps(), mode: blobMode };
    await named.folder(dirname(path));
    const before = old === undefined ? undefined : lookAt(path)?.ref;
    await writeSmallFile(path, file, into);
    if (before) await keys.destroy(before);
    named.add(blob.sha256);
    lately.add(blob.sha256, clear);
    return blob;
  };

  const stream = async (chunks: AsyncIterable<Uint8Array>): Promise<Blob> => {
    const sealing = await taken(keys);
    const temp = await openTemp(await temps(), blobMode);
    try {
      const written = await writeAll(temp, chunks, (clear) => encryptedChunks(sealing, clear));
      if (await stands(about, written)) await discardTemp(temp);
      else {
        const path = blobPath(folder, written.sha256);
        await named.folder(dirname(path));
        const before = lookAt(path)?.ref;
        await publishTemp(temp, path, { overwrite: true });
        if (before) await keys.destroy(before);
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

    ...standing(about),
  };
};

const taken = async (keys: ContentKeys) => {
  const { ref, key } = await keys.take();
  return { ref, key };
};

/** What concerns blobs that stand there already. */
const standing = ({
  folder,
  keys,
  lately,
}: {
  readonly folder: string;
  readonly keys: ContentKeys;
  readonly lately: Lately;
}): Pick<Store, "get" | "sizeOf" | "remove"> => ({
  async get(hash) {
    if (!isHash(hash)) throw new CorruptBlob(hash, "not a hash");
    return lately.get(hash) ?? readBlob(blobPath(folder, hash), hash, keys);
  },

  async sizeOf(hash) {
    return isHash(hash) ? lookAt(blobPath(folder, hash))?.clearSize : undefined;
  },

  async remove(hash) {
    if (!isHash(hash)) throw new CorruptBlob(hash, "not a hash");
    lately.forget(hash);
    const path = blobPath(folder, hash);
    const ref = lookAt(path)?.ref;
    if (ref) await keys.destroy(ref);
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
  /** With what stood there when its bytes were last found to be right. */
  readonly #blobs = new Map<Sha256, string>();
  readonly #folders = new Map<string, Promise<void>>();

  has(blob: Sha256): boolean {
    return this.#blobs.has(blob);
  }

  /** Whether its bytes were found to be right and nobody wrote there since. */
  isRight(blob: Sha256, mark: string | undefined): boolean {
    return mark !== undefined && this.#blobs.get(blob) === mark;
  }

  add(blob: Sha256, mark = ""): void {
    this.#blobs.set(blob, mark);
    if (this.#blobs.size <= limits.storeNamesRemembered) return;
    for (const oldest of this.#blobs.keys()) {
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

const writeAll = async (
  temp: Temp,
  chunks: AsyncIterable<Uint8Array>,
  seal: (clear: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
): Promise<Blob> => {
  const digest = createHash("sha256");
  let size = 0;
  const hashed = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      digest.update(chunk);
      size += chunk.byteLength;
      yield chunk;
    }
  };
  for await (const chunk of seal(hashed())) await temp.handle.writeFile(chunk);
  return { sha256: digest.digest("hex"), size };
};

/** True when the right bytes stand there already, encrypted and durable. */
const stands = async (
  about: { readonly folder: string; readonly keys: ContentKeys; readonly named: Named },
  blob: Blob,
): Promise<boolean> => {
  const { folder, named } = about;
  const path = blobPath(folder, blob.sha256);
  const mark = markOf(path);
  // The same ruling is put for each of a thousand files.
  if (named.isRight(blob.sha256, mark)) return true;
  if (!isIntact(path, blob, about.keys)) return false;
  if (!named.has(blob.sha256)) {
    // It may have been renamed just before a crash and its name never have reached the disk.
    await syncFolder(dirname(path));
    await syncFolder(folder);
  }
  named.add(blob.sha256, mark);
  return true;
};
