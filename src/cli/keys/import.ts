/**
 * `facteur keys import FILE [--name NAME] [--folder FOLDER] [--yes] [--replace]`: shows whose key or certificate it is, asks, and
 * puts it into the keys' folder beside the settings. Which lines of the settings use it is said; they are a person's to write.
 */
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { type ImportedKey, importedKey } from "../../adapters/sealer/import-key.ts";
import { readFault } from "../../config/read-fault.ts";
import { limits } from "../../domain/limits.ts";
import { parisDay } from "../../domain/paris-time.ts";
import { asError } from "../../foundation/errors.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { writeFileSafely } from "../../foundation/safe-file.ts";
import { safeName } from "../../foundation/safe-name.ts";
import { type Context, type Global, settingsFile } from "../command.ts";
import { colon, type Language } from "../io.ts";
import { showToService } from "../setup/service-owner.ts";
import { oneLine } from "../terminal/one-line.ts";
import { readSecretLine } from "../terminal/secret-line.ts";
import { type ImportWords, importWords } from "./import-words.ts";

export interface ImportOptions extends Global {
  readonly file: string;
  readonly name?: string;
  /** Absent: `cles` beside the settings. */
  readonly folder?: string;
  readonly yes?: boolean;
  readonly replace?: boolean;
  readonly json?: boolean;
}

interface Target {
  readonly path: string;
  readonly text: string;
  readonly secret: boolean;
}

export const keysImport = async (context: Context, options: ImportOptions): Promise<Exit> => {
  const words = importWords[context.language];
  const key = await readImport(context, options, words);
  const { told } = key;
  if (told.expires !== undefined && told.expires <= Date.now())
    throw new Refusal(1, [words.ended(options.file, parisDay(told.expires))]);
  const settings = resolve(settingsFile(context, options));
  const folder = resolve(options.folder ?? join(dirname(settings), "cles"));
  const targets = targetsOf(key, options, folder);
  if (!options.json) context.io.out(`${shown(key, words).join("\n")}\n`);
  refuseOther(targets, options, words);
  if (!options.yes && !(await agreed(words, targets)))
    throw new Refusal(process.stdin.isTTY ? 1 : 2, [words.notAgreed]);
  for (const target of targets) await write(target, folder);
  const paths = targets.map(({ path }) => relative(dirname(settings), path));
  const lines = words.lines(key.kind, paths);
  if (options.json)
    context.io.out(
      `${JSON.stringify({ kind: key.kind, ...told, files: targets.map((t) => t.path), settings: lines }, undefined, 2)}\n`,
    );
  else
    context.io.out(
      `${[...targets.map((t) => words.written(t.path, t.secret)), words.settings, ...lines].join("\n")}\n`,
    );
  return 0;
};

const readImport = async (
  context: Context,
  { file }: ImportOptions,
  words: ImportWords,
): Promise<ImportedKey> => {
  const bytes = bytesOf(file, context.language);
  let found = await importedKey(bytes, { now: Date.now() });
  if (found.is === "locked") {
    const passphrase = await readSecretLine(words.askPassphrase(file), context.io.err);
    found = await importedKey(bytes, { now: Date.now(), passphrase });
  }
  if (found.is === "key") return found.key;
  throw new Refusal(1, [words.notRead(file, found.is === "not-read" ? found.said : "")]);
};

const bytesOf = (file: string, language: Language): Uint8Array => {
  try {
    const { size } = statSync(file);
    if (size > limits.settingsBytesMax) throw new Error(`${size} > ${limits.settingsBytesMax}`);
    return readFileSync(file);
  } catch (cause) {
    throw new Refusal(2, [`${file}${colon[language]}${readFault(cause)[language]}`]);
  }
};

const targetsOf = (key: ImportedKey, options: ImportOptions, folder: string): readonly Target[] => {
  const name = safeName(options.name ?? basename(options.file, extname(options.file)));
  return key.files.map(({ extension, text, secret }) => ({
    path: join(folder, `${name}${secret && extension === ".asc" ? "-secrete" : ""}${extension}`),
    text,
    secret,
  }));
};

/** A key takes another one's place only when a person says so. */
const refuseOther = (
  targets: readonly Target[],
  { replace }: ImportOptions,
  words: ImportWords,
): void => {
  const other = targets.filter(({ path, text }) => {
    const there = textAt(path);
    return there !== undefined && there !== text;
  });
  if (other.length > 0 && !replace)
    throw new Refusal(1, [words.exists(other.map(({ path }) => path).join(", "))]);
};

const textAt = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};

const agreed = async (words: ImportWords, targets: readonly Target[]): Promise<boolean> => {
  if (!process.stdin.isTTY) return false;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(words.ask(targets.map(({ path }) => path).join(", ")));
    return /^(?:o|oui|y|yes)$/iu.test(answer.trim());
  } finally {
    lines.close();
  }
};

const write = async ({ path, text, secret }: Target, folder: string): Promise<void> => {
  try {
    const made = mkdirSync(folder, { recursive: true, mode: 0o755 });
    const mode = secret ? 0o600 : 0o644;
    await writeFileSafely(path, Buffer.from(text), { mode, overwrite: true });
    if (made !== undefined) showToService(folder, 0o755);
    if (!secret) showToService(path, mode);
  } catch (cause) {
    throw new Refusal(75, [`${path} : ${asError(cause).message}`]);
  }
};

const shown = ({ kind, told }: ImportedKey, words: ImportWords): readonly string[] => [
  words.kinds[kind],
  `  ${oneLine(told.owner)}`,
  `  ${words.fingerprint} ${told.fingerprint.toUpperCase().replaceAll(/.{4}(?=.)/gu, "$& ")}`,
  `  ${told.expires === undefined ? words.never : words.until(parisDay(told.expires))}`,
  words.compare,
];
