/**
 * How many columns of a terminal a text takes, and a text that is cut to so many: names of files come in every script, a wide sign
 * takes two columns, and a mark over its letter none (Unicode UAX 11, as far as terminals agree on it).
 */

/** Of one column each, as nearly every text is: it need not be taken apart. */
const plain = /^[\x20-\x7e\u00a1-\u02ff]*$/u;
const markAlone = /^[\p{M}\p{Cf}\p{Cc}]/u;
const narrowForm = /^[\uff61-\uffdc\uffe8-\uffee]/u;
const wide =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|\ufe0f/u;

export const widthOf = (text: string): number => {
  if (plain.test(text)) return text.length;
  return signsOf(text).reduce((sum, sign) => sum + signWidth(sign), 0);
};

/** No wider than so many columns; what was longer ends with an ellipsis. */
export const cutTo = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text;
  let [kept, left] = ["", columns - 1];
  for (const sign of signsOf(text)) {
    left -= signWidth(sign);
    if (left < 0) break;
    kept += sign;
  }
  return `${kept}…`;
};

/** `padEnd` as a terminal counts. */
export const padTo = (text: string, columns: number): string =>
  text + " ".repeat(Math.max(0, columns - widthOf(text)));

/** As a person counts them: a letter and its marks are one. */
const signsOf = (text: string): readonly string[] =>
  [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);

const signWidth = (sign: string): number => {
  if (markAlone.test(sign)) return 0;
  return wide.test(sign) && !narrowForm.test(sign) ? 2 : 1;
};
