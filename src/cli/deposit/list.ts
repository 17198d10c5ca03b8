/** `facteur list`: the latest deposits, newest first. */
import type { Deposit } from "../../domain/deposit.ts";
import { parisDay } from "../../domain/paris-time.ts";
import { type Situation, situation } from "../../domain/rollup.ts";
import { situationText, situationTone } from "../../domain/situations.ts";
import type { Exit } from "../../foundation/refusal.ts";
import { ClientHolds } from "../../journey/client-holds.ts";
import type { Context, Global } from "../command.ts";
import type { Language } from "../io.ts";
import { reading } from "../reading.ts";
import { oneLine } from "../terminal/one-line.ts";
import { fittedTable } from "../terminal/table.ts";
import { depositWords } from "./words.ts";

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

const stateColumn = 4;
/** The deposit's number and its hour stay readable in 60 columns; a long name is cut. */
const leastWidths = [undefined, 5, 5, undefined, 10, 5];

const table = ({ language, io, paint }: Context, deposits: readonly Deposit[]): string => {
  const states = deposits.map((deposit) => situation(deposit));
  const narrow = io.columns !== undefined && io.columns < yearColumns;
  const rows = deposits.map((deposit) => {
    const s = situation(deposit);
    const { dossier, name, at } = deposit.claimed;
    const title = situationText(s, language).title;
    return [deposit.id, dossier, name, when(at, { language, narrow }), title, tally(s)].map(
      oneLine,
    );
  });
  return fittedTable({
    head: depositWords[language].columns,
    rows,
    columns: io.columns,
    least: leastWidths,
    late: stateColumn,
    dress: (cell, { row, column }) => {
      const state = states[row];
      return state && column === stateColumn ? paint(situationTone(state.is), cell) : cell;
    },
  });
};

const tally = ({ counts }: Situation): string =>
  counts.total === 0 ? "–" : `${counts.registered}/${counts.total}`;

/** So many columns have room for a year beside the hour. */
const yearColumns = 70;

/** This year's deposits need no year: the hour is what tells two of them apart. Of another year's, the day is what must stay. */
const when = (
  at: number,
  { language, narrow }: { readonly language: Language; readonly narrow: boolean },
): string => {
  const sameYear = parisDay(at).slice(0, 4) === parisDay(Date.now()).slice(0, 4);
  return new Date(at)
    .toLocaleString(language === "fr" ? "fr-FR" : "en-GB", {
      timeZone: "Europe/Paris",
      day: "2-digit",
      month: "2-digit",
      ...(sameYear ? {} : { year: "numeric" }),
      ...(narrow && !sameYear ? {} : { hour: "2-digit", minute: "2-digit" }),
    })
    .replace(",", "");
};
