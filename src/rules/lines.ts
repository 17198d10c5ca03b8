/**
 * The lines of a rule file, in the syntax of the old program: `key=value`, the first `=` splits, keys
 * in any case, blanks around keys and values do not count, `#` and `;` begin a comment only in the
 * first column, so that a subject may hold them. Every line is kept as it was written, with its end, so
 * that a file can be changed and written back without losing anything.
 */
export type RuleLine = { readonly line: number; readonly raw: string; readonly end: string } & (
  | { readonly is: "blank" | "comment" }
  | { readonly is: "entry"; readonly key: string; readonly written: string; readonly value: string }
  | { readonly is: "section"; readonly text: string }
  | { readonly is: "no-equals"; readonly text: string }
);

/** `line` is 1-based. */
export const ruleLines = (text: string): readonly RuleLine[] => {
  const parts = text.split(/(\r\n|\n|\r)/u);
  const lines: RuleLine[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const [raw = "", end = ""] = [parts[at], parts[at + 1]];
    if (raw === "" && end === "" && at > 0) break;
    lines.push(readLine(raw, end, lines.length + 1));
  }
  return lines;
};

export const textOf = (lines: readonly Pick<RuleLine, "raw" | "end">[]): string =>
  lines.map((line) => line.raw + line.end).join("");

const readLine = (raw: string, end: string, line: number): RuleLine => {
  // DOS editors end a file with the byte 0x1A (Ctrl-Z), which is not part of its text.
  const text = (end === "" && raw.endsWith("\u001a") ? raw.slice(0, -1) : raw).trim();
  if (text === "") return { is: "blank", line, raw, end };
  if (raw.startsWith("#") || raw.startsWith(";")) return { is: "comment", line, raw, end };
  if (text.startsWith("[")) return { is: "section", line, raw, end, text };
  const equals = text.indexOf("=");
  if (equals < 0) return { is: "no-equals", line, raw, end, text };
  // `note+=…` adds a line: the plus is part of the key.
  const written = text.slice(0, equals).trim();
  // Leading blanks of a value are dropped too: `a = x@y` is what people write, an address with a
  // blank before it cannot be used, and a mail's subject loses such blanks on its way (RFC 5322 §2.2).
  const value = text.slice(equals + 1).trim();
  return { is: "entry", line, raw, end, key: written.toLowerCase(), written, value };
};
