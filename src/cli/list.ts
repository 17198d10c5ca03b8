/** `facteur list`: the latest deposits, newest first. */
import Table from "cli-table3";
import type { Deposit } from "../domain/deposit.ts";
import { type Situation, situation } from "../domain/rollup.ts";
import { situationText } from "../domain/situations.ts";
import type { Exit } from "../foundation/refusal.ts";
import type { Context, Global } from "./command.ts";
import { reading } from "./reading.ts";

export interface ListOptions extends Global {
  readonly json?: boolean;
  readonly limit: number;
}

export const list = async (context: Context, options: ListOptions): Promise<Exit> => {
  const { io, words } = context;
  await using reader = reading(context, options);
  const deposits = await reader.journal.find({ by: "recent" }, options.limit);
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

const table = (context: Context, deposits: readonly Deposit[]): string => {
  const rows = new Table({ head: [...context.words.columns], style: { head: [], border: [] } });
  for (const deposit of deposits) {
    const s = situation(deposit);
    const { dossier, name, at } = deposit.claimed;
    const title = situationText(s, context.language).title;
    rows.push([deposit.id, dossier, name, when(at, context.language), title, tally(s)]);
  }
  return rows.toString();
};

const tally = ({ counts }: Situation): string =>
  counts.total === 0 ? "–" : `${counts.registered}/${counts.total}`;

const when = (at: number, language: "fr" | "en"): string =>
  new Date(at).toLocaleString(language === "fr" ? "fr-FR" : "en-GB", {
    timeZone: "Europe/Paris",
    dateStyle: "short",
    timeStyle: "short",
  });
