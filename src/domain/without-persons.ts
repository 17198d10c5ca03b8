/** The names that a deposit declares, masked in a text that is kept for ever (decision 0020). */
import type { Declaration } from "./declaration.ts";

/** Shorter ones are words of the language, or initials. */
const nameCharsMin = 3;

/** Accents and case may differ between the file and the mail. */
export const withoutPersons = (text: string, declarations: readonly Declaration[]): string => {
  const names = new Set(
    declarations.flatMap((d) =>
      d.kind === "dpae" ? [d.person.family, d.person.given].flatMap(wordsOf) : [],
    ),
  );
  return names.size === 0
    ? text
    : text.replace(word, (found) => (names.has(plain(found)) ? "•••" : found));
};

const word = /[\p{L}\p{M}]+/gu;

const wordsOf = (name: string): readonly string[] =>
  (name.match(word) ?? []).map(plain).filter((part) => part.length >= nameCharsMin);

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
