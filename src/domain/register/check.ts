/**
 * Whether rows make a register together: each cell as its column asks, each row once, what a row names stands there, and
 * what the seeds limit. All of it at once, with the place of each; nothing is half taken.
 */

import { closest } from "../../foundation/closest.ts";
import { accountsMax } from "../checks/payment-modes.ts";
import { plain } from "../declaration.ts";
import { type Entry, keyText, valueOf } from "./entry.ts";
import { type Column, columnsOf, type RegisterTable } from "./kinds.ts";
import type { RegisterProblem } from "./problem.ts";

/** A row as it was given, with its place. */
export interface GivenRow {
  readonly entry: Entry;
  readonly file: string;
  readonly line?: number;
  /** Columns that its whole file lacks: told already, and nothing is said of each row for them. */
  readonly absent?: readonly string[];
  /** Columns of which its file says nothing: what stands there stays. */
  readonly unsaid?: readonly string[];
}

/** What rows name that stands outside the register: in the settings, and beside them. */
export interface KnownNames {
  /** Qualification paths that are described. */
  readonly paths: readonly string[];
  /** The names that calendars give themselves. */
  readonly calendars: readonly string[];
}

export interface Judged {
  readonly entries: readonly Entry[];
  readonly problems: readonly RegisterProblem[];
}

type Place = Pick<GivenRow, "file" | "line">;
const placeOf = ({ file, line }: Place): Place => ({
  file,
  ...(line === undefined ? {} : { line }),
});

/** The rows in the form in which they are kept, or every problem; `standing` is what the register holds already. */
export const judgeRows = (
  given: readonly GivenRow[],
  about: {
    readonly standing: readonly Entry[];
    readonly removed?: readonly Entry[];
    readonly names?: KnownNames;
    /** Tables of which some rows could not be read: they may be those that other rows name. */
    readonly cut?: ReadonlySet<RegisterTable>;
  },
): Judged => {
  const problems: RegisterProblem[] = [];
  const stands = after(about.standing, [], []);
  const read = given.map((row) => ({
    ...row,
    entry: withUnsaid(cellsOf(row, problems), row, stands),
  }));
  const told = read.filter((row) => row.absent === undefined);
  problems.push(...twice(told));
  const all = after(
    about.standing,
    told.map((row) => row.entry),
    about.removed ?? [],
  );
  problems.push(...lost(read, all, about.cut), ...tooManyAccounts(told, all));
  problems.push(...unknownNames(read, about.names));
  problems.push(...orphans(about.removed ?? [], all));
  return { entries: read.map((row) => row.entry), problems: inOrder(problems) };
};

/** As a person reads the files. */
export const inOrder = (problems: readonly RegisterProblem[]): readonly RegisterProblem[] =>
  [...problems].sort((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0));

/** The register after a change, by key. */
const after = (
  standing: readonly Entry[],
  put: readonly Entry[],
  removed: readonly Entry[],
): ReadonlyMap<string, Entry> => {
  const all = new Map(standing.map((entry) => [keyText(entry), entry]));
  for (const entry of removed) all.delete(keyText(entry));
  for (const entry of put) all.set(keyText(entry), entry);
  return all;
};

const cellsOf = (row: GivenRow, problems: RegisterProblem[]): Entry => {
  const { table, values } = row.entry;
  const kept: Record<string, string> = {};
  for (const column of columnsOf(table)) {
    const value = (values[column.name] ?? "").trim();
    if (value === "") {
      if (column.is && !row.absent?.includes(column.name)) problems.push(missing(row, column));
      continue;
    }
    const read = column.cell.read(value);
    if ("value" in read) kept[column.name] = read.value;
    else problems.push({ ...placeOf(row), column: column.name, value, told: read.wrong });
  }
  return { table, values: kept };
};

/** A table with fewer columns than ours (a list of mail addresses) takes nothing away from the rows that it names. */
const withUnsaid = (
  entry: Entry,
  { unsaid = [] }: GivenRow,
  stands: ReadonlyMap<string, Entry>,
): Entry => {
  const before = unsaid.length === 0 ? undefined : stands.get(keyText(entry));
  if (!before) return entry;
  const { table, values } = entry;
  const kept = columnsOf(table).flatMap(({ name }) => {
    const value = unsaid.includes(name) ? before.values[name] : values[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { table, values: Object.fromEntries(kept) };
};

const missing = (row: GivenRow, column: Column): RegisterProblem => ({
  ...placeOf(row),
  column: column.name,
  told: {
    fr: `la cellule est vide ; il faut ${column.told.fr} : ${column.cell.told.fr}`,
    en: `the cell is empty; it needs ${column.told.en}: ${column.cell.told.en}`,
  },
});

/** Two rows with the same keys: which one is meant nobody can tell. */
const twice = (rows: readonly GivenRow[]): readonly RegisterProblem[] => {
  const first = new Map<string, GivenRow>();
  return rows.flatMap((row): RegisterProblem[] => {
    const key = keyText(row.entry);
    const before = first.get(key);
    first.set(key, before ?? row);
    if (!before || key.endsWith("|")) return [];
    const where = before.line === undefined ? "" : `${before.file}:${before.line}`;
    return [
      {
        ...placeOf(row),
        value: key.split("|").slice(1).join(" "),
        told: {
          fr: `cette ligne est déjà là (${where}) ; gardez l'une des deux`,
          en: `this row is there already (${where}); keep one of the two`,
        },
      },
    ];
  });
};

const lost = (
  rows: readonly GivenRow[],
  whole: ReadonlyMap<string, Entry>,
  cut: ReadonlySet<RegisterTable> = new Set(),
): readonly RegisterProblem[] => {
  const organisms = namesIn(whole, "organismes|");
  return rows.flatMap((row) =>
    columnsOf(row.entry.table).flatMap(({ name, refers }): RegisterProblem[] => {
      const value = valueOf(row.entry, name);
      if (!refers || value === "" || cut.has(refers) || whole.has(`${refers}|${value}`)) return [];
      const meant = refers === "organismes" ? closest(value, organisms) : undefined;
      const [fr, en] = meant ? [` (${meant} ?)`, ` (${meant}?)`] : ["", ""];
      return [
        {
          ...placeOf(row),
          column: name,
          value,
          told: {
            fr: `n'est pas dans la table ${refers}${fr} ; ajoutez-l'y, ou importez-la en même temps`,
            en: `is not in the table ${refers}${en}; add it there, or import that table together with this one`,
          },
        },
      ];
    }),
  );
};

const namesIn = (whole: ReadonlyMap<string, Entry>, prefix: string): readonly string[] =>
  [...whole.keys()].flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));

/** « L'employeur peut utiliser trois comptes au maximum » (seed 002 §5.1). */
const tooManyAccounts = (
  rows: readonly GivenRow[],
  whole: ReadonlyMap<string, Entry>,
): readonly RegisterProblem[] => {
  const accounts = new Map<string, Set<string>>();
  for (const entry of whole.values())
    if (entry.table === "comptes" && valueOf(entry, "jusque") === "") {
      const own = accounts.get(valueOf(entry, "siret")) ?? new Set();
      accounts.set(valueOf(entry, "siret"), own.add(valueOf(entry, "compte")));
    }
  return rows.flatMap((row): RegisterProblem[] => {
    const count = accounts.get(valueOf(row.entry, "siret"))?.size ?? 0;
    if (row.entry.table !== "comptes" || count <= accountsMax) return [];
    return [
      {
        ...placeOf(row),
        column: "compte",
        told: {
          fr: `cet employeur aurait ${count} comptes, ${accountsMax} au plus sont permis ; donnez une date jusque à ceux qui ne servent plus`,
          en: `this employer would have ${count} accounts, at most ${accountsMax} are allowed; give those no longer used a date jusque`,
        },
      },
    ];
  });
};

const unknownNames = (
  rows: readonly GivenRow[],
  names: KnownNames | undefined,
): readonly RegisterProblem[] =>
  !names
    ? []
    : rows.flatMap((row): readonly RegisterProblem[] =>
        namedElsewhere.flatMap(({ column, known, fr, en }) => {
          const value = row.entry.table === "organismes" ? valueOf(row.entry, column) : "";
          const all = names[known];
          if (value === "" || all.some((one) => plain(one) === plain(value))) return [];
          const told = { fr: `${fr} : ${all.join(", ")}`, en: `${en}: ${all.join(", ")}` };
          return [{ ...placeOf(row), column, value, told }];
        }),
      );

const namedElsewhere = [
  {
    column: "parcours",
    known: "paths",
    fr: "parcours inconnu ; ceux qui sont décrits",
    en: "unknown path; those that are described",
  },
  {
    column: "calendrier",
    known: "calendars",
    fr: "aucun calendrier des réglages (`calendars`) n'a ce nom ; ceux qui y sont",
    en: "no calendar of the settings (`calendars`) has this name; those that are there",
  },
] as const;

/** A row that others name cannot go alone: they would name nobody. */
const orphans = (
  removed: readonly Entry[],
  whole: ReadonlyMap<string, Entry>,
): readonly RegisterProblem[] =>
  removed.flatMap((gone): RegisterProblem[] => {
    const { table } = gone;
    if (table !== "organismes" && table !== "employeurs") return [];
    const value = valueOf(gone, table === "organismes" ? "code" : "siret");
    const naming = [...whole.values()].filter((entry) =>
      columnsOf(entry.table).some((c) => c.refers === table && valueOf(entry, c.name) === value),
    );
    if (naming.length === 0) return [];
    const tables = [...new Set(naming.map((entry) => entry.table))].join(", ");
    return [
      {
        file: table,
        value,
        told: {
          fr: `${naming.length} ligne(s) le nomment encore (${tables}) ; retirez-les d'abord, ou ajoutez --all`,
          en: `${naming.length} row(s) still name it (${tables}); remove these first, or add --all`,
        },
      },
    ];
  });
