/**
 * What an acknowledgement's text says of a return code: the lines that name it. No organism publishes what its codes mean
 * (formats.md §7), so nothing is translated: its own words, or none.
 */

import { limits } from "../../../domain/limits.ts";
import { withoutNir } from "../../../domain/without-nir.ts";
import { clip, printable } from "./printable.ts";

export const saidOfCode = (text: string, code: string): string | undefined => {
  const named = text
    .split(/\r\n?|\n/u)
    .map((line) => printable(line))
    .filter((line) => names(line, code));
  if (named.length === 0) return undefined;
  return clip(withoutNir(named.slice(0, linesMax).join(" ")), limits.shownValueCharsMax * 2);
};

const linesMax = 2;

/** « code 12 : … », « 12 - … », « retour=12 »: as a word of its own, in a line that says something with letters. */
const names = (line: string, code: string): boolean => {
  const words = line.split(/[^\p{L}\p{N}]+/u);
  const at = words.indexOf(code);
  const introduced =
    at === 0 || /^(?:code|retour|motif|erreur|anomalie|rejet|refus)$/iu.test(words[at - 1] ?? "");
  return at >= 0 && introduced && words.some((word) => /\p{L}{3,}/u.test(word));
};
