/** `facteur config import mapibox.cfg`: what each line means today, and the same as a section to grow from. */
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { isMisnamed, readFault } from "../../config/read-fault.ts";
import { limits } from "../../domain/limits.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { writeFileSafely } from "../../foundation/safe-file.ts";
import { type Imported, importRules } from "../../rules/import.ts";
import { isError } from "../../rules/problem.ts";
import { describeProblem } from "../../rules/problems.ts";
import type { Context } from "../command.ts";
import { unwritable } from "../document.ts";
import { colon, type Language } from "../io.ts";

export interface ImportOptions {
  readonly file: string;
  readonly section?: string;
  readonly output?: string;
  readonly json?: boolean;
}

/** Exit 0 when the agent would use the file as it is, 78 when an error forbids it. */
export const configImport = async (context: Context, options: ImportOptions): Promise<Exit> => {
  const imported = importRules(
    contentOf(options.file, context.language),
    options.section ?? titleFor(options.file),
  );
  const wrong = imported.problems.some(isError);
  const { io, language } = context;
  if (options.json)
    io.out(
      `${JSON.stringify({ sound: !wrong, ...inLanguage(imported, options.file, language) }, undefined, 2)}\n`,
    );
  else io.out(inWords(imported, options.file, language));
  if (options.output !== undefined && !wrong)
    await save(context, options.output, imported.suggestion);
  return wrong ? 78 : 0;
};

const contentOf = (file: string, language: Language): Uint8Array => {
  try {
    return readFileSync(file).subarray(0, limits.ruleBytesMax + 1);
  } catch (cause) {
    throw new Refusal(isMisnamed(cause) ? 2 : 75, [
      `${file}${colon[language]}${readFault(cause)[language]}`,
    ]);
  }
};

/** A file is never written over: what people typed is theirs. */
const save = async (context: Context, file: string, text: string): Promise<void> => {
  try {
    await writeFileSafely(file, text, { mode: 0o660, overwrite: false });
  } catch (cause) {
    throw unwritable(context, file, cause);
  }
};

/** The dossier's name is what people call its declarations. */
const titleFor = (file: string): string =>
  basename(dirname(resolve(file)))
    .replace(/[[\]\p{Cc}]/gu, "")
    .slice(0, 60)
    .trim() || "declarations";

const inLanguage = (imported: Imported, file: string, language: Language) => ({
  encoding: imported.encoding,
  lines: imported.lines.map((l) => ({ ...l, meaning: l.meaning[language] })),
  problems: imported.problems.map((p) => describeProblem(p, file, language)),
  suggestion: imported.suggestion,
});

const inWords = (imported: Imported, file: string, language: Language): string => {
  const { encoding, lines, problems, suggestion } = inLanguage(imported, file, language);
  const width = Math.min(50, Math.max(0, ...lines.map((l) => l.text.length)));
  const told = lines
    .filter((l) => l.text.trim() !== "")
    .map((l) => `  ${String(l.line).padStart(3)}  ${l.text.trim().padEnd(width)}  ${l.meaning}`);
  const head =
    language === "fr" ? `${file} : encodage ${encoding}` : `${file}: encoding ${encoding}`;
  const grown =
    language === "fr"
      ? "La même règle en section, en UTF-8 (l'ancien fichier marche aussi tel quel) :"
      : "The same rule as a section, in UTF-8 (the old file works as it is, too):";
  return [
    head,
    ...told,
    ...problems,
    "",
    grown,
    "",
    suggestion.replace(/\r\n?/gu, "\n").trimEnd(),
    "",
  ].join("\n");
};
