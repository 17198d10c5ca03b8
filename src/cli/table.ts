/** A table that fits its terminal, whatever stands in its cells. */
import Table from "cli-table3";

/** Of a terminal that does not say how wide it is, and of a file. */
const widthByDefault = 80;
/** Nothing can be read in less. */
const cellMin = 5;
/** A cell's own blanks, and one line beside it. */
const besideCell = 3;

export interface FittedTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of the terminal. */
  readonly columns: number | undefined;
  /** What does not fit goes on in the next line; else it ends with an ellipsis. */
  readonly wraps?: boolean;
  /** Applied once the widths are known: a colour takes no room. */
  readonly dress?: (
    cell: string,
    place: { readonly row: number; readonly column: number },
  ) => string;
}

export const fittedTable = ({ head, rows, columns, wraps, dress }: FittedTable): string => {
  const made = new Table({
    head: [...head],
    colWidths: fitting([head, ...rows], {
      room: columns ?? widthByDefault,
      wordsWhole: wraps === true,
    }),
    wordWrap: wraps === true,
    wrapOnWordBoundary: wraps === true,
    style: { head: [], border: [] },
  });
  for (const [row, cells] of rows.entries())
    made.push(cells.map((cell, column) => dress?.(cell, { row, column }) ?? cell));
  return made.toString();
};

/** The widest column gives way first, until the table fits; words are broken only when nothing else is left to give. */
const fitting = (
  rows: readonly (readonly string[])[],
  { room, wordsWhole }: { readonly room: number; readonly wordsWhole: boolean },
): number[] => {
  const longest = (parts: (cell: string) => readonly string[]): readonly number[] =>
    (rows[0] ?? []).map((_, column) =>
      Math.max(...rows.flatMap((row) => parts(row[column] ?? "").map(lengthOf))),
    );
  const widths = [...longest((cell) => [cell])];
  const give = (least: (column: number) => number): void => {
    for (;;) {
      const total = widths.reduce((sum, width) => sum + width + besideCell, 1);
      const open = widths.filter((width, column) => width > least(column));
      if (total <= room || open.length === 0) return;
      const widest = Math.max(...open);
      const column = widths.findIndex((width, at) => width === widest && width > least(at));
      widths[column] = widest - 1;
    }
  };
  if (wordsWhole) {
    const words = longest((cell) => cell.split(/\s/u));
    give((column) => Math.max(cellMin, words[column] ?? 0));
  }
  give(() => cellMin);
  return widths.map((width) => width + 2);
};

/** As many signs as a person sees in its longest line; a wide one counts once, and is then cut a little early. */
const lengthOf = (text: string): number =>
  Math.max(...text.split("\n").map((line) => [...new Intl.Segmenter().segment(line)].length));
