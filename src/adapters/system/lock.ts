/**
 * One agent per data folder. The lock is a SQLite database held exclusively: the operating system lets
 * go of it when its holder dies, however it dies, so there is no stale lock and no heartbeat (mail.md F12).
 *
 * POSIX drops a process's locks on a file when the process closes *any* descriptor of that file: nothing
 * here or elsewhere may open `verrou.db` but SQLite. Who holds it is written beside, for messages only.
 */
import { readFile, rm } from "node:fs/promises";
import { uptime } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Instant } from "../../domain/ids.ts";
import { diskError } from "../../foundation/disk-error.ts";
import { codeOf } from "../../foundation/errors.ts";
import { createOnce, makeFolderSafely, writeFileSafely } from "../../foundation/safe-file.ts";

export class LockHeld extends Error {
  /** Process id of the holder, and when it took the lock; absent when it could not say. */
  readonly pid: number | undefined;
  readonly since: Instant | undefined;
  constructor(folder: string, holder: Holder | undefined) {
    super(`${folder} is held by ${holder ? `process ${holder.pid}` : "another process"}`);
    this.name = "LockHeld";
    this.pid = holder?.pid;
    this.since = holder?.since;
  }
}

export interface Holder {
  readonly pid: number;
  readonly since: Instant;
}

/** Holds until disposed or dead. Keep the answer: a lock that nobody refers to may be collected. */
export const takeLock = async (dataFolder: string): Promise<AsyncDisposable> => {
  await makeFolderSafely(dataFolder, 0o700);
  const path = join(dataFolder, "verrou.db");
  const holderPath = join(dataFolder, "verrou.json");
  // SQLite would create it readable by all. An existing one is not opened: see above.
  createOnce(path, 0o600);
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE;");
  } catch (cause) {
    database.close();
    if (isBusy(cause)) throw new LockHeld(dataFolder, await readHolder(holderPath));
    throw diskError(cause);
  }
  const holder: Holder = { pid: process.pid, since: Date.now() };
  try {
    await writeFileSafely(holderPath, JSON.stringify(holder), { mode: 0o600, overwrite: true });
  } catch (cause) {
    database.close();
    throw cause;
  }
  return {
    async [Symbol.asyncDispose]() {
      await rm(holderPath, { force: true });
      database.close();
    },
  };
};

/** SQLITE_BUSY, whatever its extension (sqlite.org/rescode.html: the low byte is the primary code). */
const isBusy = (cause: unknown): boolean =>
  typeof cause === "object" &&
  cause !== null &&
  "errcode" in cause &&
  typeof cause.errcode === "number" &&
  cause.errcode % 256 === 5;

/**
 * Who holds the lock, without touching it: somebody who takes it at this moment would be refused. What a holder that died
 * left written counts no more: another process may bear its number since, after a restart of the machine above all.
 */
export const lockHolder = async (dataFolder: string): Promise<Holder | undefined> => {
  const holder = await readHolder(join(dataFolder, "verrou.json"));
  if (!holder || holder.since < Date.now() - uptime() * 1000) return undefined;
  return isAlive(holder.pid) ? holder : undefined;
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return codeOf(cause) === "EPERM";
  }
};

const readHolder = async (path: string): Promise<Holder | undefined> => {
  try {
    const found: unknown = JSON.parse(await readFile(path, "utf8"));
    if (typeof found !== "object" || found === null) return undefined;
    if (!("pid" in found) || typeof found.pid !== "number") return undefined;
    if (!("since" in found) || typeof found.since !== "number") return undefined;
    return { pid: found.pid, since: found.since };
  } catch {
    // Only for a message: the lock itself has already answered.
    return undefined;
  }
};
