/** Plain text in columns: wrapping, hanging indents, titles. Every line fits `width`. */
const width = 80;

export const rule = (sign: string): string => sign.repeat(width);

/** French signs stay with their word. Lines of at most `columns` characters; a longer word is cut, because a line never overflows. */
export const wrap = (text: string, columns: number = width): readonly string[] => {
  const lines: string[] = [];
  let line: string[] = [];
  for (const word of text.split(/(?<!«) +(?![:;?!»])/u).flatMap((w) => pieces(w, columns))) {
    if (line.length > 0 && length(line.join(" ")) + 1 + length(word) > columns) {
      lines.push(line.join(" "));
      line = [];
    }
    line.push(word);
  }
  return [...lines, line.join(" ")].filter((l) => l !== "");
};

/** Characters as people count them, not UTF-16 units. */
const length = (text: string): number => Array.from(text).length;

const pieces = (word: string, columns: number): readonly string[] => {
  const signs = Array.from(word);
  const found: string[] = [];
  for (let i = 0; i < signs.length; i += columns) found.push(signs.slice(i, i + columns).join(""));
  return found;
};

/** The first line after `mark`, the next ones under the text. */
export const bullet = (mark: string, text: string): readonly string[] =>
  wrap(text, width - mark.length).map((l, i) => (i === 0 ? mark : " ".repeat(mark.length)) + l);

export const indent = (columns: number, text: string | undefined): readonly string[] =>
  wrap(text ?? "", width - columns).map((l) => " ".repeat(columns) + l);

/** A title and its lines; nothing at all when there are no lines. */
export const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title.toUpperCase(), "-".repeat(length(title)), ...lines];
