/** `facteur register list|show|add|set|remove`: rows of the register, one at a time. */
import { openRegisterReader, registerNames } from "../../compose/register.ts";
import { frenchDateTime, parisIso } from "../../domain/paris-time.ts";
import { judgeRows } from "../../domain/register/check.ts";
import { type Entry, isAbout, keyText, valueOf } from "../../domain/register/entry.ts";
import { columnsOf, keysOf, registerTableNames } from "../../domain/register/kinds.ts";
import { closest } from "../../foundation/closest.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { naming, type StandingRow, standingRows } from "../../journey/register.ts";
import { bringRows } from "../../journey/register-tables.ts";
import { type Context, settingsOf } from "../command.ts";
import { oneLine } from "../terminal/one-line.ts";
import { giveChange, type RegisterOptions, standingNow, tellRefused } from "./give.ts";
import { keeping, type Scans, scanAt } from "./scan.ts";
import { tableNamed } from "./tables.ts";
import { registerWords } from "./words.ts";

export const registerList = async (
  context: Context,
  options: RegisterOptions & { readonly table?: string },
): Promise<Exit> => {
  const { io, language } = context;
  const words = registerWords[language];
  const table = options.table === undefined ? undefined : tableNamed(context, options.table);
  const all = await standingNow(settingsOf(context, options));
  const entries = table === undefined ? all : all.filter((entry) => entry.table === table);
  if (options.json) io.out(`${JSON.stringify(entries, undefined, 2)}\n`);
  else if (all.length === 0) io.out(`${words.empty}\n`);
  else if (table === undefined) io.out(`${counts(context, all).join("\n")}\n`);
  else if (entries.length === 0) io.out(`${words.emptyTable(table)}\n`);
  else io.out(`${entries.map(rowLine).join("\n")}\n`);
  return 0;
};

const counts = ({ language }: Context, all: readonly Entry[]): readonly string[] => [
  registerWords[language].counts,
  ...registerTableNames.map((table) => {
    const count = all.filter((entry) => entry.table === table).length;
    return `  ${table.padEnd(12)}${String(count).padStart(6)}`;
  }),
];

/** Keys, then what else it says; whatever people typed stays on one line. */
const rowLine = (entry: Entry): string => {
  const keys = keysOf(entry.table);
  const rest = columnsOf(entry.table)
    .filter(({ name }) => !keys.includes(name) && valueOf(entry, name) !== "")
    .map(({ name }) => `${name}=${oneLine(valueOf(entry, name))}`);
  return [keys.map((key) => oneLine(valueOf(entry, key))).join(" "), ...rest].join("  ");
};

/** All that names an employer or an organism, with who wrote it last. */
export const registerShow = async (
  context: Context,
  options: RegisterOptions & { readonly subject: string },
): Promise<Exit> => {
  const { io, language } = context;
  const words = registerWords[language];
  const subject = options.subject.replace(/\s/gu, "");
  await using reader = openRegisterReader(settingsOf(context, options));
  const rows = reader ? await standingRows(reader) : [];
  const found = rows.filter(({ entry }) => isAbout(entry, subject));
  if (!reader || found.length === 0) throw new Refusal(1, [words.unknownSubject(options.subject)]);
  const lines: string[] = [];
  const told = [];
  for (const standingRow of found) {
    const [fact] = await reader.journal.facts({ agent: true, after: standingRow.row.seq - 1 }, 1);
    const { by, at, reason } =
      fact?.is === "register-changed" ? fact : { by: "", at: 0, reason: "" };
    const when = language === "fr" ? frenchDateTime(at) : parisIso(at);
    lines.push(
      ...rowLines(standingRow),
      `    ${words.changed(oneLine(by), when, oneLine(reason))}`,
    );
    told.push({ ...standingRow.entry, by, at: new Date(at).toISOString(), reason });
  }
  io.out(options.json ? `${JSON.stringify(told, undefined, 2)}\n` : `${lines.join("\n")}\n`);
  return 0;
};

const rowLines = ({ entry }: StandingRow): readonly string[] => [
  `${entry.table} ${keysOf(entry.table)
    .map((key) => oneLine(valueOf(entry, key)))
    .join(" ")}`,
  ...columnsOf(entry.table)
    .filter(({ name, is }) => is !== "key" && valueOf(entry, name) !== "")
    .map(({ name }) => `    ${name.padEnd(18)}${oneLine(valueOf(entry, name))}`),
];

export interface EditOptions extends RegisterOptions {
  readonly table: string;
  readonly cells: readonly string[];
  readonly all?: boolean;
}

export const registerAdd = (context: Context, options: EditOptions): Promise<Exit> =>
  edit(context, options, (entry, before) => {
    const words = registerWords[context.language];
    if (before) throw new Refusal(1, [words.there(entry.table, keyOf(entry))]);
    return entry;
  });

export const registerSet = (context: Context, options: EditOptions): Promise<Exit> =>
  edit(context, options, (entry, before) => {
    const words = registerWords[context.language];
    if (!before) throw new Refusal(1, [words.notThere(entry.table, keyOf(entry))]);
    return { table: entry.table, values: { ...before.values, ...entry.values } };
  });

const keyOf = (entry: Entry): string => keyText(entry).split("|").slice(1).join(" ");

const edit = async (
  context: Context,
  options: EditOptions,
  become: (given: Entry, before: Entry | undefined) => Entry,
): Promise<Exit> => {
  const settings = settingsOf(context, options);
  const now = await standingNow(settings);
  const given = entryOf(context, options);
  const entry = become(
    given,
    now.find((one) => keyText(one) === keyText(given)),
  );
  const scans: Scans = new Map();
  // As in a table, with this one row: a scan is named by its path.
  const { put, problems } = await bringRows([{ entry, file: entry.table }], {
    standing: now,
    names: registerNames(settings),
    findScan: (path) => scanAt(path, scans),
  });
  if (problems.length > 0) return tellRefused(context, options, { is: "refused", problems });
  return giveChange(
    context,
    { ...options, settings },
    { content: { put, removed: [] }, standing: now, keepScans: keeping(scans) },
  );
};

/** What a person typed, its keys in the form in which they are kept. */
const entryOf = (context: Context, options: EditOptions): Entry => {
  const words = registerWords[context.language];
  const table = tableNamed(context, options.table);
  const known = columnsOf(table);
  const values: Record<string, string> = {};
  for (const text of options.cells) {
    const at = text.indexOf("=");
    if (at < 1) throw new Refusal(2, [words.notCells(text)]);
    const [name, value] = [text.slice(0, at).trim().toLowerCase(), text.slice(at + 1).trim()];
    const column = known.find((c) => c.name === name);
    const all = known.map((c) => c.name);
    if (!column) {
      const meant = closest(name, all);
      throw new Refusal(2, [
        words.unknownColumn(meant ? `${name} (${meant} ?)` : name, table, all),
      ]);
    }
    const read = column.is === "key" && value !== "" ? column.cell.read(value) : { value };
    values[name] = "value" in read ? read.value : value;
  }
  return { table, values };
};

export const registerRemove = async (context: Context, options: EditOptions): Promise<Exit> => {
  const words = registerWords[context.language];
  const settings = settingsOf(context, options);
  const now = await standingNow(settings);
  const given = entryOf(context, options);
  const before = now.find((one) => keyText(one) === keyText(given));
  if (!before) throw new Refusal(1, [words.notThere(given.table, keyOf(given))]);
  const removed = options.all ? [before, ...naming(before, now)] : [before];
  const { problems } = judgeRows([], { standing: now, removed });
  if (problems.length > 0) return tellRefused(context, options, { is: "refused", problems });
  return giveChange(
    context,
    { ...options, settings },
    { content: { put: [], removed }, standing: now },
  );
};
