/**
 * The copy of the journal that is made before its tables change (mail.md F85): `journal.db.v1-20261105`, whole
 * and durable before the first change. One per version and day; whoever has room to spare may delete it.
 */
import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Instant } from "../../domain/ids.ts";

export const copyJournal = (
  db: DatabaseSync,
  about: { readonly file: string; readonly now: Instant; readonly version: number },
): void => {
  const day = new Date(about.now).toISOString().slice(0, 10).replaceAll("-", "");
  const copy = `${about.file}.v${about.version}-${day}`;
  // A migration that failed today left the journal as it was: its copy is still the right one.
  if (existsSync(copy)) return;
  const half = `${copy}.tmp`;
  rmSync(half, { force: true });
  // What the WAL holds is in it, which a copy of the file alone would miss (sqlite.org/lang_vacuum.html).
  db.prepare("VACUUM INTO ?").run(half);
  chmodSync(half, 0o600);
  sync(half);
  linkSync(half, copy);
  rmSync(half);
  if (process.platform !== "win32") sync(dirname(copy));
};

const sync = (path: string): void => {
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};
