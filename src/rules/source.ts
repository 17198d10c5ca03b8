/**
 * One rule file, read by itself: its encoding, its sections with the value of each key, and every problem
 * at once. What the sections mean together is `set.ts`. Never throws, whatever the bytes.
 */

import { limits } from "../domain/limits.ts";
import { closest } from "../foundation/closest.ts";
import { type Decoded, decodeRuleBytes } from "./encoding.ts";
import type { Told } from "./key.ts";
import {
  addressKeys,
  allKeyNames,
  type FileKeyName,
  isFileKey,
  isMatchKey,
  isRuleKey,
  legacyKeys,
  type RuleKeyName,
  ruleKeyOf,
} from "./keys/all.ts";
import { fileKeys } from "./keys/file.ts";
import { type RuleLine, ruleLines } from "./lines.ts";
import { type RuleProblem, ruleError, ruleWarning } from "./problem.ts";
import type { RuleEncoding } from "./rule.ts";

export interface Entry {
  readonly line: number;
  readonly file: string | undefined;
  /** As it stands in the file. */
  readonly text: string;
  readonly value: unknown;
}

export type SectionKind = "regle" | "defaut" | "adresse";

export interface Section {
  readonly kind: SectionKind;
  /** Empty for the rule of a file without sections. */
  readonly name: string;
  readonly file: string | undefined;
  readonly line: number;
  readonly entries: ReadonlyMap<RuleKeyName, Entry>;
  /** The lines of `note+=`, in order. */
  readonly moreNote: readonly Entry[];
}

/** Another file, at the place where its sections belong. */
export interface Reference {
  readonly kind: "inclure" | "plan";
  readonly path: string;
  readonly file: string | undefined;
  readonly line: number;
}

export interface Source {
  readonly encoding: RuleEncoding;
  readonly sectioned: boolean;
  readonly items: readonly (Section | Reference)[];
  readonly problems: readonly RuleProblem[];
}

/** `file`: how problems name it; absent for the dossier's own file. */
export const readSource = (bytes: Uint8Array, file?: string): Source => {
  if (bytes.length > limits.ruleBytesMax) {
    const value = `> ${limits.ruleBytesMax / 1024} Kio`;
    return broken("ascii", [ruleError("fichier-trop-gros", { file, line: 0, value })]);
  }
  const decoded = decodeRuleBytes(bytes);
  const problems = [...encodingProblems(decoded, file)];
  if (decoded.is !== "sure" && decoded.text === "") return broken(decoded.encoding, problems);
  const zero = decoded.text.indexOf("\0");
  // A zero byte means that this is no text file, or UTF-16 without its mark: no line can be trusted.
  if (zero >= 0) {
    const line = decoded.text.slice(0, zero).split(/\r\n|\n|\r/u).length;
    problems.push(ruleError("caractere-interdit", { file, line, value: "U+0000" }));
    return broken(decoded.encoding, problems);
  }
  const lines = ruleLines(decoded.text);
  const sectioned = lines.some((line) => line.is === "section");
  const reader = new SourceReader(file, sectioned);
  for (const line of lines) reader.take(line);
  return {
    encoding: decoded.encoding,
    sectioned,
    items: reader.items(),
    problems: [...problems, ...reader.problems],
  };
};

const broken = (encoding: RuleEncoding, problems: readonly RuleProblem[]): Source => ({
  encoding,
  sectioned: false,
  items: [],
  problems,
});

const encodingProblems = (decoded: Decoded, file: string | undefined): readonly RuleProblem[] => {
  const place = { file, line: 0, key: "encodage" };
  switch (decoded.is) {
    case "sure":
      return [];
    case "ambiguous":
      return [ruleError("encodage-ambigu", place)];
    case "contradicted":
      return [ruleError("encodage-inconnu", { ...place, value: decoded.announced })];
  }
};

type EntryLine = Extract<RuleLine, { readonly is: "entry" }>;

interface OpenSection {
  readonly kind: SectionKind;
  readonly name: string;
  readonly line: number;
  readonly entries: Map<RuleKeyName, Entry>;
  readonly moreNote: Entry[];
}

class SourceReader {
  readonly problems: RuleProblem[] = [];
  readonly #file: string | undefined;
  readonly #sectioned: boolean;
  readonly #items: (Section | Reference)[] = [];
  readonly #fileValues = new Map<FileKeyName, string>();
  readonly #top: OpenSection = opened("regle", "", 0);
  #open: OpenSection | undefined;
  /** After `inclure=`, what follows belongs to no section. */
  #closed = false;

  constructor(file: string | undefined, sectioned: boolean) {
    this.#file = file;
    this.#sectioned = sectioned;
  }

  take(line: RuleLine): void {
    switch (line.is) {
      case "blank":
      case "comment":
        return;
      case "section":
        return this.#openSection(line.line, line.text);
      case "no-equals":
        this.#tell(
          this.#sectioned ? "error" : "warning",
          "ligne-sans-egal",
          line.line,
          "",
          line.text,
        );
        return;
      case "entry":
        if (isFileKey(line.key)) this.#takeFileKey(line, line.key);
        else if (isRuleKey(line.key)) this.#takeRuleKey(line, line.key);
        else this.#unknown(line);
    }
  }

  items(): readonly (Section | Reference)[] {
    const top = this.#sectioned ? [] : [{ ...this.#top, file: this.#file }];
    return [...top, ...this.#items];
  }

  #openSection(line: number, text: string): void {
    this.#closed = false;
    const [, inside] = /^\[([^[\]]*)\]$/u.exec(text) ?? [];
    const name = (inside ?? "").trim().replace(/\s+/gu, " ");
    const [, kind, rest] = /^(defaut|défaut|adresse)(?:\s+(.*))?$/iu.exec(name) ?? [];
    const is: SectionKind = kind === undefined ? "regle" : /^d/iu.test(kind) ? "defaut" : "adresse";
    if (name === "" || name.length > 64 || (is === "defaut" && rest !== undefined))
      this.#tell("error", "section-invalide", line, "", text);
    this.#open = opened(
      is,
      is === "adresse" ? (rest ?? "") : is === "defaut" ? "defaut" : name,
      line,
    );
    this.#items.push({ ...this.#open, file: this.#file });
  }

  #takeFileKey(line: EntryLine, key: FileKeyName): void {
    const before = this.#fileValues.get(key);
    this.#fileValues.set(key, line.value);
    if (key === "encodage") {
      if (before !== undefined) this.#double(line, before, true);
      return;
    }
    const read = fileKeys[key].parse(line.value);
    if ("wrong" in read) {
      this.#wrong(line, read.wrong);
      return;
    }
    if (key === "inclure") this.#closed = this.#sectioned;
    for (const path of read.value)
      this.#items.push({ kind: key, path, file: this.#file, line: line.line });
  }

  #takeRuleKey(line: EntryLine, key: RuleKeyName): void {
    const target = this.#target(line);
    if (!target) return;
    if (target.kind === "defaut" && isMatchKey(key))
      this.#tell("error", "cle-de-choix-par-defaut", line.line, line.written, line.value);
    if (target.kind === "adresse" && !addressKeys.some((known) => known === key))
      this.#tell("error", "cle-hors-plan", line.line, line.written, line.value);
    const before = target.entries.get(key);
    const read = ruleKeyOf(key).parse(line.value);
    const value = "wrong" in read ? undefined : read.value;
    const entry = { line: line.line, file: this.#file, text: line.value, value };
    if (key === "note+") target.moreNote.push(entry);
    else if (before !== undefined) this.#double(line, before.text, ruleKeyOf(key).grave === true);
    target.entries.set(key, entry);
    // An empty `profil=` or `a=` of an old file says no more than its absence does.
    if ("wrong" in read && !(line.value === "" && (key === "a" || key === "profil")))
      this.#wrong(line, read.wrong, read.code);
  }

  /** The section that a key belongs to. */
  #target(line: EntryLine): OpenSection | undefined {
    if (!this.#sectioned) return this.#top;
    if (this.#open && !this.#closed) return this.#open;
    this.#tell("error", "cle-hors-section", line.line, line.written, line.value);
    return undefined;
  }

  /**
   * The last one wins, as in a program that reads line by line. But who sends, to whom, how far, and how
   * the letters read is never chosen between two answers.
   */
  #double(line: EntryLine, before: string, grave: boolean): void {
    const error = grave && before !== line.value;
    this.#tell(error ? "error" : "warning", "cle-double", line.line, line.key, line.value);
  }

  /** Old files may hold keys of their time; one that looks like a word of ours must not be neglected. */
  #unknown(line: EntryLine): void {
    const meant = closest(line.key, allKeyNames);
    const dangerous =
      this.#sectioned ||
      /^(?:ar|envoi|copie|note)[.+]/u.test(line.key) ||
      (meant !== undefined && !legacyKeys.some((known) => known === meant));
    this.#tell(
      dangerous ? "error" : "warning",
      "cle-inconnue",
      line.line,
      line.written,
      line.value,
    );
  }

  #wrong(line: EntryLine, expected: Told, code?: RuleProblem["code"]): void {
    const characters = code === "caractere-interdit" || code === "texte-trop-long";
    this.problems.push(
      ruleError(code ?? "valeur-invalide", {
        file: this.#file,
        line: line.line,
        key: line.key,
        value: characters ? expected.fr : line.value,
        ...(characters ? {} : { expected }),
      }),
    );
  }

  #tell(
    severity: RuleProblem["severity"],
    code: RuleProblem["code"],
    ...[line, key, value]: readonly [number, string, string]
  ): void {
    const tell = severity === "error" ? ruleError : ruleWarning;
    this.problems.push(tell(code, { file: this.#file, line, key, value }));
  }
}

const opened = (kind: SectionKind, name: string, line: number): OpenSection => ({
  kind,
  name,
  line,
  entries: new Map(),
  moreNote: [],
});
