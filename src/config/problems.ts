/**
 * What can be wrong with the settings, in words. A problem names the file, the line, the key, the
 * value (never a secret) and what to write instead.
 */
import { limits } from "../domain/limits.ts";
import { asExpected, problemTexts, type SettingsProblemCode } from "./problem-texts.ts";
import type { Lang, Words } from "./words.ts";

export type Path = readonly (string | number)[];

/** A problem before its line is known. */
export interface Complaint {
  readonly code: SettingsProblemCode;
  readonly path: Path;
  readonly value?: unknown;
  /** What was expected, in a few words, when the code alone does not say it. */
  readonly expected?: Words;
  /** « Vouliez-vous écrire … ? » */
  readonly meant?: string;
}

export interface SettingsProblem {
  readonly severity: "error" | "warning";
  readonly code: SettingsProblemCode;
  readonly file: string;
  /** 1-based; 0 when it concerns the whole file. */
  readonly line: number;
  /** 1-based; only where the file is not JSON. */
  readonly column?: number;
  /** As people write it: `dossiers.cirso.mode`, `sending.retryMinutes[2]`; empty for the whole file. */
  readonly key: string;
  /** Empty when there is none to show. */
  readonly value: string;
  readonly what: Words;
  readonly hint: Words;
}

export interface Spot {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

export const toProblem = (complaint: Complaint, spot: Spot): SettingsProblem => {
  const { severity, what, hint } = problemTexts[complaint.code];
  return {
    severity,
    code: complaint.code,
    ...spot,
    key: keyText(complaint.path),
    value: shownValue(complaint),
    what,
    hint: {
      fr: hintText(complaint, hint, "fr"),
      en: hintText(complaint, hint, "en"),
    },
  };
};

/** « /etc/facteur.json, ligne 12, dossiers.cirso.mode : valeur inconnue (« prod »). Attendu : … » */
export const describeSettingsProblem = (problem: SettingsProblem, lang: Lang): string => {
  const fr = lang === "fr";
  const place = [
    problem.file,
    ...(problem.line > 0 ? [`${fr ? "ligne" : "line"} ${problem.line}`] : []),
    ...(problem.column ? [`${fr ? "colonne" : "column"} ${problem.column}`] : []),
    ...(problem.key === "" ? [] : [problem.key]),
  ].join(", ");
  const quoted = fr ? ` (« ${problem.value} »)` : ` (“${problem.value}”)`;
  const value = problem.value === "" ? "" : quoted;
  return `${place}${fr ? " : " : ": "}${problem.what[lang]}${value}. ${problem.hint[lang]}`.trim();
};

const hintText = (complaint: Complaint, hint: Words, lang: Lang): string => {
  const expected = complaint.expected ? asExpected(complaint.expected, lang) : "";
  const meant = complaint.meant ?? "";
  const asked = lang === "fr" ? `Vouliez-vous écrire « ${meant} » ?` : `Did you mean “${meant}”?`;
  return [expected, hint[lang], ...(meant === "" ? [] : [asked])].filter(Boolean).join(" ");
};

export const keyText = (path: Path): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    const name = /[.[\]"\s]/u.test(part) || part === "" ? `"${part}"` : part;
    return text === "" ? name : `${text}.${name}`;
  }, "");

/** Under `password` and `passphrase` only the name of a variable or a file is shown, and never what looks like a word. */
const shownValue = ({ code, path, value }: Complaint): string => {
  if (value === undefined || code === "key-unknown") return "";
  const under = path.findIndex((part) => part === "password" || part === "passphrase");
  if (under >= 0 && !isHarmless(path, value)) return "***";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const clean = text.replace(/\p{Cc}/gu, "\ufffd");
  return clean.length <= limits.shownValueCharsMax
    ? clean
    : `${clean.slice(0, limits.shownValueCharsMax - 1)}…`;
};

const isHarmless = (path: Path, value: unknown): boolean =>
  typeof value === "string" &&
  ((path.at(-1) === "env" && /^[A-Z_][A-Z0-9_]*$/u.test(value)) ||
    ((path.at(-1) === "file" || path.at(-1) === "credential") && /[/\\]/u.test(value)));
