/** The word a person most probably meant: for « vouliez-vous écrire … ? ». */

/** Words longer than this are not compared: nobody mistypes them, and the cost is quadratic. */
const comparedCharsMax = 40;

/** The nearest of `words`, when it is near enough to be a slip: at most a third of its letters. */
export const closest = (word: string, words: readonly string[]): string | undefined => {
  const typed = word.toLowerCase();
  if (typed.length > comparedCharsMax) return undefined;
  let best: { readonly word: string; readonly far: number } | undefined;
  for (const candidate of words) {
    const far = distance(typed, candidate.toLowerCase());
    if (far <= Math.max(1, Math.floor(candidate.length / 3)) && far < (best?.far ?? Infinity))
      best = { word: candidate, far };
  }
  // A one-letter word such as `a` is one slip away from every other letter: that is no likeness.
  return best !== undefined && best.far < best.word.length ? best.word : undefined;
};

/** Levenshtein's distance: insertions, deletions and replacements. */
const distance = (a: string, b: string): number => {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of a.split("").entries()) {
    const row = [i + 1];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1);
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced));
    }
    above = row;
  }
  return above.at(-1) ?? 0;
};
