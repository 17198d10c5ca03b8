/**
 * SQLite's way of saying that the disk is full or failing, in the system's own words (`ENOSPC`, `EIO`), so that
 * nobody else needs to know SQLite.
 */
import { asError } from "./errors.ts";

/** Primary result codes (sqlite.org/rescode.html): the low byte, whatever the extension. */
const full = 13;
const ioError = 10;
/** SQLITE_IOERR_SHMSIZE: the WAL's index could not grow, which only a full disk does. */
const shmSize = 4874;

/** SQLITE_CORRUPT and SQLITE_NOTADB: the file itself is damaged. */
const damaged: readonly number[] = [11, 26];

export const isDamagedDatabase = (cause: unknown): boolean =>
  typeof cause === "object" &&
  cause !== null &&
  "errcode" in cause &&
  typeof cause.errcode === "number" &&
  damaged.includes(cause.errcode % 256);

export const diskError = (cause: unknown): Error => {
  const error = asError(cause);
  const code = systemCode(error);
  return code === undefined
    ? error
    : Object.assign(new Error(`${code}: ${error.message}`, { cause }), { code });
};

const systemCode = (error: Error): "ENOSPC" | "EIO" | undefined => {
  if (!("errcode" in error) || typeof error.errcode !== "number") return undefined;
  if (error.errcode % 256 === full || error.errcode === shmSize) return "ENOSPC";
  return error.errcode % 256 === ioError ? "EIO" : undefined;
};
