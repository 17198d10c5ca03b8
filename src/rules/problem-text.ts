/** One problem in words: what it is, and what to do. */
export interface ProblemText {
  readonly what: string;
  readonly remedy: string;
}

export type Lang = "fr" | "en";

export const text = (
  fr: readonly [what: string, remedy: string],
  en: readonly [what: string, remedy: string],
): Readonly<Record<Lang, ProblemText>> => ({
  fr: { what: fr[0], remedy: fr[1] },
  en: { what: en[0], remedy: en[1] },
});
