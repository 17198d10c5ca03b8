/**
 * The journal in SQLite (WAL, synchronous=FULL). Transactions that wait together are committed together:
 * each keeps its own savepoint, none resolves before the disk has all of them.
 */
import { chmodSync, existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setImmediate as gathered, setTimeout as pause } from "node:timers/promises";
import { limits } from "../../domain/limits.ts";
import { diskError, isDamagedDatabase } from "../../foundation/disk-error.ts";
import { createOnce } from "../../foundation/safe-file.ts";
import type { Clock } from "../../ports/clock.ts";
import type { DerivedTables } from "../../ports/derived.ts";
import type { Journal, JournalReader } from "../../ports/journal.ts";
import { JournalGone } from "../../ports/journal-damage.ts";
import { asDamage, undamaged } from "./damage.ts";
import { derivedTables } from "./derived.ts";
import { Folds } from "./folds.ts";
import { HeadMark } from "./head-mark.ts";
import { bindKey } from "./key-mark.ts";
import { OwnFiles } from "./own-files.ts";
import { type PassOver, SqliteReader } from "./reader.ts";
import { knownVersion, makeTables, versionOf } from "./schema.ts";
import { SqliteWriter } from "./writer.ts";

interface Job {
  readonly work: (t: SqliteWriter) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: Error) => void;
}

type Done = () => void;

/** Another process may hold the file for the time of a commit, or of a checkpoint. */
const busyMs = 10_000;
/** One group commit: large enough to share the fsync, small enough to keep its latency. */
const groupMax = 64;
/** Milliseconds that a commit waits for as many as came together lately. */
const shareWaitsMax = 6;
/** 16 MiB of WAL: a copy into the database costs two flushes, which then come a quarter as often. */
const checkpointPages = 4_000;

export interface SqliteJournalOptions {
  /** Absolute path of the database file; its folder exists and is local. */
  readonly file: string;
  readonly clock: Pick<Clock, "now">;
  /** The agent's key, to which the journal belongs; absent where only facts are written that need none. */
  readonly key?: Uint8Array;
  /** Told of what its queues go on without, because it cannot be read; absent: they stop there. */
  readonly passOver?: PassOver;
  /** Told that a file of the journal was deleted or replaced: what came before is safe in the other, where that is possible. */
  readonly onGone?: (gone: JournalGone) => void;
}

const openDatabase = (options: SqliteJournalOptions): DatabaseSync => {
  // What SQLite makes beside it has the same owner.
  createOnce(options.file, 0o600);
  const db = new DatabaseSync(options.file, { timeout: busyMs });
  try {
    chmodSync(options.file, 0o600);
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    // What a savepoint would take back lies in memory: in a file, it costs more calls than the commit itself.
    db.exec("PRAGMA temp_store = MEMORY");
    db.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
    if (knownVersion(db) === 0) makeTables(db);
    if (options.key) bindKey(db, options.key);
    return db;
  } catch (cause) {
    db.close();
    throw diskError(cause);
  }
};

/** The journal of this version: one of an earlier version is refused until it was brought up to date (migrate.ts). */
export const sqliteJournal = (options: SqliteJournalOptions): Journal => {
  const db = undamaged(options.file, () => openDatabase(options));
  const readDb = new DatabaseSync(options.file, { readOnly: true, timeout: busyMs });
  const { passOver } = options;
  const folds = new Folds(limits.foldsRemembered);
  // Asked while the other writes: what that one has folded of committed facts serves here too, and needs no memory twice.
  const beside = new SqliteReader(readDb, {
    folds: new Folds(limits.foldsBeside, folds),
    passOver,
  });
  const writer = new SqliteReader(db, { folds });
  const between = new SqliteReader(db, { folds, passOver });
  // Between two commits the writer's own connection answers: its pages and folds are at hand, while the other reads all of
  // its own again after each commit. What is not committed is nobody's to see.
  const reader = (): SqliteReader => (db.isTransaction ? beside : between);
  const mark = undamaged(options.file, () => new HeadMark(options.file, writer));
  const files = new OwnFiles(options.file);
  const { clock, onGone } = options;
  const parts: Writing = { db, writer, folds, clock, mark, files, onGone };
  const jobs: Job[] = [];
  let draining: Promise<void> | undefined;
  /** How many came together lately: where many are busy, a moment's wait shares a flush that stops them all. */
  let usual = 1;

  const drain = async (): Promise<void> => {
    while (jobs.length > 0) {
      await together(jobs);
      for (let waits = 0; waits < shareWaitsMax && jobs.length < usual; waits += 1) {
        await pause(1);
        await together(jobs);
      }
      const some = jobs.splice(0, groupMax);
      usual = Math.max(some.length, Math.floor(usual / 2));
      const settled = await group(parts, some);
      for (const done of settled) done();
    }
    draining = undefined;
  };
  const transact = <T>(work: (t: SqliteWriter) => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      jobs.push({ work, resolve: resolve as (value: unknown) => void, reject });
      draining ??= drain();
    });

  return {
    ...readingOf(reader, options.file),
    // Whether the rows are right is read where nothing of them is remembered.
    chain: (after, limit) => told(options.file, beside.chain(after, limit)),
    transact,
    reported: (deposit, seq) => transact((t) => t.reported(deposit, seq)),
    [Symbol.asyncDispose]: async () => {
      await draining;
      if (files.writtenOver()) mark.distrust(writer);
      mark.close();
      readDb.close();
      db.close();
    },
  };
};

/** As long as each turn of the event loop brings more, it shares the flush. */
const together = async (jobs: readonly Job[]): Promise<void> => {
  for (let before = 0; before < jobs.length && before < groupMax; ) {
    before = jobs.length;
    await gathered();
  }
};

/** The reading side alone, beside a running daemon; undefined when there is no journal yet. */
export const readJournal = (
  file: string,
  passOver?: PassOver,
): (JournalReader & DerivedTables & AsyncDisposable) | undefined => {
  if (!existsSync(file)) return undefined;
  const db = new DatabaseSync(file, { readOnly: true, timeout: busyMs });
  if (versionRead(db, file) === 0) {
    // The daemon has made the file and not yet its tables.
    db.close();
    return undefined;
  }
  const reader = new SqliteReader(db, { passOver });
  const tables = derivedTables(db, reader);
  return {
    ...readingOf(() => reader, file),
    damages: (limit) => tables.damages(limit),
    drift: (about) => told(file, tables.drift(about)),
    strays: (limit) => told(file, tables.strays(limit)),
    [Symbol.asyncDispose]: async () => db.close(),
  };
};

const versionRead = (db: DatabaseSync, file: string): number => {
  try {
    return undamaged(file, () => knownVersion(db));
  } catch (cause) {
    db.close();
    throw cause;
  }
};

/** Whether it tells of anything, of whatever version it is. */
export const holdsFacts = (file: string): boolean => {
  if (!existsSync(file)) return false;
  return undamaged(file, () => {
    const db = new DatabaseSync(file, { readOnly: true, timeout: busyMs });
    try {
      return versionOf(db) > 0 && db.prepare("SELECT 1 FROM facts LIMIT 1").get() !== undefined;
    } finally {
      db.close();
    }
  });
};

/** The disk's errors in the system's words, and a page that cannot be read as what it is: no fault of the program. */
const told = async <T>(file: string, answer: Promise<T>): Promise<T> => {
  try {
    return await answer;
  } catch (cause) {
    if (isDamagedDatabase(cause)) throw asDamage(file, cause);
    throw diskError(cause);
  }
};

const readingOf = (reader: () => SqliteReader, file: string): JournalReader => {
  const of = <T>(answer: Promise<T>): Promise<T> => told(file, answer);
  return {
    deposit: (id) => of(reader().deposit(id)),
    find: (query, limit) => of(reader().find(query, limit)),
    mail: (ref) => of(reader().mail(ref)),
    receiptOf: (sha256) => of(reader().receiptOf(sha256)),
    head: () => of(reader().head()),
    receipts: (query, limit) => of(reader().receipts(query, limit)),
    tally: (states, movedSince) => of(reader().tally(states, movedSince)),
    chain: (after, limit) => of(reader().chain(after, limit)),
    facts: (filter, limit) => of(reader().facts(filter, limit)),
    registered: (query, limit) => of(reader().registered(query, limit)),
  };
};

interface Writing {
  readonly db: DatabaseSync;
  readonly writer: SqliteReader;
  readonly folds: Folds;
  readonly clock: Pick<Clock, "now">;
  readonly mark: HeadMark;
  readonly files: OwnFiles;
  readonly onGone: SqliteJournalOptions["onGone"];
}

/** Runs the jobs in one commit; returns what to tell their callers, once it is true. */
const group = async (parts: Writing, jobs: readonly Job[]): Promise<readonly Done[]> => {
  const told: Done[] = [];
  try {
    refuseLost(parts);
    refuseWrittenOver(parts);
    parts.db.exec("BEGIN IMMEDIATE");
    await tellLack(parts);
    for (const job of jobs) told.push(await inSavepoint(parts, job));
    parts.db.exec("COMMIT");
    parts.files.settle();
    parts.mark.lacks = undefined;
    parts.mark.follow(parts.writer);
    return told;
  } catch (cause) {
    const error = diskError(cause);
    rollBack(parts);
    return jobs.map((job) => () => job.reject(error));
  }
};

/** What is in a deleted `-wal` still stands there for us: it is put into the journal, as long as that is the same one. */
const refuseLost = ({ db, files, mark, writer, onGone }: Writing): void => {
  const lost = files.lost();
  if (lost === undefined) return;
  const gone = new JournalGone(lost);
  onGone?.(gone);
  // An older copy in the place of both: the lines of the `-wal` in it would pass for a whole journal.
  if (files.writtenOver()) mark.distrust(writer);
  else if (lost.endsWith("-wal")) {
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    files.settle();
  }
  throw gone;
};

/** Not before its names were looked at: what a deleted `-wal` held was put into it by us. */
const refuseWrittenOver = ({ files, mark, writer, onGone }: Writing): void => {
  if (!files.writtenOver()) return;
  const gone = new JournalGone(files.file);
  mark.distrust(writer);
  onGone?.(gone);
  throw gone;
};

/** First of all, in the first commit: the mark that tells it is written over by this one. */
const tellLack = async ({ writer, clock, mark }: Writing): Promise<void> => {
  if (!mark.lacks) return;
  const transactor = new SqliteWriter(writer, clock);
  await transactor.append(mark.lacks);
  transactor.complete();
};

/**
 * A full disk may have ended the transaction by itself (sqlite.org/lang_transaction.html). A rollback that fails is
 * made good by the next one: it must not end the queue of those who wait.
 */
const rollBack = ({ db, folds }: Writing): void => {
  folds.forget();
  try {
    if (db.isTransaction) db.exec("ROLLBACK");
  } catch {
    // The next BEGIN says so again, to somebody.
  }
};

const inSavepoint = async (parts: Writing, job: Job): Promise<Done> => {
  const { db, writer, folds, clock } = parts;
  db.exec("SAVEPOINT job");
  const transactor = new SqliteWriter(writer, clock);
  try {
    const value = await job.work(transactor);
    transactor.complete();
    db.exec("RELEASE job");
    return () => job.resolve(value);
  } catch (cause) {
    folds.forget();
    // A full disk ended the whole transaction: no job of this group is kept (thrown on to `group`).
    if (!db.isTransaction) throw cause;
    db.exec("ROLLBACK TO job; RELEASE job");
    return () => job.reject(diskError(cause));
  } finally {
    transactor.finish();
  }
};
