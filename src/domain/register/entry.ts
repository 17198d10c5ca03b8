/**
 * One row of the register, whichever table it stands in. Its content names clients and accounts: it lies in the store, and
 * the journal knows it by keyed hashes (docs/decisions/0034).
 */
import { keyedHash } from "../../foundation/bytes.ts";
import type { Sha256 } from "../ids.ts";
import { columnsOf, isRegisterTable, keysOf, type RegisterTable } from "./kinds.ts";

/** Empty cells are left out. */
export type Values = Readonly<Record<string, string>>;

export interface Entry {
  readonly table: RegisterTable;
  readonly values: Values;
}

/** What one change wrote, as it lies in the store: whole rows, and the keys of rows that went. */
export interface RegisterContent {
  readonly put: readonly Entry[];
  readonly removed: readonly Entry[];
}

/** What the journal says of one row: enough to find it, not to read it. */
export interface RegisterChange {
  readonly table: RegisterTable;
  /** Keyed hash of the table and the row's keys. */
  readonly id: string;
  /** Keyed hash of the employer's SIRET, in tables that name one. */
  readonly employer?: string;
  /** The organism's code. */
  readonly organism?: string;
  /** Its place in `put`; absent when the row went. */
  readonly at?: number;
}

/** A row that stands, and where its values are. */
export interface RegisterRow extends RegisterChange {
  readonly at: number;
  readonly content: Sha256;
  /** The fact that wrote it. */
  readonly seq: number;
}

export type RegisterQuery =
  | { readonly by: "all"; readonly table?: RegisterTable }
  /** All that is about this employer, by keyed hash. */
  | { readonly by: "employer"; readonly employer: string };

export const valueOf = (entry: Entry, column: string): string => entry.values[column] ?? "";

/** The employer's own row. */
export const employerIn = (entries: readonly Entry[], siret: string): Entry | undefined =>
  entries.find((e) => e.table === "employeurs" && valueOf(e, "siret") === siret);

/** The organism's own row. */
export const organismIn = (entries: readonly Entry[], code: string): Entry | undefined =>
  entries.find((e) => e.table === "organismes" && valueOf(e, "code") === code);

/** Whether it names this employer (SIRET) or organism (code); who only holds somebody's role is not the row's subject. */
export const isAbout = (entry: Entry, subject: string): boolean =>
  columnsOf(entry.table).some(
    (c) =>
      (c.refers !== undefined || c.is === "key") &&
      c.name !== "par_siret" &&
      valueOf(entry, c.name) === subject,
  );

/** The row's keys as one text. */
export const keyText = ({ table, values }: Entry): string =>
  [table, ...keysOf(table).map((name) => values[name] ?? "")].join("|");

export const keyValues = ({ table, values }: Entry): Values =>
  Object.fromEntries(keysOf(table).map((name) => [name, values[name] ?? ""]));

export const employerHash = (key: Uint8Array, siret: string): string =>
  keyedHash(key, `employer|${siret}`);

export const changeOf = (entry: Entry, key: Uint8Array, at?: number): RegisterChange => {
  const { siret, organisme, code } = entry.values;
  const ofEmployer = columnsOf(entry.table).some((c) => c.name === "siret" && c.is === "key");
  const organism = entry.table === "organismes" ? code : organisme;
  return {
    table: entry.table,
    id: keyedHash(key, `register|${keyText(entry)}`),
    ...(ofEmployer && siret ? { employer: employerHash(key, siret) } : {}),
    ...(organism ? { organism } : {}),
    ...(at === undefined ? {} : { at }),
  };
};

/** A row that was forgotten stays as an empty place: the places of the others are in the journal. */
export const isBlank = ({ values }: Entry): boolean => Object.keys(values).length === 0;

/**
 * The content without one employer: its own rows are blank, and where a row of somebody else named it, that cell is empty.
 * Undefined when nothing of it was there.
 */
export const withoutEmployer = (
  content: RegisterContent,
  siret: string,
): RegisterContent | undefined => {
  const speaks = ({ values }: Entry): boolean => Object.values(values).includes(siret);
  if (![...content.put, ...content.removed].some(speaks)) return undefined;
  return {
    put: content.put.map((entry) => {
      if (!speaks(entry)) return entry;
      const others = Object.entries(entry.values).filter(([, value]) => value !== siret);
      return { ...entry, values: isOf(entry, siret) ? {} : Object.fromEntries(others) };
    }),
    removed: content.removed.filter((entry) => !speaks(entry)),
  };
};

/** A row about this employer itself. */
export const isOf = (entry: Entry, siret: string): boolean =>
  columnsOf(entry.table).some((c) => c.name === "siret" && c.is === "key") &&
  valueOf(entry, "siret") === siret;

export const sameEntry = (a: Entry, b: Entry): boolean =>
  a.table === b.table &&
  columnsOf(a.table).every(({ name }) => valueOf(a, name) === valueOf(b, name));

/** What stands in the store, believed no further than its shape: whoever wrote it was this agent. */
export const registerContent = (bytes: Uint8Array): RegisterContent => {
  const read = JSON.parse(Buffer.from(bytes).toString("utf8")) as Partial<RegisterContent>;
  const entries = (list: readonly Entry[] | undefined): readonly Entry[] =>
    (list ?? []).flatMap((one) =>
      isRegisterTable(one.table) ? [{ table: one.table, values: { ...one.values } }] : [],
    );
  return { put: entries(read.put), removed: entries(read.removed) };
};
