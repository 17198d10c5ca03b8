/** A deposit's row, computed anew from its facts: at each append, and when a migration adds a column. */
import type { DatabaseSync } from "node:sqlite";
import { codeOf } from "../../foundation/errors.ts";
import { rowColumns, rowOf } from "./deposit-row.ts";
import { SqliteReader } from "./reader.ts";

/** What stays as the claim wrote it. */
const kept = new Set<string>(["dossier", "name", "sha256", "mode"]);

const upsert = `INSERT INTO deposits (n, ${rowColumns.join(", ")})
  VALUES (?${", ?".repeat(rowColumns.length)})
  ON CONFLICT (n) DO UPDATE SET ${rowColumns
    .filter((column) => !kept.has(column))
    .map((column) => `${column} = excluded.${column}`)
    .join(", ")}`;

export const deriveRow = (reader: SqliteReader, n: number): void => {
  const deposit = reader.depositNow(n);
  if (deposit) reader.statement(upsert).run(n, ...rowOf(deposit));
};

export interface RowsDone {
  readonly done: number;
  readonly all: number;
  readonly unread: number;
}

/** A fraction of a second of work. */
const rowsAtOnce = 500;

/**
 * For migrations that add columns, of the deposits of which one of these is true: the transaction is the caller's. Only what
 * differs is written, so that no index is touched in vain. A deposit of which a fact cannot be read keeps the row it has: the
 * others go on, and whoever asks for it hears of it (mail.md F32).
 */
export function* rowsInTurn(db: DatabaseSync, which: readonly string[]): Generator<RowsDone> {
  if (which.length === 0) return;
  const reader = new SqliteReader(db);
  // The condition is about columns that change meanwhile: it is asked once.
  db.exec(`CREATE TEMP TABLE due (n INTEGER PRIMARY KEY);
    INSERT INTO due SELECT n FROM deposits WHERE ${which.join(" OR ")}`);
  const all = Number(db.prepare("SELECT count(*) AS n FROM due").get()?.["n"]);
  let [done, unread] = [0, 0];
  for (let after = 0; done < all; ) {
    const rows = reader
      .statement(
        `SELECT d.n, ${rowColumns.map((c) => `d.${c}`).join(", ")} FROM due JOIN deposits d USING (n)
           WHERE due.n > ? ORDER BY due.n LIMIT ?`,
      )
      .all(after, rowsAtOnce);
    for (const row of rows) if (!renewed(reader, row)) unread += 1;
    done += rows.length;
    after = Number(rows.at(-1)?.["n"] ?? Number.MAX_SAFE_INTEGER);
    if (rows.length === 0) break;
    yield { done, all, unread };
  }
  db.exec("DROP TABLE temp.due");
}

/** Whether its facts could be read. */
const renewed = (reader: SqliteReader, row: Readonly<Record<string, unknown>>): boolean => {
  const n = Number(row["n"]);
  try {
    const deposit = reader.depositNow(n);
    if (!deposit) return true;
    const right = rowOf(deposit);
    const wrong = rowColumns.flatMap((column, index) =>
      kept.has(column) || row[column] === right[index]
        ? []
        : [{ column, value: right[index] ?? null }],
    );
    if (wrong.length === 0) return true;
    const set = wrong.map(({ column }) => `${column} = ?`).join(", ");
    reader
      .statement(`UPDATE deposits SET ${set} WHERE n = ?`)
      .run(...wrong.map(({ value }) => value), n);
    return true;
  } catch (cause) {
    // The disk's own errors, and SQLite's, have a code.
    if (codeOf(cause) !== "") throw cause;
    return false;
  }
};
