/**
 * The lines of a rule file, in the syntax of the old program: `key=value`, the first `=` splits, keys
 * in any case, blanks around keys and values do not count, `#` and `;` begin a comment only in the
 * first column, so that a subject may hold them.
 */
export type RuleLine = { readonly line: number } & (
  | { readonly is: "entry"; readonly key: string; readonly written: string; readonly value: string }
  | { readonly is: "section"; readonly text: string }
  | { readonly is: "no-equals"; readonly text: string }
);

/** Blank lines and comments are left out. `line` is 1-based. */
export const ruleLines = (text: string): readonly RuleLine[] =>
  withoutEndMark(text)
    .split(/\r\n|\n|\r/u)
    .flatMap((line, index) => readLine(line, index + 1));

/** DOS editors end a file with the byte 0x1A (Ctrl-Z), which is not part of its text. */
const withoutEndMark = (text: string): string =>
  text.endsWith("\u001a") ? text.slice(0, -1) : text;

const readLine = (raw: string, line: number): readonly RuleLine[] => {
  const text = raw.trim();
  if (text === "" || raw.startsWith("#") || raw.startsWith(";")) return [];
  if (text.startsWith("[")) return [{ is: "section", line, text }];
  const equals = text.indexOf("=");
  if (equals < 0) return [{ is: "no-equals", line, text }];
  const written = text.slice(0, equals).trim();
  // Leading blanks of a value are dropped too: `a = x@y` is what people write, an address with a
  // blank before it cannot be used, and a mail's subject loses such blanks on its way (RFC 5322 §2.2).
  const value = text.slice(equals + 1).trim();
  return [{ is: "entry", line, key: written.toLowerCase(), written, value }];
};
