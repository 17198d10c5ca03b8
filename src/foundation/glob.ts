/**
 * Patterns that people write for names and subjects: `*` any characters, `?` exactly one. Upper and lower
 * case, and accents, do not count. Linear in memory and at worst the product of both lengths in time, so
 * that no pattern can stop the agent.
 */
export const matchesGlob = (pattern: string, text: string): boolean =>
  matchesFolded(folded(pattern), folded(text));

/** A pattern folded once, for many texts. */
export const globMatcher = (pattern: string): ((text: string) => boolean) => {
  const ready = folded(pattern);
  return (text) => matchesFolded(ready, folded(text));
};

export const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/gu, "")
    .toLowerCase();

const matchesFolded = (pattern: string, text: string): boolean => {
  let at = 0;
  let p = 0;
  let star = -1;
  let mark = 0;
  while (at < text.length) {
    const wanted = pattern[p];
    if (wanted === "*") {
      star = p;
      mark = at;
      p += 1;
    } else if (wanted === "?" || (wanted !== undefined && wanted === text[at])) {
      p += 1;
      at += 1;
    } else if (star >= 0) {
      // The last star takes one character more.
      p = star + 1;
      mark += 1;
      at = mark;
    } else return false;
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
};
