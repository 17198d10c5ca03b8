/**
 * Brings a journal of an earlier version to this program's (mail.md F85): a whole copy first, then all steps in one
 * transaction, so that whoever reads meanwhile, and whatever ends it, finds the former journal. Piece by piece: the
 * caller hears how far it is, and may end it. Under the lock of the data folder.
 */
import { existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate as breathe } from "node:timers/promises";
import { diskError, isDamagedDatabase } from "../../foundation/disk-error.ts";
import type { Clock } from "../../ports/clock.ts";
import type { MigrationNews } from "../../ports/migration.ts";
import { copyJournal } from "./copy.ts";
import { asDamage } from "./damage.ts";
import { rowsInTurn } from "./derive.ts";
import { bindKey } from "./key-mark.ts";
import { type Migration, migrations, NewerJournal, sqlOfStep, versionOf } from "./schema.ts";

export interface Migrating {
  readonly file: string;
  readonly clock: Pick<Clock, "now">;
  /** The agent's, where it is known. */
  readonly key?: Uint8Array | undefined;
  /** Awaited, so that a supervisor has heard before a step that may take minutes. */
  readonly tell?: ((news: MigrationNews) => Promise<void> | void) | undefined;
  /** Ends it: the journal stays as it was, and the copy stands. */
  readonly signal?: AbortSignal | undefined;
  /** Given by tests. */
  readonly steps?: readonly Migration[];
  readonly free?: (folder: string) => number;
}

/** Nothing was touched. */
export class NoRoomToMigrate extends Error {
  readonly needed: number;
  readonly free: number;
  constructor(needed: number, free: number) {
    super(`the journal's migration needs ${needed} bytes; ${free} are free`);
    this.name = "NoRoomToMigrate";
    this.needed = needed;
    this.free = free;
  }
}

/** Another process may read the file while it closes. */
const busyMs = 10_000;
/** What changes stands in the WAL until it is committed: an index over facts takes a hundredth of them, all rows a tenth. */
const changedShare = 0.25;
const leastBytes = 4 * 1024 * 1024;

/** Does nothing for a journal that is of this version, or is not there yet. */
export const migrateJournal = async (about: Migrating): Promise<void> => {
  if (!existsSync(about.file)) return;
  const { steps = migrations } = about;
  const db = new DatabaseSync(about.file, { timeout: busyMs });
  try {
    const version = versionOf(db);
    if (version > steps.length) throw new NewerJournal(version);
    if (version === 0 || version === steps.length) return;
    // Another agent's journal is not touched.
    if (about.key) bindKey(db, about.key);
    await migrate(db, { ...about, steps, version });
  } catch (cause) {
    throw isDamagedDatabase(cause) ? asDamage(about.file, cause) : diskError(cause);
  } finally {
    db.close();
  }
};

interface Work extends Migrating {
  readonly steps: readonly Migration[];
  readonly version: number;
}

const migrate = async (db: DatabaseSync, work: Work): Promise<void> => {
  const { file, clock, version, steps, signal, free = freeBytes } = work;
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536");
  const bytes = bytesOf(db);
  const needed = Math.ceil(bytes * (1 + changedShare)) + leastBytes;
  if (free(dirname(file)) < needed) throw new NoRoomToMigrate(needed, free(dirname(file)));
  const tell = teller(work);
  await tell("copy", 0, 1);
  await copyJournal(db, {
    file,
    version,
    now: clock.now(),
    told: (done, all) => {
      signal?.throwIfAborted();
      void tell("copy", done, all);
    },
  });
  db.exec("BEGIN IMMEDIATE");
  try {
    const due = steps.slice(version);
    for (const [done, step] of due.entries()) {
      signal?.throwIfAborted();
      await tell("tables", done, due.length);
      db.exec(sqlOfStep(step));
    }
    // Once, when every column is there.
    const which = due.flatMap((step) => (typeof step === "string" ? [] : [step.rows]));
    let unread = 0;
    for (const at of rowsInTurn(db, which)) {
      signal?.throwIfAborted();
      unread = at.unread;
      await tell("rows", at.done, at.all, unread);
    }
    db.exec(`PRAGMA user_version = ${steps.length}`);
    // What was changed is written once more, into the file itself.
    await tell("tables", due.length, due.length, unread);
    signal?.throwIfAborted();
    db.exec("COMMIT");
    await tell("done", 1, 1, unread);
  } catch (cause) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw cause;
  }
};

const teller =
  ({ tell, version, steps }: Work) =>
  async (doing: MigrationNews["doing"], done: number, all: number, unread = 0): Promise<void> => {
    await tell?.({ from: version, to: steps.length, doing, done, all, unread });
    // Signals and timers have their turn.
    await breathe();
  };

const bytesOf = (db: DatabaseSync): number => {
  const pragma = (name: string): number => Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
  return pragma("page_count") * pragma("page_size");
};

const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};
