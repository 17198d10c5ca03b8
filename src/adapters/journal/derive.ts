/** A deposit's row, computed anew from its facts: at each append, and when a migration adds a column. */
import type { DatabaseSync } from "node:sqlite";
import { rowColumns, rowOf } from "./deposit-row.ts";
import { SqliteReader } from "./reader.ts";

/** What stays as the claim wrote it. */
const kept = new Set(["dossier", "name", "sha256", "mode"]);

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

/** For a migration that adds what old rows do not have. */
export const deriveAllRows = (db: DatabaseSync): void => {
  const reader = new SqliteReader(db);
  for (const { n } of db.prepare("SELECT n FROM deposits ORDER BY n").all())
    deriveRow(reader, Number(n));
};
