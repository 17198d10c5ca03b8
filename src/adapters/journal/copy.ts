/**
 * The copy of the journal that is made before its tables change (mail.md F85): `journal.db.v1-20261105`, whole and durable
 * before the first change. Whoever has room to spare may delete it.
 */
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import type { Instant } from "../../domain/ids.ts";
import { versionOf } from "./schema.ts";

export interface Copying {
  /** The journal. */
  readonly file: string;
  readonly now: Instant;
  readonly version: number;
  /** Told of pages; may throw, which ends the copy. */
  readonly told: (done: number, all: number) => void;
}

/** So many pages are copied between two words: 16 MiB, a fraction of a second on a slow disk. */
const pagesAtOnce = 4096;

/**
 * A copy that an earlier try left is taken for it when it is of the very same journal. One of the same day may not be: the
 * former program may have worked in between.
 */
export const copyJournal = async (db: DatabaseSync, about: Copying): Promise<void> => {
  const { file, version } = about;
  sweepHalfCopies(file);
  const head = headOf(db);
  if (copiesOf(file, version).some((copy) => isCopyOf(copy, { version, head }))) return;
  const copy = freeName(about);
  const half = `${copy}${halfEnding}`;
  try {
    // What the WAL holds is in it, which a copy of the file alone would miss.
    await backup(db, half, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) =>
        about.told(totalPages - remainingPages, totalPages),
    });
    settle(half);
    chmodSync(half, 0o600);
    sync(half);
    linkSync(half, copy);
  } finally {
    sweepHalfCopies(file);
  }
  if (process.platform !== "win32") sync(dirname(copy));
};

const halfEnding = ".tmp";

const besides = (file: string): readonly string[] =>
  readdirSync(dirname(file))
    .filter((name) => name.startsWith(`${basename(file)}.v`))
    .map((name) => join(dirname(file), name));

/** What a death or a full disk left of a copy: it may take as much room as the journal. */
const sweepHalfCopies = (file: string): void => {
  for (const path of besides(file))
    if (/\.tmp(?:-journal|-wal|-shm)?$/u.test(path)) rmSync(path, { force: true });
};

const copiesOf = (file: string, version: number): readonly string[] =>
  besides(file).filter(
    (path) => /\.v\d+-\d{8}(?:-\d+)?$/u.test(path) && path.includes(`.v${version}-`),
  );

const freeName = ({ file, now, version }: Copying): string => {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll("-", "");
  const plain = `${file}.v${version}-${day}`;
  for (let n = 2, name = plain; ; n += 1) {
    if (!existsSync(name)) return name;
    name = `${plain}-${n}`;
  }
};

/** The newest link of the chain: all that was ever written hangs on it. */
const headOf = (db: DatabaseSync): unknown =>
  db.prepare("SELECT hash FROM facts ORDER BY seq DESC LIMIT 1").get()?.["hash"];

const isCopyOf = (
  copy: string,
  wanted: { readonly version: number; readonly head: unknown },
): boolean => {
  try {
    const db = new DatabaseSync(copy, { readOnly: true });
    try {
      return versionOf(db) === wanted.version && headOf(db) === wanted.head;
    } finally {
      db.close();
    }
  } catch {
    // Whatever it is, it is no copy to rely on.
    return false;
  }
};

/** One file, that can be opened where nothing may be written beside it. */
const settle = (half: string): void => {
  const db = new DatabaseSync(half);
  try {
    db.exec("PRAGMA journal_mode = DELETE");
  } finally {
    db.close();
  }
};

const sync = (path: string): void => {
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};
