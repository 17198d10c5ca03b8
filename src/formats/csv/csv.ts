/**
 * Tables as spreadsheets write them (RFC 4180, and what French ones make of it): `;`, a tab or `,` between cells, quotes
 * around those that hold one of these or a line's end, lines that CRLF, LF or CR alone (« CSV Macintosh ») ends, UTF-8 with or
 * without its mark, UTF-16 with it (« Texte Unicode »), or Windows-1252. Pure.
 */
import iconv from "iconv-lite";

export interface CsvRow {
  /** 1-based line on which it begins. */
  readonly line: number;
  /** Without the blanks around them. */
  readonly cells: readonly string[];
}

export interface CsvRead {
  /** Those that are whole. */
  readonly rows: readonly CsvRow[];
  /** Line of a quote that nothing closes: its row and what follows cannot be told apart. */
  readonly openQuote?: number;
}

/** Windows-1252 is what is left: any bytes are some text in it. */
export const decodeTable = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(Buffer.from(bytes), "windows-1252");
  }
};

export const readCsv = (text: string): CsvRead => {
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let [cell, line, begun] = ["", 1, 1];
  let quote: number | undefined;
  const endRow = (): void => {
    const row = [...cells, cell.trim()];
    if (row.some((one) => one !== "")) rows.push({ line: begun, cells: row });
    [cells, cell] = [[], ""];
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    const ends = char === "\n" || (char === "\r" && text[at + 1] !== "\n");
    if (ends) line += 1;
    if (quote !== undefined) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') [cell, at] = [`${cell}"`, at + 1];
      else quote = undefined;
    } else if (char === '"' && cell.trim() === "") [quote, cell] = [line, ""];
    else if (char === separator) [cells, cell] = [[...cells, cell.trim()], ""];
    else if (ends) {
      endRow();
      begun = line;
    } else if (char !== "\r") cell += char;
  }
  if (quote !== undefined) return { rows, openQuote: quote };
  endRow();
  return { rows };
};

/** The one that the first line has most of. */
const separatorOf = (text: string): string => {
  const [head = ""] = text.split(/[\r\n]/u, 1);
  const count = (sign: string): number => head.split(sign).length;
  return [";", "\t", ","].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
};

/** `;` between cells and CRLF at the end, as French spreadsheets open it; the mark says that it is UTF-8. Undefined when the encoding lacks a sign of it. */
export const writeCsv = (
  rows: readonly (readonly string[])[],
  encoding: "utf-8" | "windows-1252",
): Uint8Array | undefined => {
  const text = rows.map((row) => `${row.map(quoted).join(";")}\r\n`).join("");
  if (encoding === "utf-8") return Buffer.from(`\ufeff${text}`);
  const bytes = iconv.encode(text, "windows-1252");
  return iconv.decode(bytes, "windows-1252") === text ? bytes : undefined;
};

const quoted = (cell: string): string =>
  /[";,\t\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
