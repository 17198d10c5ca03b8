/** A table that fits its terminal, whatever stands in its cells. */
import Table from "cli-table3";
import { cutTo, widthOf } from "./width.ts";

/** Nothing can be read in less. */
const cellMin = 5;
/** A cell's own blanks, and one line beside it. */
const besideText = 2;
const besideCell = besideText + 1;

export interface FittedTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of the terminal; a file or another program gets every cell whole. */
  readonly columns: number | undefined;
  /** How narrow each column may become at first; one without a number keeps its width until nothing else is left to give. */
  readonly least?: readonly (number | undefined)[];
  /** The column that people read first: it gives way after the others. */
  readonly late?: number;
  /** What does not fit goes on in the next line; else it ends with an ellipsis. */
  readonly wraps?: boolean;
  /** Applied once the widths are known: a colour takes no room. */
  readonly dress?: (
    cell: string,
    place: { readonly row: number; readonly column: number },
  ) => string;
}

export const fittedTable = (table: FittedTable): string => {
  const { head, rows, columns, wraps, dress } = table;
  const widths = columns === undefined ? undefined : fitting(table, columns);
  // The library cuts by halves of a sign where one takes two.
  const fitted = (cell: string, column: number): string => {
    const width = widths?.[column];
    if (width === undefined) return cell;
    const part = wraps ? /\S+/gu : /[^\n]+/gu;
    return cell.replace(part, (text) => cutTo(text, width));
  };
  const made = new Table({
    head: head.map(fitted),
    ...(widths ? { colWidths: widths.map((width) => width + besideText) } : {}),
    wordWrap: wraps === true,
    wrapOnWordBoundary: wraps === true,
    style: { head: [], border: [] },
  });
  for (const [row, cells] of rows.entries())
    made.push(
      cells.map((cell, column) => {
        const text = fitted(cell, column);
        return dress?.(text, { row, column }) ?? text;
      }),
    );
  return made.toString();
};

/** The widest column gives way first, until the table fits; words are broken only when nothing else is left to give. */
const fitting = (
  { head, rows, wraps, least, late }: FittedTable,
  room: number,
): readonly number[] => {
  const longest = (parts: (cell: string) => readonly string[]): readonly number[] =>
    head.map((_, column) =>
      Math.max(...[head, ...rows].flatMap((row) => parts(row[column] ?? "").map(lengthOf))),
    );
  const widths = [...longest((cell) => [cell])];
  const give = (stop: (column: number) => number): void => {
    for (;;) {
      const total = widths.reduce((sum, width) => sum + width + besideCell, 1);
      const open = widths.filter((width, column) => width > stop(column));
      if (total <= room || open.length === 0) return;
      const widest = Math.max(...open);
      const column = widths.findIndex((width, at) => width === widest && width > stop(at));
      widths[column] = widest - 1;
    }
  };
  const atFirst = (column: number): number => least?.[column] ?? Number.POSITIVE_INFINITY;
  give((column) => (column === late ? Number.POSITIVE_INFINITY : atFirst(column)));
  give(atFirst);
  if (wraps) {
    const words = longest((cell) => cell.split(/\s/u));
    give((column) => Math.max(cellMin, words[column] ?? 0));
  }
  give(() => cellMin);
  return widths;
};

/** Of its longest line. */
const lengthOf = (text: string): number => Math.max(...text.split("\n").map(widthOf));
