/**
 * The journal in SQLite (WAL, synchronous=FULL). Transactions that wait together are committed together:
 * each keeps its own savepoint, none resolves before the disk has all of them.
 */
import { chmodSync, existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { asError } from "../../foundation/errors.ts";
import type { Clock } from "../../ports/clock.ts";
import type {
  DepositQuery,
  Journal,
  JournalReader,
  JournalTransactor,
} from "../../ports/journal.ts";
import { numberOf, SqliteReader } from "./reader.ts";
import { NewerJournal, prepareSchema, schemaVersion, versionOf } from "./schema.ts";
import { SqliteWriter } from "./writer.ts";

interface Job {
  readonly work: (t: JournalTransactor) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: Error) => void;
}

type Done = () => void;

/** Another process may hold the file for the time of a commit, or of a checkpoint. */
const busyMs = 10_000;
/** One group commit: large enough to share the fsync, small enough to keep its latency. */
const groupMax = 64;

export interface SqliteJournalOptions {
  /** Absolute path of the database file; its folder exists and is local. */
  readonly file: string;
  readonly clock: Pick<Clock, "now">;
}

export const sqliteJournal = (options: SqliteJournalOptions): Journal => {
  const db = new DatabaseSync(options.file, { timeout: busyMs });
  chmodSync(options.file, 0o600);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  prepareSchema(db);
  const readDb = new DatabaseSync(options.file, { readOnly: true, timeout: busyMs });
  const reader = new SqliteReader(readDb);
  const writer = new SqliteReader(db);
  const jobs: Job[] = [];
  let draining: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    while (jobs.length > 0) {
      const settled = await group(db, { writer, clock: options.clock }, jobs.splice(0, groupMax));
      for (const done of settled) done();
    }
    draining = undefined;
  };

  return {
    deposit: (id) => reader.deposit(id),
    find: (query: DepositQuery, limit) => reader.find(query, limit),
    mail: (ref) => reader.mail(ref),
    receiptOf: (sha256) => reader.receiptOf(sha256),
    facts: (filter, limit) => reader.facts(filter, limit),
    transact: <T>(work: (t: JournalTransactor) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        jobs.push({ work, resolve: resolve as (value: unknown) => void, reject });
        draining ??= Promise.resolve().then(drain);
      }),
    reported: async (deposit, seq) => {
      await draining;
      writer
        .statement("UPDATE deposits SET reported_seq = max(reported_seq, ?) WHERE n = ?")
        .run(seq, numberOf(deposit));
    },
    [Symbol.asyncDispose]: async () => {
      await draining;
      readDb.close();
      db.close();
    },
  };
};

/** The reading side alone, beside a running daemon; undefined when there is no journal yet. */
export const readJournal = (file: string): (JournalReader & AsyncDisposable) | undefined => {
  if (!existsSync(file)) return undefined;
  const db = new DatabaseSync(file, { readOnly: true, timeout: busyMs });
  const version = versionOf(db);
  if (version > schemaVersion) throw new NewerJournal(version);
  if (version === 0) {
    // The daemon has made the file and not yet its tables.
    db.close();
    return undefined;
  }
  const reader = new SqliteReader(db);
  return {
    deposit: (id) => reader.deposit(id),
    find: (query, limit) => reader.find(query, limit),
    mail: (ref) => reader.mail(ref),
    receiptOf: (sha256) => reader.receiptOf(sha256),
    facts: (filter, limit) => reader.facts(filter, limit),
    [Symbol.asyncDispose]: async () => db.close(),
  };
};

/** Runs the jobs in one commit; returns what to tell their callers, once it is true. */
const group = async (
  db: DatabaseSync,
  parts: { readonly writer: SqliteReader; readonly clock: Pick<Clock, "now"> },
  jobs: readonly Job[],
): Promise<readonly Done[]> => {
  const told: Done[] = [];
  try {
    db.exec("BEGIN IMMEDIATE");
    for (const job of jobs) told.push(await inSavepoint(db, parts, job));
    db.exec("COMMIT");
    return told;
  } catch (cause) {
    const error = asError(cause);
    if (db.isTransaction) db.exec("ROLLBACK");
    return jobs.map((job) => () => job.reject(error));
  }
};

const inSavepoint = async (
  db: DatabaseSync,
  parts: { readonly writer: SqliteReader; readonly clock: Pick<Clock, "now"> },
  job: Job,
): Promise<Done> => {
  db.exec("SAVEPOINT job");
  const transactor = new SqliteWriter(parts.writer, parts.clock);
  try {
    const value = await job.work(transactor);
    db.exec("RELEASE job");
    return () => job.resolve(value);
  } catch (cause) {
    db.exec("ROLLBACK TO job; RELEASE job");
    return () => job.reject(asError(cause));
  } finally {
    transactor.finish();
  }
};
