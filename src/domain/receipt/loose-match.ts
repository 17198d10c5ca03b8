/** Patterns with `*` and `?` as people write them (`ar.sujet`, `ar.piece`), without a regular expression: bounded by the product of both lengths. */

/** Case and accents do not count: mail programs change both. */
export const looselyMatches = (text: string, pattern: string): boolean => {
  const [letters, wanted] = [bare(text), bare(pattern)];
  let [at, in_] = [0, 0];
  let star = -1;
  let mark = 0;
  while (at < letters.length) {
    if (wanted[in_] === "?" || (wanted[in_] === letters[at] && wanted[in_] !== "*")) {
      at += 1;
      in_ += 1;
    } else if (wanted[in_] === "*") {
      star = in_;
      mark = at;
      in_ += 1;
    } else if (star >= 0) {
      // The last star takes one letter more.
      in_ = star + 1;
      mark += 1;
      at = mark;
    } else return false;
  }
  while (wanted[in_] === "*") in_ += 1;
  return in_ === wanted.length;
};

const bare = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/gu, "")
    .toLowerCase()
    .trim();
