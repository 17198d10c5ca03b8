/** `facteur list`: the latest deposits, newest first. */
import Table from "cli-table3";
import type { Deposit } from "../domain/deposit.ts";
import { type Situation, situation } from "../domain/rollup.ts";
import { situationText, situationTone } from "../domain/situations.ts";
import type { Exit } from "../foundation/refusal.ts";
import { ClientHolds } from "../journey/client-holds.ts";
import type { Context, Global } from "./command.ts";
import { oneLine } from "./one-line.ts";
import { reading } from "./reading.ts";

export interface ListOptions extends Global {
  readonly json?: boolean;
  readonly limit: number;
}

export const list = async (context: Context, options: ListOptions): Promise<Exit> => {
  const { io, words } = context;
  await using reader = reading(context, options);
  const holds = await ClientHolds.read(reader.journal, reader.dossiers);
  const found = await reader.journal.find({ by: "recent" }, options.limit);
  const deposits = found.map((deposit) => holds.over(deposit));
  if (options.json) {
    io.out(`${JSON.stringify(deposits.map(summary), undefined, 2)}\n`);
    return 0;
  }
  if (deposits.length === 0) io.out(`${words.noDeposit}\n`);
  else io.out(`${table(context, deposits)}\n`);
  return 0;
};

/** The stable JSON of one line. */
export const summary = (deposit: Deposit) => {
  const { is, counts, next } = situation(deposit);
  const { dossier, name, mode, sha256, at } = deposit.claimed;
  return {
    id: deposit.id,
    dossier,
    file: name,
    mode,
    sha256,
    claimed: new Date(at).toISOString(),
    state: is,
    next,
    counts,
  };
};

/** Of a terminal that does not say how wide it is, and of a file. */
const widthByDefault = 80;
/** Nothing can be read in less. */
const cellMin = 5;
/** A cell's own blanks, and one line beside it. */
const besideCell = 3;

const table = (context: Context, deposits: readonly Deposit[]): string => {
  const rows = deposits.map((deposit) => {
    const s = situation(deposit);
    const { dossier, name, at } = deposit.claimed;
    const title = situationText(s, context.language).title;
    const cells = [deposit.id, dossier, name, when(at, context.language), title, tally(s)];
    return cells.map(oneLine);
  });
  const head = [...context.words.columns];
  const colWidths = fitting([head, ...rows], context.io.columns ?? widthByDefault);
  const made = new Table({ head, colWidths, style: { head: [], border: [] } });
  // Painted once the widths are known: a colour takes no room.
  made.push(...rows.map((cells, index) => painted(context, cells, deposits[index])));
  return made.toString();
};

const stateColumn = 4;

const painted = (
  { paint }: Context,
  cells: readonly string[],
  deposit: Deposit | undefined,
): string[] => {
  if (!deposit) return [...cells];
  const tone = situationTone(situation(deposit).is);
  return cells.map((cell, column) => (column === stateColumn ? paint(tone, cell) : cell));
};

/** As many signs as a person sees; a wide one counts once, and is then cut a little early. */
const lengthOf = (text: string): number => [...new Intl.Segmenter().segment(text)].length;

/** The widest column gives way first, until the table fits; names are cut with an ellipsis. */
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

const tally = ({ counts }: Situation): string =>
  counts.total === 0 ? "–" : `${counts.registered}/${counts.total}`;

const when = (at: number, language: "fr" | "en"): string =>
  new Date(at).toLocaleString(language === "fr" ? "fr-FR" : "en-GB", {
    timeZone: "Europe/Paris",
    dateStyle: "short",
    timeStyle: "short",
  });
