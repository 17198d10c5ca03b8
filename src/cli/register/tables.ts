/** `facteur register import|export`: whole tables as CSV, with the scanned papers they name. */
import { readFileSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { openRegisterReader, registerNames } from "../../compose/register.ts";
import { readFault } from "../../config/read-fault.ts";
import { limits } from "../../domain/limits.ts";
import { type Entry, valueOf } from "../../domain/register/entry.ts";
import {
  isRegisterTable,
  type RegisterTable,
  registerTableNames,
} from "../../domain/register/kinds.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { writeFileSafely } from "../../foundation/safe-file.ts";
import { scanOf, standing } from "../../journey/register.ts";
import { bring, type FoundScan, type GivenTable, giveBack } from "../../journey/register-tables.ts";
import { type Context, settingsOf } from "../command.ts";
import { makeFolder } from "../document.ts";
import { giveChange, type RegisterOptions, standingNow, tellRefused } from "./give.ts";
import { keeping, type Scans, scanAt } from "./scan.ts";
import { registerWords } from "./words.ts";

export interface ImportOptions extends RegisterOptions {
  readonly files: readonly string[];
  readonly table?: string;
}

export const tableNamed = (context: Context, name: string): RegisterTable => {
  if (isRegisterTable(name)) return name;
  const { unknownTable } = registerWords[context.language];
  throw new Refusal(2, [unknownTable(name, registerTableNames)]);
};

export const registerImport = async (context: Context, options: ImportOptions): Promise<Exit> => {
  const settings = settingsOf(context, options);
  const table = options.table === undefined ? undefined : tableNamed(context, options.table);
  const tables = options.files.map((file) => tableFile(file, { options, table }));
  const now = await standingNow(settings);
  const scans: Scans = new Map();
  const brought = await bring({
    tables,
    standing: now,
    names: registerNames(settings),
    findScan: (path, file) => foundScan(path, { file, scans, options }),
  });
  const { problems } = brought;
  if (problems.length > 0) return tellRefused(context, options, { is: "refused", problems });
  return giveChange(
    context,
    { ...options, settings },
    { content: brought, standing: now, keepScans: keeping(scans) },
  );
};

/** By its name alone, where that tells it from the others. */
const shortName = (file: string, { files }: ImportOptions): string => {
  const base = basename(file);
  return files.filter((one) => basename(one) === base).length > 1 ? file : base;
};

const tableFile = (
  path: string,
  {
    options,
    table,
  }: { readonly options: ImportOptions; readonly table: RegisterTable | undefined },
): GivenTable => {
  const file = shortName(path, options);
  try {
    const { size } = statSync(path);
    if (size > limits.registerTableBytesMax)
      throw new Error(`> ${limits.registerTableBytesMax / 1024 / 1024} Mio`);
    return { file, bytes: readFileSync(path), ...(table ? { table } : {}) };
  } catch (cause) {
    return { file, bytes: new Uint8Array(), unreadable: readFault(cause) };
  }
};

const foundScan = async (
  path: string,
  about: {
    readonly file: string;
    readonly scans: Scans;
    readonly options: ImportOptions;
  },
): Promise<FoundScan> => {
  const { options } = about;
  const table = options.files.find((one) => shortName(one, options) === about.file) ?? "";
  const found = await scanAt(isAbsolute(path) ? path : join(dirname(table), path), about.scans);
  return "wrong" in found ? { wrong: registerWords.fr.badScan(found.wrong) } : found;
};

export interface ExportOptions extends RegisterOptions {
  readonly folder: string;
  readonly table?: string;
  readonly encoding: "utf-8" | "windows-1252";
}

export const registerExport = async (context: Context, options: ExportOptions): Promise<Exit> => {
  const { io, language } = context;
  const words = registerWords[language];
  const settings = settingsOf(context, options);
  const table = options.table === undefined ? undefined : tableNamed(context, options.table);
  const chosen = table ? { table } : {};
  await using reader = openRegisterReader(settings);
  const entries = reader ? await standing(reader) : [];
  makeFolder(context, options.folder);
  const scans = new Map<string, string>();
  for (const entry of table === undefined || table === "mandats" ? entries : [])
    for (const hash of scanOf(entry)) {
      const bytes = await reader?.store.get(hash);
      if (!bytes || scans.has(hash)) continue;
      const name = scanFile(entry, extensionOf(bytes), new Set(scans.values()));
      await writeFileSafely(join(options.folder, name), bytes, { mode: 0o600, overwrite: true });
      scans.set(hash, name);
    }
  const scanName = (entry: (typeof entries)[number]): string =>
    scans.get(scanOf(entry)[0] ?? "") ?? valueOf(entry, "fichier");
  const written = giveBack(entries, { ...chosen, encoding: options.encoding, scanName });
  const lossy = written.find((one) => one.bytes === undefined);
  if (lossy) throw new Refusal(1, [words.notEncodable(`${lossy.table}.csv`)]);
  for (const { table: name, bytes, rows } of written) {
    const file = join(options.folder, `${name}.csv`);
    await writeFileSafely(file, bytes ?? "", { mode: 0o600, overwrite: true });
    io.out(`${words.exported(file, rows)}
`);
  }
  if (scans.size > 0) io.out(`${words.exportedScans(scans.size)}\n`);
  return 0;
};

/** Whose mandate, signed when; one that is everybody's keeps the name of the first who has it. */
const scanFile = (entry: Entry, extension: string, taken: ReadonlySet<string>): string => {
  const name = `mandat-${valueOf(entry, "siret")}-${valueOf(entry, "signe_le")}`;
  let file = `${name}${extension}`;
  for (let n = 2; taken.has(file); n += 1) file = `${name}-${n}${extension}`;
  return file;
};

/** What its first bytes say it is; people open it by its name. */
const extensionOf = (bytes: Uint8Array): string => {
  const start = Buffer.from(bytes.subarray(0, 8)).toString("latin1");
  if (start.startsWith("%PDF-")) return ".pdf";
  if (start.startsWith("\u0089PNG")) return ".png";
  return start.startsWith("\u00ff\u00d8\u00ff") ? ".jpg" : ".bin";
};
