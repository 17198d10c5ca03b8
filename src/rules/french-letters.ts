/**
 * How French a text looks, character by character outside ASCII: the judge between Windows-1252 and
 * CP850, which give a meaning to nearly every byte. The same byte is `é` in one and `‚` in the other,
 * `’` in one and `Æ` in the other: only the neighbours tell. Positive means "a French hand wrote
 * that", negative "only a wrong decoding makes that".
 */
const strong = 3;
const good = 2;
const weak = 1;
const odd = -2;
const wrong = -3;

const common = "àâçéèêëîïôùûœæ";
const capital = "ÀÂÇÉÈÊËÎÏÔÙÛ";
/** Neighbours' letters, seen in names; also what French ones become under a wrong decoding. */
const foreign = "áíóúñãõåøßäöü";
/** `Œ` begins few words, and in Windows-1252 it is the byte of CP850's `î`. */
const rareCapital = "ŒÆÁÍÓÚÑÃÕÅØÄÖÜ";

export const frenchness = (text: string): number => {
  const chars = text.split("");
  let score = 0;
  for (const [i, char] of chars.entries())
    if (char > "\u007f") score += weigh(char, chars[i - 1] ?? " ", chars[i + 1] ?? " ");
  return score;
};

const weigh = (char: string, before: string, after: string): number => {
  if (common.includes(char)) return small(char, before, after);
  if (capital.includes(char)) return great(before, after, char === "À");
  if (foreign.includes(char)) return Math.min(weak, small(char, before, after));
  if (rareCapital.includes(char)) return Math.min(weak, great(before, after, false));
  return sign(char, before, after);
};

/**
 * A small letter lives among letters, and no capital follows it. Alone, only `à` is a word; it weighs
 * what `…`, the same byte in Windows-1252, weighs there, so that the rest of the text decides.
 */
const small = (char: string, before: string, after: string): number => {
  if (isCapital(after)) return wrong;
  if (isLetter(before) && isLetter(after)) return char === "ù" ? weak : strong;
  if (char === "à") return isLetter(before) || isLetter(after) ? weak : good;
  if (isLetter(after)) return "éèêôœ".includes(char) ? good : weak;
  if (isLetter(before)) return "éèêùûœ".includes(char) ? good : weak;
  return wrong;
};

/** A capital begins a word of small letters or stands among capitals; it is never inside such a word. */
const great = (before: string, after: string, isWord: boolean): number => {
  if (isSmall(before) || (isLetter(before) && isSmall(after))) return wrong;
  return isWord || isLetter(before) || isLetter(after) ? good : odd;
};

const sign = (char: string, before: string, after: string): number => {
  switch (char) {
    case "’":
      return isLetter(before) && isLetter(after) ? strong : odd;
    case "«":
      return isBlank(before) && !isBlank(after) ? good : weak;
    case "»":
      return isBlank(after) || /[.,;:!?)]/u.test(after) ? good : weak;
    case "“":
      return isBlank(before) && isLetter(after) ? good : odd;
    case "”":
      return !isBlank(before) && !isLetter(after) ? good : odd;
    case "–":
    case "—":
      if (isLetter(before) && isLetter(after)) return weak;
      return isBlank(before) === isBlank(after) ? good : odd;
    case "…":
      return isLetter(before) || isLetter(after) ? weak : good;
    case "°":
      return /[nN0-9]/u.test(before) ? good : odd;
    case "€":
      return /[0-9\s]/u.test(before) && !isLetter(after) ? good : odd;
    case "\u00a0":
      return /[«»:;!?%€0-9]/u.test(before + after) ? weak : 0;
    case "§":
    case "©":
    case "®":
      return 0;
    default:
      return wrong;
  }
};

const isLetter = (char: string): boolean => /\p{L}/u.test(char);
const isSmall = (char: string): boolean => /\p{Ll}/u.test(char);
const isCapital = (char: string): boolean => /\p{Lu}/u.test(char);
const isBlank = (char: string): boolean => /[\s\u00a0=]/u.test(char);
