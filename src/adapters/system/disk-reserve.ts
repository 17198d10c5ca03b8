/**
 * The reserve: a file of a few MiB in the data folder, deleted when the disk is full so that the *result* of an attempt
 * under way can still be committed (mail.md F31), and made again when there is room.
 *
 * Its bytes are random, because a file system that compresses would keep nothing for zeros.
 */
import { randomBytes } from "node:crypto";
import { rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import {
  discardTemp,
  openTemp,
  publishTemp,
  statsOf,
  sweepTemps,
} from "../../foundation/safe-file.ts";
import type { Disk } from "../../ports/disk.ts";

const chunkBytes = 1024 * 1024;

export interface DiskReserveOptions {
  /** The data folder; it exists. */
  readonly folder: string;
  readonly bytes: number;
  /** What must stay free beside the reserve before it is taken again. */
  readonly besideBytes: number;
  /** Bytes that we may still write; given by tests. */
  readonly free?: (folder: string) => Promise<number>;
}

export const diskReserve = (options: DiskReserveOptions): Disk => {
  const { folder, bytes, besideBytes, free = freeBytes } = options;
  const path = join(folder, "reserve");
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };
  const spare = async (): Promise<number> => {
    try {
      if (await stands(path, bytes)) return await free(folder);
      if ((await free(folder)) < bytes + besideBytes) return 0;
      await fill(folder, path, bytes);
      return await free(folder);
    } catch {
      // No room after all, or a disk that does not answer: nothing new may begin on it.
      return 0;
    }
  };
  return {
    spare: () => inTurn(spare),
    // A file that cannot be removed is a disk that takes nothing either: the next commit tells.
    release: () => inTurn(() => rm(path, { force: true }).catch(() => undefined)),
  };
};

const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

const stands = async (path: string, bytes: number): Promise<boolean> => {
  const stats = await statsOf(path);
  return stats?.isFile() === true && Number(stats.size) === bytes;
};

/** Under its name only when whole: a half one would be taken for the reserve after a crash. */
const fill = async (folder: string, path: string, bytes: number): Promise<void> => {
  await sweepTemps(folder, Number.POSITIVE_INFINITY);
  const temp = await openTemp(folder, 0o600);
  try {
    for (let left = bytes; left > 0; left -= chunkBytes)
      await temp.handle.writeFile(randomBytes(Math.min(left, chunkBytes)));
  } catch (cause) {
    await discardTemp(temp);
    throw cause;
  }
  await publishTemp(temp, path, { overwrite: true });
};
