/**
 * The journal's tables. `facts` is the truth, chained by hash; the others are derived from it and only
 * answer questions quickly. Migrations are numbered by `user_version` and go forward only (migrate.ts).
 */
import type { DatabaseSync } from "node:sqlite";

const tables = `
CREATE TABLE facts (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  deposit INTEGER,
  receipt INTEGER,
  body TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX facts_of_deposit ON facts (deposit, seq) WHERE deposit IS NOT NULL;
CREATE INDEX facts_of_agent ON facts (seq) WHERE deposit IS NULL AND receipt IS NULL;
CREATE INDEX facts_of_receipt ON facts (receipt, seq) WHERE receipt IS NOT NULL;

CREATE TABLE deposits (
  n INTEGER PRIMARY KEY,
  dossier TEXT NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  mode TEXT NOT NULL,
  identity TEXT,
  work INTEGER NOT NULL,
  held INTEGER NOT NULL,
  cut INTEGER NOT NULL,
  uncertain INTEGER NOT NULL,
  in_place INTEGER NOT NULL,
  send_due INTEGER,
  deadline INTEGER,
  last_seq INTEGER NOT NULL,
  reported_seq INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX deposits_bytes ON deposits (sha256);
CREATE INDEX deposits_name ON deposits (dossier, name, n);
CREATE INDEX deposits_sent_name ON deposits (name, identity, n) WHERE identity IS NOT NULL;
CREATE INDEX deposits_work ON deposits (n) WHERE work = 1;
CREATE INDEX deposits_work_of ON deposits (dossier, n) WHERE work = 1;
CREATE INDEX deposits_held ON deposits (n) WHERE held = 1;
CREATE INDEX deposits_uncertain ON deposits (n) WHERE uncertain = 1;
CREATE INDEX deposits_cut ON deposits (n) WHERE cut = 1;
CREATE INDEX deposits_in_place ON deposits (dossier, name, n) WHERE in_place = 1;
CREATE INDEX deposits_send ON deposits (coalesce(deadline, 9e15), n) WHERE send_due IS NOT NULL;
CREATE INDEX deposits_unreported ON deposits (n) WHERE reported_seq < last_seq;
CREATE INDEX deposits_unreported_of ON deposits (dossier, n) WHERE reported_seq < last_seq;

CREATE TABLE message_ids (header TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE keys (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
CREATE TABLE receipts (n INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE mails (
  mailbox TEXT NOT NULL,
  folder TEXT NOT NULL,
  uid_validity TEXT NOT NULL,
  uid INTEGER NOT NULL,
  receipt INTEGER NOT NULL,
  PRIMARY KEY (mailbox, folder, uid_validity, uid)
) STRICT, WITHOUT ROWID;
`;

/** What correlation and people ask of receipts; filled from the facts that stand there already. */
const receiptTables = `
CREATE TABLE marks (mark TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (mark, n)) STRICT, WITHOUT ROWID;
CREATE TABLE deliveries (
  sha256 TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (sha256, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE receipt_states (n INTEGER PRIMARY KEY, state TEXT NOT NULL) STRICT;
CREATE INDEX receipt_states_of ON receipt_states (state, n);
CREATE TABLE receipt_marks (
  mark TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (mark, n)
) STRICT, WITHOUT ROWID;
INSERT INTO deliveries (sha256, n)
  SELECT DISTINCT json_extract(body, '$.sha256'), deposit FROM facts
    WHERE deposit IS NOT NULL AND json_extract(body, '$.is') = 'delivery-begun';
INSERT INTO receipt_states (n, state)
  SELECT n, CASE
    WHEN EXISTS (SELECT 1 FROM facts f WHERE f.receipt = r.n
      AND json_extract(f.body, '$.is') = 'receipt-matched') THEN 'filed'
    WHEN EXISTS (SELECT 1 FROM facts f WHERE f.receipt = r.n
      AND json_extract(f.body, '$.class') = 'unreadable') THEN 'poison'
    ELSE 'aside' END
  FROM receipts r;
`;

/** Deposits that wait for an answer, and the facts that tell what was produced for which period. */
const awaiting = `
ALTER TABLE deposits ADD COLUMN awaiting INTEGER NOT NULL DEFAULT 0;
CREATE INDEX deposits_awaiting ON deposits (n) WHERE awaiting = 1;
CREATE INDEX facts_recognised ON facts (seq) WHERE substr(body, 1, 18) = '{"is":"recognised"';
`;

/** What people look for on the page: what a deposit amounts to, when it was taken and when it last moved. */
const searching = `
ALTER TABLE deposits ADD COLUMN state TEXT NOT NULL DEFAULT '';
ALTER TABLE deposits ADD COLUMN taken INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deposits ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
CREATE INDEX deposits_state ON deposits (state, moved);
`;

/** Where each row of the register stands (docs/decisions/0034); its values are in the store. */
const register = `
CREATE TABLE register (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  employer TEXT,
  organism TEXT,
  content TEXT NOT NULL,
  place INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX register_of_table ON register (name, seq, place);
CREATE INDEX register_of_employer ON register (employer, name, seq, place) WHERE employer IS NOT NULL;
`;

/** Which facts tell of which qualification (docs/decisions/0035). */
const qualifications = `
CREATE TABLE qualifications (
  declarant TEXT NOT NULL, scope TEXT NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (declarant, scope, seq)
) STRICT, WITHOUT ROWID;
`;

/** Between two days only their deposits are looked at, however many there are. */
const betweenDays = "CREATE INDEX deposits_taken ON deposits (taken)";

/**
 * When the hour of what waits was set, so that a clock put back since is told from an hour that is far away; and whose mails
 * wait of a file that several identities send, so that one of them does not keep the others' back.
 */
const sending = `
ALTER TABLE deposits ADD COLUMN send_set INTEGER;
ALTER TABLE deposits ADD COLUMN senders TEXT;
`;

/** What tells of returns that come back every period: an agent reads sixteen months of it at each start, and asks in these very words (queries.ts). */
const producing = `
CREATE INDEX facts_producing ON facts (seq)
  WHERE ((substr(body, 1, 18) = '{"is":"recognised"' AND instr(body, '"series":[') > 0)
    OR substr(body, 1, 24) = '{"is":"return-otherwise"')
`;

/** `rows`: it adds columns, which are then computed from the facts for the deposits of which this is true. */
export type Migration = string | { readonly sql: string; readonly rows: string };

const everyRow = "1";

/** What brings version n to n + 1, n being its place here. What stands here never changes again. */
export const migrations: readonly Migration[] = [
  tables,
  receiptTables,
  { sql: awaiting, rows: everyRow },
  { sql: searching, rows: everyRow },
  register,
  qualifications,
  betweenDays,
  // What waits for nothing has neither an hour nor senders: as the columns are born.
  { sql: sending, rows: "send_due IS NOT NULL" },
  producing,
];

export const schemaVersion = migrations.length;

export const sqlOfStep = (step: Migration): string => (typeof step === "string" ? step : step.sql);

/** The tables of a journal that holds nothing yet. */
export const makeTables = (db: DatabaseSync): void => {
  db.exec("BEGIN IMMEDIATE");
  try {
    // Another connection may have been quicker.
    if (versionOf(db) === 0) for (const step of migrations) db.exec(sqlOfStep(step));
    db.exec(`PRAGMA user_version = ${schemaVersion}; COMMIT`);
  } catch (cause) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw cause;
  }
};

/** Thrown when a newer Facteur wrote this journal: an older one must not touch it (mail.md F85). */
export class NewerJournal extends Error {
  readonly found: number;
  constructor(found: number) {
    super(`the journal has version ${found}; this program knows ${schemaVersion}`);
    this.name = "NewerJournal";
    this.found = found;
  }
}

/** Thrown when the journal must be brought up to date first, by whoever holds the data folder's lock. */
export class OlderJournal extends Error {
  readonly found: number;
  constructor(found: number) {
    super(`the journal has version ${found}; this program works on ${schemaVersion}`);
    this.name = "OlderJournal";
    this.found = found;
  }
}

export const versionOf = (db: DatabaseSync): number =>
  Number(db.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);

/** 0 for a journal without tables; throws for any but this program's. */
export const knownVersion = (db: DatabaseSync): number => {
  const version = versionOf(db);
  if (version > schemaVersion) throw new NewerJournal(version);
  if (version > 0 && version < schemaVersion) throw new OlderJournal(version);
  return version;
};
