/** What is wrong with a rule file, in one sentence for people: file, line, key, value, remedy. */
import { closest } from "../foundation/closest.ts";
import { allKeyNames } from "./keys/all.ts";
import type { RuleProblem } from "./problem.ts";
import type { Lang } from "./problem-text.ts";
import { ruleProblemTexts } from "./problem-texts.ts";

/** « mapibox.cfg, ligne 3, sjet : clé inconnue… ». `root` is the name people know the dossier's own file by. */
export const describeProblem = (problem: RuleProblem, root: string, lang: Lang): string => {
  const { what } = ruleProblemTexts[problem.code][lang];
  const place = [
    problem.file ?? root,
    ...(problem.line > 0 ? [`${lang === "fr" ? "ligne" : "line"} ${problem.line}`] : []),
    ...(problem.key === "" ? [] : [problem.key]),
  ].join(", ");
  const value = shownValue(problem.value, lang);
  return `${place}${lang === "fr" ? " : " : ": "}${what}${value}. ${hintOf(problem, lang)}`;
};

/** What to do: what was expected, the remedy, the word that was probably meant. */
export const hintOf = (problem: RuleProblem, lang: Lang): string => {
  const { remedy } = ruleProblemTexts[problem.code][lang];
  const wanted = problem.expected?.[lang] ?? "";
  // What the remedy says already is not said twice.
  const expected =
    wanted !== "" && !remedy.toLowerCase().includes(wanted.toLowerCase())
      ? `${lang === "fr" ? "Attendu : " : "Expected: "}${wanted}. `
      : "";
  return `${expected}${remedy}${slip(problem, lang)}`;
};

const shownValue = (value: string, lang: Lang): string => {
  if (value === "") return "";
  return lang === "fr" ? ` (« ${value} »)` : ` (“${value}”)`;
};

const slip = (problem: RuleProblem, lang: Lang): string => {
  const meant = problem.code === "cle-inconnue" ? closest(problem.key, allKeyNames) : undefined;
  if (meant === undefined) return "";
  return lang === "fr" ? ` Vouliez-vous écrire « ${meant} » ?` : ` Did you mean “${meant}”?`;
};
