/** Tables that people bring for the register, and those it gives back: read and judged together, so that one look tells every error. */
import { type GivenRow, inOrder, judgeRows, type KnownNames } from "../domain/register/check.ts";
import { type Entry, type RegisterContent, valueOf } from "../domain/register/entry.ts";
import { type RegisterTable, registerTableNames } from "../domain/register/kinds.ts";
import type { RegisterProblem } from "../domain/register/problem.ts";
import { type GivenTable, readTable, writeTable } from "../formats/csv/register-tables.ts";

export type { GivenTable } from "../formats/csv/register-tables.ts";

/** A scanned paper that a table names by its path, found and hashed, or why it was not. */
export type FoundScan = { readonly sha256: string } | { readonly wrong: RegisterProblem["told"] };

export interface Bringing {
  readonly tables: readonly GivenTable[];
  readonly standing: readonly Entry[];
  readonly names?: KnownNames;
  /** `path` as the cell has it, `file` the table that holds it. */
  readonly findScan: (path: string, file: string) => Promise<FoundScan>;
}

export interface Brought extends RegisterContent {
  readonly problems: readonly RegisterProblem[];
}

/** The rows of all tables, or every problem of all of them: cells, rows, and what they name of each other. */
export const bring = async (bringing: Bringing): Promise<Brought> => {
  const read = bringing.tables.map(readTable);
  const cut = new Set(read.flatMap((table) => table.cut ?? []));
  const brought = await bringRows(
    read.flatMap(({ rows }) => rows),
    { ...bringing, cut },
  );
  const problems = [...read.flatMap((table) => table.problems), ...brought.problems];
  return { ...brought, problems: inOrder(problems) };
};

/** The same of rows that were read. */
export const bringRows = async (
  given: readonly GivenRow[],
  bringing: Omit<Bringing, "tables"> & { readonly cut?: ReadonlySet<RegisterTable> },
): Promise<Brought> => {
  const problems: RegisterProblem[] = [];
  const rows: GivenRow[] = [];
  for (const row of given) {
    const value = row.entry.table === "mandats" ? valueOf(row.entry, "fichier").trim() : "";
    if (value === "" || value.startsWith("sha256:")) rows.push(row);
    else {
      const found = await bringing.findScan(value, row.file);
      const fichier = "sha256" in found ? `sha256:${found.sha256}` : "";
      const { file, line } = row;
      const place = { file, ...(line === undefined ? {} : { line }), column: "fichier", value };
      if ("wrong" in found) problems.push({ ...place, told: found.wrong });
      rows.push({ ...row, entry: { ...row.entry, values: { ...row.entry.values, fichier } } });
    }
  }
  const judged = judgeRows(rows, bringing);
  return { put: judged.entries, removed: [], problems: inOrder([...problems, ...judged.problems]) };
};

export interface WrittenTable {
  readonly table: RegisterTable;
  /** Absent when a text of it does not exist in the encoding. */
  readonly bytes: Uint8Array | undefined;
  readonly rows: number;
}

/** Every table, or the named one; `scanName` says how a kept paper is called beside them. */
export const giveBack = (
  entries: readonly Entry[],
  about: {
    readonly table?: RegisterTable;
    readonly encoding: "utf-8" | "windows-1252";
    readonly scanName: (entry: Entry) => string;
  },
): readonly WrittenTable[] =>
  registerTableNames
    .filter((table) => about.table === undefined || table === about.table)
    .map((table) => {
      const own = entries.filter((entry) => entry.table === table);
      const rows = own.map((entry) =>
        entry.values["fichier"] === undefined
          ? entry
          : { ...entry, values: { ...entry.values, fichier: about.scanName(entry) } },
      );
      return { table, bytes: writeTable(table, rows, about.encoding), rows: own.length };
    });
