/**
 * The one recipe for files that must survive a crash (style.md H6): a temporary file in the same folder,
 * written, fsynced, then renamed (or linked, where nothing may be overwritten), then the folder fsynced.
 * Whoever looks sees the old file or the new one, whole. Nobody else calls `rename`.
 *
 * Windows cannot fsync a folder: there, NTFS's own journal keeps the rename, but its instant is not known.
 */

import { randomBytes } from "node:crypto";
import type { BigIntStats } from "node:fs";
import * as fs from "node:fs";
import { constants } from "node:fs";
import {
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  unlink,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { codeOf } from "./errors.ts";
import { type Identity, identityOf, sameIdentity } from "./file-identity.ts";
import { giveToFolder, giveToParent } from "./folder-owner.ts";
import { retryWhileBusy } from "./retry-while-busy.ts";
import { withSuffix } from "./safe-name.ts";
import { shareFile } from "./share-with-group.ts";
import { syncFolder } from "./sync-folder.ts";

/** Hidden, so that nobody takes a half-written file for a whole one. */
const tempPrefix = ".tmp-facteur-";
const copyChunkBytes = 256 * 1024;

export interface Temp {
  readonly path: string;
  readonly handle: FileHandle;
}

/** An empty file under this name, unless something stands there: for what another program then writes into. */
export const createOnce = (path: string, mode: number): void => {
  try {
    const fd = fs.openSync(path, "wx", mode);
    giveToFolder(fd, dirname(path));
    fs.closeSync(fd);
  } catch (cause) {
    if (codeOf(cause) !== "EEXIST") throw cause;
  }
};

/** A new empty file next to the one to be; without a group, `mode` is still subject to the umask. */
export const openTemp = async (folder: string, mode: number, group?: number): Promise<Temp> => {
  const path = tempPath(folder);
  const temp = { path, handle: await open(path, "wx", mode) };
  giveToFolder(temp.handle.fd, folder);
  if (group === undefined) return temp;
  try {
    await shareFile(temp.handle, { mode, group });
    return temp;
  } catch (cause) {
    await discardTemp(temp);
    throw cause;
  }
};

const tempPath = (folder: string): string =>
  join(folder, `${tempPrefix}${randomBytes(8).toString("hex")}`);

/** A leftover is harmless and swept later, so a failure here never hides the error that led here. */
export const discardTemp = async (temp: Temp): Promise<void> => {
  await temp.handle.close().catch(() => undefined);
  await rm(temp.path, { force: true }).catch(() => undefined);
};

/** Gives the temporary file its name, durably. Without `overwrite`, throws EEXIST when the name is taken. */
export const publishTemp = async (
  temp: Temp,
  to: string,
  { overwrite }: { readonly overwrite: boolean },
): Promise<void> => {
  try {
    await temp.handle.sync();
    await temp.handle.close();
    if (overwrite) await retryWhileBusy(() => rename(temp.path, to));
    else await renameExclusive(temp.path, to);
  } catch (cause) {
    await discardTemp(temp);
    throw cause;
  }
  await syncFolder(dirname(to));
};

export const writeFileSafely = async (
  path: string,
  bytes: Uint8Array | string,
  options: { readonly mode: number; readonly overwrite: boolean; readonly group?: number },
): Promise<void> => {
  const temp = await openTemp(dirname(path), options.mode, options.group);
  try {
    await temp.handle.writeFile(bytes);
  } catch (cause) {
    await discardTemp(temp);
    throw cause;
  }
  await publishTemp(temp, path, options);
};

/**
 * The same recipe for small bytes in hand, whose temporary file may lie elsewhere on the same disk. Without file
 * handles of the library, which cost as much as the calls themselves; each call may wait for the disk's own
 * journal, so none is made synchronously.
 */
export const writeSmallFile = async (
  path: string,
  bytes: Uint8Array,
  about: { readonly temps: string; readonly mode: number },
): Promise<void> => {
  const temp = tempPath(about.temps);
  try {
    const handle = await bare.open(temp, "wx", about.mode);
    try {
      giveToFolder(handle, about.temps);
      for (let at = 0; at < bytes.byteLength; )
        at += (await bare.write(handle, bytes, at, bytes.byteLength - at, null)).bytesWritten;
      await bare.fsync(handle);
    } finally {
      await bare.close(handle);
    }
    await retryWhileBusy(() => rename(temp, path));
  } catch (cause) {
    await rm(temp, { force: true }).catch(() => undefined);
    throw cause;
  }
  await syncFolder(dirname(path));
};

const bare = {
  open: promisify(fs.open),
  write: promisify(fs.write),
  fsync: promisify(fs.fsync),
  close: promisify(fs.close),
};

/** Puts a file that is already durable in the place of another, in one step: no moment without either. */
export const replaceFileSafely = async (from: string, to: string): Promise<void> => {
  await renameOver(from, to);
  await syncFolder(dirname(to));
};

/** The same, whose flush is the caller's to make (`syncFolder`), so that several share it. */
export const renameOver = (from: string, to: string): Promise<void> =>
  retryWhileBusy(() => rename(from, to));

/** Takes a file away for good: once this returned, no power cut brings it back. */
export const removeFileSafely = async (path: string): Promise<void> => {
  await retryWhileBusy(() => rm(path, { force: true }));
  await syncFolder(dirname(path));
};

export interface Move {
  readonly from: string;
  readonly to: string;
  readonly identity: Identity;
}

export interface Moved {
  readonly is: "moved" | "gone";
  /** The flush: nothing may be said of the move before. Apart, so that moves made one by one share it. */
  readonly durable: () => Promise<void>;
}

/**
 * Moves the file of this identity, and no other, to a free name. `gone` when it no longer stands at
 * `from`. Throws EEXIST when `to` is taken; POSIX has no rename that refuses to overwrite, so the caller
 * is the only writer of the destination's folder and moves one file at a time.
 *
 * A producer may put a new file under the old name between our look and our rename: the moved file is
 * therefore looked at again, and put back when it is not the one. Nothing is ever deleted on a guess.
 */
export const moveFileSafely = async (move: Move): Promise<Moved> => {
  const { from, to, identity } = move;
  const gone: Moved = { is: "gone", durable: () => Promise.resolve() };
  if (!(await stands(from, identity))) return gone;
  if (await statsOf(to)) throw taken(to);
  try {
    await retryWhileBusy(() => rename(from, to));
  } catch (cause) {
    if (codeOf(cause) === "EXDEV") return { ...gone, is: await copyAcross(move) };
    if (codeOf(cause) === "ENOENT" && !(await stands(from, identity))) return gone;
    throw cause;
  }
  const right = await stands(to, identity);
  if (!right) await putBack(to, from);
  const durable = async (): Promise<void> => {
    await syncFolder(dirname(to));
    await syncFolder(dirname(from));
  };
  return { is: right ? "moved" : "gone", durable };
};

/** Under its own name, or under the next free one when a third file came meanwhile. */
const putBack = async (path: string, home: string): Promise<void> => {
  for (let n = 1; ; n += 1) {
    const to = n === 1 ? home : withSuffix(home, `-${n}`);
    try {
      await renameExclusive(path, to);
      return;
    } catch (cause) {
      if (codeOf(cause) !== "EEXIST") throw cause;
    }
  }
};

/** Another file system: copy, make durable, look that the original did not change, only then remove it. */
const copyAcross = async (move: Move): Promise<"moved" | "gone"> => {
  const { from, to, identity } = move;
  const temp = await openTemp(dirname(to), 0o660);
  try {
    // Closed before the original is removed: Windows removes no open file.
    await using source = await openPlain(from);
    const buffer = Buffer.allocUnsafe(copyChunkBytes);
    for (;;) {
      const { bytesRead } = await source.read(buffer);
      if (bytesRead === 0) break;
      await temp.handle.writeFile(buffer.subarray(0, bytesRead));
    }
    const stats = await source.stat({ bigint: true });
    await temp.handle.utimes(Number(stats.atimeMs) / 1000, Number(stats.mtimeMs) / 1000);
    if (!sameIdentity(identityOf(stats), identity) || !(await stands(from, identity))) {
      await discardTemp(temp);
      return "gone";
    }
  } catch (cause) {
    await discardTemp(temp);
    throw cause;
  }
  await publishTemp(temp, to, { overwrite: false });
  if (!(await stands(from, identity))) {
    await unlink(to);
    return "gone";
  }
  await retryWhileBusy(() => unlink(from));
  await syncFolder(dirname(from));
  return "moved";
};

/** Opens a file that is a plain one: never through a link, never waiting on a pipe. */
export const openPlain = (path: string): Promise<FileHandle> =>
  retryWhileBusy(() =>
    // Windows has neither flag: there, the caller's look at the identity is the guard.
    open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)),
  );

const renameExclusive = async (from: string, to: string): Promise<void> => {
  try {
    await retryWhileBusy(() => link(from, to));
  } catch (cause) {
    // FAT, exFAT and some shares have no hard links.
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(codeOf(cause)))
      throw cause;
    if (await statsOf(to)) throw taken(to);
    await retryWhileBusy(() => rename(from, to));
    return;
  }
  await retryWhileBusy(() => unlink(from));
};

const taken = (path: string): Error =>
  Object.assign(new Error(`EEXIST: ${path} is taken`), { code: "EEXIST" });

/** What stands at the path itself, links not followed; undefined when nothing does. */
export const statsOf = async (path: string): Promise<BigIntStats | undefined> => {
  try {
    return await lstat(path, { bigint: true });
  } catch (cause) {
    if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR") return undefined;
    throw cause;
  }
};

const stands = async (path: string, identity: Identity): Promise<boolean> => {
  const stats = await statsOf(path);
  return stats !== undefined && stats.isFile() && sameIdentity(identityOf(stats), identity);
};

/** Makes the folder and those above it, durably. What stands under its name is left as it is. */
export const makeFolderSafely = async (folder: string, mode: number): Promise<void> => {
  let made = await makeOne(folder, mode);
  if (made === "no-parent" && dirname(folder) !== folder) {
    await makeFolderSafely(dirname(folder), mode);
    made = await makeOne(folder, mode);
  }
  await settleMade(folder, made);
};

/** The same in a folder that must be there: a share that is away is never made again in its place. */
export const makeSubfolderSafely = async (folder: string, mode: number): Promise<void> =>
  settleMade(folder, await makeOne(folder, mode));

const settleMade = async (folder: string, made: Made): Promise<void> => {
  if (made === "no-parent")
    throw Object.assign(new Error(`ENOENT: ${folder} cannot be made`), { code: "ENOENT" });
  if (made === "made") await syncFolder(dirname(folder));
};

type Made = Awaited<ReturnType<typeof makeOne>>;

const makeOne = async (folder: string, mode: number): Promise<"made" | "stands" | "no-parent"> => {
  try {
    await mkdir(folder, { mode });
    giveToParent(folder);
    return "made";
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return "stands";
    if (codeOf(cause) === "ENOENT") return "no-parent";
    throw cause;
  }
};

/** Removes temporary files last written before `before` (milliseconds), left by a crash. */
export const sweepTemps = async (folder: string, before: number): Promise<void> => {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(tempPrefix)) continue;
    const stats = await statsOf(join(folder, name));
    if (stats && Number(stats.mtimeMs) < before) await rm(join(folder, name), { force: true });
  }
};
