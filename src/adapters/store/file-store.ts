/**
 * The store on a local folder: `ab/cdef…` under the hash of the bytes, 0600 in folders of 0700.
 * A blob appears under its name only whole and durable (mail.md F21); it is never changed, except to put
 * right bytes in the place of damaged ones.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Sha256 } from "../../domain/ids.ts";
import { sha256 } from "../../foundation/bytes.ts";
import { codeOf } from "../../foundation/errors.ts";
import {
  discardTemp,
  makeFolderSafely,
  openTemp,
  publishTemp,
  statsOf,
  sweepTemps,
  syncFolder,
  type Temp,
} from "../../foundation/safe-file.ts";
import { CorruptBlob, type Store } from "../../ports/store.ts";

const folderMode = 0o700;
const blobMode = 0o600;

export const fileStore = (folder: string): Store => {
  const temps = tempsIn(folder);

  const putStream: Store["putStream"] = async (chunks) => {
    const temp = await openTemp(await temps(), blobMode);
    try {
      const written = await write(temp, chunks);
      await keep(folder, temp, written);
      return written;
    } catch (cause) {
      await discardTemp(temp);
      throw cause;
    }
  };

  return {
    putStream,

    async put(bytes) {
      const blob = { sha256: sha256(bytes), size: bytes.byteLength };
      if (!(await stands(folder, blob))) await putStream(once(bytes));
      return blob.sha256;
    },

    async get(hash) {
      if (!/^[0-9a-f]{64}$/u.test(hash)) throw new CorruptBlob(hash, "not a hash");
      const bytes = await readBlob(blobPath(folder, hash), hash);
      if (sha256(bytes) !== hash) throw new CorruptBlob(hash, "damaged");
      return bytes;
    },
  };
};

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

const keep = async (folder: string, temp: Temp, blob: Blob): Promise<void> => {
  if (await stands(folder, blob)) return discardTemp(temp);
  const path = blobPath(folder, blob.sha256);
  await makeFolderSafely(dirname(path), folderMode);
  await publishTemp(temp, path, { overwrite: true });
  await syncFolder(folder);
};

/** True when the right bytes stand there already, durably. */
const stands = async (folder: string, blob: Blob): Promise<boolean> => {
  const path = blobPath(folder, blob.sha256);
  if (!(await isIntact(path, blob))) return false;
  // It may have been renamed just before a crash and its name never have reached the disk.
  await syncFolder(dirname(path));
  await syncFolder(folder);
  return true;
};

const blobPath = (folder: string, hash: Sha256): string =>
  join(folder, hash.slice(0, 2), hash.slice(2));

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const readBlob = async (path: string, hash: Sha256): Promise<Uint8Array> => {
  try {
    return await readFile(path);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === "ENOENT" || code === "ENOTDIR") throw new CorruptBlob(hash, "gone");
    // A disk that cannot read its own sectors has lost them (mail.md F32).
    if (code === "EIO" || code === "EISDIR") throw new CorruptBlob(hash, `unreadable (${code})`);
    throw cause;
  }
};

/** Blobs are small and rarely put twice, so the bytes themselves are looked at, not their number alone. */
const isIntact = async (path: string, blob: Blob): Promise<boolean> => {
  const stats = await statsOf(path);
  if (!stats?.isFile() || Number(stats.size) !== blob.size) return false;
  try {
    return sha256(await readFile(path)) === blob.sha256;
  } catch (cause) {
    if (codeOf(cause) === "EIO") return false;
    throw cause;
  }
};
