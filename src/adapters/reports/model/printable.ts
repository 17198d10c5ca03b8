/**
 * Texts that came from outside (file names, names of people, server lines, mails) made safe to show:
 * no control or bidirectional character can reorder or hide a line.
 */

/** C0, C1, zero-width, bidi controls and lone surrogates, each worth one visible mark. */
const unsafe =
  /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\p{Cs}]/gu;

/** One line: anything invisible becomes `�`; blanks at the ends go. */
export const printable = (text: string): string => text.replace(unsafe, "\ufffd").trim();

/** The first `max` UTF-16 units, without half a character at the end. */
export const clip = (text: string, max: number): string =>
  text.slice(0, max).replace(/\p{Cs}$/u, "");

/** Several lines, each printable; at most `max` lines of 300 characters, and a mark when cut. */
export const printableLines = (text: string, max: number): string => {
  const lines = text
    .replace(/\r\n?/gu, "\n")
    .split("\n")
    .map((line) => line.replaceAll("\t", " ").replace(unsafe, "\ufffd").trimEnd())
    .map((line) => (line.length > 300 ? `${clip(line, 300)}…` : line));
  const kept = lines.slice(0, max).join("\n").trim();
  return lines.length > max ? `${kept}\n[…]` : kept;
};
