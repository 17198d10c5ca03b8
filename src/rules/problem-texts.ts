/** The registry of what rule files can get wrong: what it is, and what to do. */
import type { RuleProblemCode } from "./problem.ts";
import type { Lang, ProblemText } from "./problem-text.ts";
import { fileProblemTexts } from "./problem-texts-files.ts";
import { ruleOnlyTexts } from "./problem-texts-rules.ts";

export const ruleProblemTexts: Readonly<
  Record<RuleProblemCode, Readonly<Record<Lang, ProblemText>>>
> = { ...fileProblemTexts, ...ruleOnlyTexts };
