/** What tells one file from its successor under the same name, read from the file system. */
import type { BigIntStats } from "node:fs";

export interface Identity {
  /** Decimal text, because inodes exceed 2^53; `0` where the system has none. */
  readonly inode: string;
  readonly size: number;
  /** Nanoseconds, decimal text. */
  readonly mtimeNs: string;
}

export const identityOf = (stats: BigIntStats): Identity => ({
  inode: String(stats.ino),
  size: Number(stats.size),
  mtimeNs: String(stats.mtimeNs),
});

/** Some Windows shares number no files: there, size and time alone decide. */
export const sameIdentity = (a: Identity, b: Identity): boolean =>
  a.size === b.size &&
  a.mtimeNs === b.mtimeNs &&
  (a.inode === b.inode || a.inode === "0" || b.inode === "0");
