/** What is wrong with a table of the register: where, what stands there, and what to do. */
import type { Told } from "./column.ts";

export interface RegisterProblem {
  readonly file: string;
  /** 1-based; absent when it is about the whole file. */
  readonly line?: number;
  readonly column?: string;
  readonly value?: string;
  /** What was expected, or what is wrong, and the remedy. */
  readonly told: Told;
}

/** One line for people: `employeurs.csv:12 siret « 123 » : …`. */
export const problemText = (problem: RegisterProblem, language: "fr" | "en"): string => {
  const { file, line, column, value, told } = problem;
  const place = [`${file}${line === undefined ? "" : `:${line}`}`, column]
    .filter(Boolean)
    .join(" ");
  const [open, close, colon] = language === "fr" ? ["« ", " »", " : "] : ["“", "”", ": "];
  return `${place}${value === undefined ? "" : ` ${open}${value}${close}`}${colon}${told[language]}`;
};
