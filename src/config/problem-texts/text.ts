/** One thing that settings can get wrong, in words. */
import type { Words } from "../words.ts";

export interface ProblemText {
  readonly severity: "error" | "warning";
  readonly what: Words;
  /** Empty when what was expected says it all. */
  readonly hint: Words;
}

export const wrong = (what: Words, hint: Words): ProblemText => ({ severity: "error", what, hint });
