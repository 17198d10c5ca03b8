/**
 * Texts from outside (names of files, mostly) on a terminal: nothing in them may end a line, move the cursor, or turn
 * the text around. What cannot be shown is written as its escape, so that two names never look alike.
 */

/** C0, C1, zero-width and bidirectional characters, line separators and half characters. */
const hidden =
  /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\p{Cs}]/gu;

export const oneLine = (text: string): string =>
  text.replace(hidden, (sign) => short[sign] ?? `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
