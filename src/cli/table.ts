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
    colWidths: fitting([head, ...rows], columns ?? widthByDefault),
    wordWrap: wraps === true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [] },
  });
  for (const [row, cells] of rows.entries())
    made.push(cells.map((cell, column) => dress?.(cell, { row, column }) ?? cell));
  return made.toString();
};

/** The widest column gives way first, until the table fits. */
const fitting = (rows: readonly (readonly string[])[], room: number): number[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => lengthOf(row[column] ?? ""))),
  );
  const total = (): number => widths.reduce((sum, width) => sum + width + besideCell, 1);
  while (total() > room) {
    const widest = widths.indexOf(Math.max(...widths));
    const width = widths[widest] ?? 0;
    if (width <= cellMin) break;
    widths[widest] = width - 1;
  }
  return widths.map((width) => width + 2);
};

/** As many signs as a person sees in its longest line; a wide one counts once, and is then cut a little early. */
const lengthOf = (text: string): number =>
  Math.max(...text.split("\n").map((line) => [...new Intl.Segmenter().segment(line)].length));
