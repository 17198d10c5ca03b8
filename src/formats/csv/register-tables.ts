/** The register's tables from and to CSV: which table a file is, its rows with their lines, and what cannot be read. */

import type { GivenRow } from "../../domain/register/check.ts";
import type { Entry, Values } from "../../domain/register/entry.ts";
import {
  columnsOf,
  keysOf,
  type RegisterTable,
  registerTableNames,
} from "../../domain/register/kinds.ts";
import type { RegisterProblem } from "../../domain/register/problem.ts";
import { closest } from "../../foundation/closest.ts";
import { type CsvRow, decodeTable, readCsv, writeCsv } from "./csv.ts";

export interface GivenTable {
  /** As people named it. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** When a person says which table it is. */
  readonly table?: RegisterTable;
  /** Why its bytes are not here. */
  readonly unreadable?: RegisterProblem["told"];
}

export interface ReadTable {
  readonly rows: readonly GivenRow[];
  readonly problems: readonly RegisterProblem[];
  /** The table of which some rows could not be read: what names one of its rows cannot be judged. */
  readonly cut?: RegisterTable;
}

/** As much of it as can be read, so that one look tells all that is wrong. */
export const readTable = (given: GivenTable): ReadTable => {
  const { file, unreadable } = given;
  if (unreadable) return failed(given, undefined, unreadable);
  const { rows, openQuote } = readCsv(decodeTable(given.bytes));
  const [head, ...body] = rows;
  if (!head && openQuote === undefined)
    return failed(given, 1, {
      fr: "la table est vide ; sa première ligne nomme les colonnes",
      en: "the table is empty; its first line names the columns",
    });
  const open = openQuote === undefined ? [] : [{ file, line: openQuote, told: neverClosed }];
  if (!head) return failed(given, openQuote, neverClosed);
  const names = head.cells.map((name) => name.toLowerCase());
  const table = given.table ?? tableOf(file, names);
  if (!table)
    return failed(given, head.line, {
      fr: `on ne sait pas quelle table c'est ; nommez le fichier comme elle, ou dites --table : ${registerTableNames.join(", ")}`,
      en: `it cannot be told which table this is; name the file like it, or say --table: ${registerTableNames.join(", ")}`,
    });
  const absent = columnsOf(table).filter((c) => c.is && !names.includes(c.name));
  const unsaid = columnsOf(table).flatMap(({ name }) => (names.includes(name) ? [] : [name]));
  const about = { table, names, file, absent: absent.map((c) => c.name), unsaid };
  const read = body.map((row) => rowOf(row, about));
  const isCut = open.length + absent.length > 0 || read.some((one) => !("entry" in one));
  return {
    rows: read.flatMap((one) => ("entry" in one ? one : [])),
    problems: [
      ...open,
      ...headProblems(table, names, { file, line: head.line }),
      ...read.flatMap((one) => ("entry" in one ? [] : one)),
    ],
    ...(isCut ? { cut: table } : {}),
  };
};

const neverClosed = {
  fr: "un guillemet ouvert ici n'est jamais fermé ; fermez-le, ou doublez-le s'il fait partie du texte",
  en: "a quote opened here is never closed; close it, or double it if it belongs to the text",
} as const;

const failed = (
  { file, table = tableOf(file, []) }: GivenTable,
  line: number | undefined,
  told: RegisterProblem["told"],
): ReadTable => ({
  rows: [],
  problems: [{ file, ...(line === undefined ? {} : { line }), told }],
  ...(table ? { cut: table } : {}),
});

/** By the file's name, else by columns that only one table has all of. */
const tableOf = (file: string, names: readonly string[]): RegisterTable | undefined => {
  const base = (file.split(/[/\\]/u).at(-1) ?? "").replace(/\.[^.]*$/u, "").toLowerCase();
  const named = registerTableNames.find((table) => base === table || base.startsWith(`${table}-`));
  if (named) return named;
  const fitting = registerTableNames.filter(
    (table) =>
      keysOf(table).every((key) => names.includes(key)) &&
      names.every((name) => name === "" || columnsOf(table).some((c) => c.name === name)),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
};

const headProblems = (
  table: RegisterTable,
  names: readonly string[],
  place: { readonly file: string; readonly line: number },
): readonly RegisterProblem[] => {
  const known = columnsOf(table).map((c) => c.name);
  const unknown = names.flatMap((value, index): RegisterProblem[] => {
    const twice = names.indexOf(value) !== index;
    if (value === "" || (known.includes(value) && !twice)) return [];
    const meant = closest(value, known);
    return [
      {
        ...place,
        value,
        told: twice
          ? {
              fr: "cette colonne est là deux fois ; gardez-en une",
              en: "this column is there twice; keep one",
            }
          : {
              fr: `colonne inconnue${meant ? ` (${meant} ?)` : ""} ; celles de ${table} : ${known.join(", ")}`,
              en: `unknown column${meant ? ` (${meant}?)` : ""}; those of ${table}: ${known.join(", ")}`,
            },
      },
    ];
  });
  const missing = columnsOf(table)
    .filter((c) => c.is && !names.includes(c.name))
    .map((c) => ({
      ...place,
      column: c.name,
      told: {
        fr: `la colonne manque ; ajoutez-la : ${c.told.fr}`,
        en: `the column is missing; add it: ${c.told.en}`,
      },
    }));
  return [...unknown, ...missing];
};

const rowOf = (
  row: CsvRow,
  about: {
    readonly table: RegisterTable;
    readonly names: readonly string[];
    readonly file: string;
    /** Columns that the file lacks: told once, not for each row. */
    readonly absent: readonly string[];
    /** All columns that the file lacks. */
    readonly unsaid: readonly string[];
  },
): GivenRow | RegisterProblem => {
  const { table, names, file, absent, unsaid } = about;
  const beyond = row.cells.slice(names.length).find((cell) => cell !== "");
  if (beyond !== undefined)
    return {
      file,
      line: row.line,
      value: beyond,
      told: {
        fr: `la ligne a ${row.cells.length} cellules et la table ${names.length} colonnes ; mettez entre guillemets un texte qui contient le séparateur`,
        en: `the row has ${row.cells.length} cells and the table ${names.length} columns; quote a text that holds the separator`,
      },
    };
  const nameless = row.cells.find((cell, index) => cell !== "" && names[index] === "");
  if (nameless !== undefined)
    return {
      file,
      line: row.line,
      value: nameless,
      told: {
        fr: "cette cellule est dans une colonne sans nom : nommez la colonne dans la première ligne, ou videz-la",
        en: "this cell is in a column without a name: name the column in the first line, or empty it",
      },
    };
  const values: Values = Object.fromEntries(
    names.flatMap((name, index) =>
      name === "" || names.indexOf(name) !== index ? [] : [[name, row.cells[index] ?? ""]],
    ),
  );
  const lacks = absent.length > 0 ? { absent } : {};
  return { entry: { table, values }, file, line: row.line, ...lacks, unsaid };
};

/** All columns, in their order; no rows make a file that says which columns to fill. */
export const writeTable = (
  table: RegisterTable,
  entries: readonly Entry[],
  encoding: "utf-8" | "windows-1252",
): Uint8Array | undefined => {
  const names = columnsOf(table).map((c) => c.name);
  const rows = entries.map(({ values }) => names.map((name) => values[name] ?? ""));
  return writeCsv([names, ...rows], encoding);
};
