/**
 * A table of checks from its JSON, or everything that is wrong with it: place, value found, what to write.
 * Half a table would call an imposed mode free.
 */
import type { FormatName } from "../declaration.ts";
import { shown } from "../finding.ts";
import { type AmountRule, paymentModes } from "./payment-modes.ts";
import type { CheckTable, ElectronicRule, VersionRow, YearlyAmount } from "./tables.ts";

type Json = Readonly<Record<string, unknown>>;

const rowsMax = 10_000;
const formatNames: readonly FormatName[] = ["dpae-flat", "dpae-xml", "ducs-edifact", "ducs-flat"];

const loadCheckTable = (
  json: unknown,
): { readonly table: CheckTable } | { readonly problems: readonly string[] } => {
  const problems: string[] = [];
  if (!isObject(json)) return { problems: ["table : un objet JSON est attendu"] };
  const known = ["$comment", "name", "source", "official", ...Object.keys(lists)];
  for (const key of Object.keys(json).filter((one) => !known.includes(one)))
    problems.push(
      key === "deadlines"
        ? "deadlines : les échéances sont dans les calendriers (clé « calendars » des réglages)"
        : `${key} : clé inconnue ; clés possibles : ${known.join(", ")}`,
    );
  if (typeof json["official"] !== "boolean")
    problems.push(`official : ${read(json["official"])}, true ou false attendu`);
  const of = (key: string): readonly unknown[] => rows(json, key, problems);
  const table: CheckTable = {
    name: needed(json["name"], { at: "name", problems }),
    source: needed(json["source"], { at: "source", problems }),
    official: json["official"] === true,
    thresholds: of("thresholds") as readonly AmountRule[],
    electronic: of("electronic") as readonly ElectronicRule[],
    yearly: of("yearly") as readonly YearlyAmount[],
    versions: of("versions") as readonly VersionRow[],
  };
  return problems.length === 0 ? { table } : { problems };
};

/** All of them, or every problem; a later table of the same name takes the place of an earlier one. */
export const checkTables = (
  files: readonly { readonly name: string; readonly json: unknown }[],
):
  | { readonly tables: readonly CheckTable[] }
  | { readonly problems: readonly { readonly file: string; readonly said: string }[] } => {
  const tables = new Map<string, CheckTable>();
  const problems: { file: string; said: string }[] = [];
  for (const { name, json } of files) {
    const loaded = loadCheckTable(json);
    if ("table" in loaded) tables.set(loaded.table.name, loaded.table);
    else problems.push(...loaded.problems.map((said) => ({ file: name, said })));
  }
  return problems.length > 0 ? { problems } : { tables: [...tables.values()] };
};

/** A value of a row: how it must look, in words, and whether it does. */
interface Cell {
  readonly must: boolean;
  readonly said: string;
  readonly fits: (value: unknown) => boolean;
}

const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";
const isAmount = (value: unknown): boolean =>
  typeof value === "number" && Number.isFinite(value) && value >= 0;
const isDay = (value: unknown): boolean =>
  typeof value === "string" &&
  /^\d{4}-\d\d-\d\d$/u.test(value) &&
  !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
const isModes = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((one) => paymentModes.has(String(one)));

const text: Cell = { must: true, said: "un texte", fits: isText };
const day: Cell = { must: true, said: "une date AAAA-MM-JJ", fits: isDay };
const euros: Cell = { must: true, said: "un nombre d'euros, 0 ou plus", fits: isAmount };
const maybe = (cell: Cell): Cell => ({ ...cell, must: false });

const lists: Readonly<Record<string, Readonly<Record<string, Cell>>>> = {
  thresholds: {
    above: euros,
    modes: {
      must: true,
      said: `une liste de ${[...paymentModes.keys()].join(", ")}`,
      fits: isModes,
    },
    said: text,
  },
  electronic: { from: day, above: euros, said: text },
  yearly: {
    siret: {
      must: true,
      said: "14 chiffres entre guillemets",
      fits: (value) => typeof value === "string" && /^\d{14}$/u.test(value),
    },
    organism: maybe(text),
    euros,
  },
  versions: {
    format: {
      must: true,
      said: formatNames.join(", "),
      fits: (value) => formatNames.some((name) => name === value),
    },
    organism: maybe(text),
    version: text,
    until: maybe(day),
  },
};

const rows = (json: Json, key: string, problems: string[]): readonly unknown[] => {
  const list = json[key];
  if (list === undefined) return [];
  if (!Array.isArray(list) || list.length > rowsMax) {
    problems.push(`${key} : une liste d'au plus ${rowsMax} lignes est attendue`);
    return [];
  }
  for (const [index, row] of list.entries()) checkRow(row, { key, index }, problems);
  return list;
};

const checkRow = (
  row: unknown,
  { key, index }: { readonly key: string; readonly index: number },
  problems: string[],
): void => {
  const cells = lists[key] ?? {};
  const at = `${key}[${index}]`;
  if (!isObject(row)) {
    problems.push(`${at} : ${read(row)}, un objet est attendu`);
    return;
  }
  for (const name of Object.keys(row).filter((one) => !Object.hasOwn(cells, one)))
    problems.push(
      `${at}.${name} : clé inconnue ; clés possibles : ${Object.keys(cells).join(", ")}`,
    );
  for (const [name, cell] of Object.entries(cells)) {
    const value = row[name];
    if (value === undefined ? cell.must : !cell.fits(value))
      problems.push(`${at}.${name} : ${read(value)}, ${cell.said} attendu`);
  }
};

const needed = (
  value: unknown,
  { at, problems }: { readonly at: string; readonly problems: string[] },
): string => {
  if (typeof value === "string" && value.trim() !== "") return value;
  problems.push(`${at} : ${read(value)}, un texte est attendu`);
  return "";
};

const read = (value: unknown): string =>
  value === undefined ? "absent" : `lu ${shown(JSON.stringify(value) ?? "")}`;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
