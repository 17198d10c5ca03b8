/** `facteur show ID`: the deposit's report, on the terminal. */
import { renderHtml } from "../../adapters/reports/html.ts";
import { clearPaper } from "../../adapters/reports/paper/clear.ts";
import { depositPaper } from "../../adapters/reports/paper/deposit.ts";
import { modelOf } from "../../adapters/reports/reporter.ts";
import type { Reader } from "../../compose/reader.ts";
import type { Deposit } from "../../domain/deposit.ts";
import { situation } from "../../domain/rollup.ts";
import { situationTone } from "../../domain/situations.ts";
import type { Exit } from "../../foundation/refusal.ts";
import { Refusal } from "../../foundation/refusal.ts";
import { accountsGiven } from "../../journey/account/given.ts";
import { clearCopy } from "../../journey/clear-copy.ts";
import { ClientHolds } from "../../journey/client-holds.ts";
import { forPeople } from "../../journey/report.ts";
import type { Store } from "../../ports/store.ts";
import { givenLines } from "../account/given.ts";
import { accountWords } from "../account/words.ts";
import type { Context, Global } from "../command.ts";
import { type DocumentOptions, deliver, refuseUnprintable, rendered } from "../document.ts";
import { formatsHere } from "../knowledge.ts";
import { depositIdNamed, depositNamed, reading } from "../reading.ts";
import { showGenerations } from "./generations.ts";

export interface ShowOptions extends Global, DocumentOptions {
  readonly json?: boolean;
  readonly clear?: boolean;
  readonly generations?: boolean;
  /** A layout for `clear`. */
  readonly as?: string;
  readonly id: string;
}

export const show = async (context: Context, options: ShowOptions): Promise<Exit> => {
  refuseUnprintable(context, options);
  depositIdNamed(context, options.id);
  await using reader = reading(context, options);
  const deposit = await depositNamed(context, reader, options.id);
  if (options.generations)
    return await showGenerations(context, {
      journal: reader.journal,
      deposit,
      json: options.json === true || options.format === "json",
    });
  if (options.clear) return await clear(context, { options, store: reader.store, deposit });
  const holds = await ClientHolds.read(reader.journal, reader.dossiers);
  const input = await forPeople(reader, holds.over(deposit));
  const format = options.json ? "json" : options.format;
  const handedOver = format === "text" ? await givenText(context, reader, deposit) : "";
  const reporter = await reader.reporter();
  const made = (): Promise<Uint8Array | string> | string => {
    if (format === "json") return reporter.json(input);
    if (format === "text") {
      const text = `${reporter.text(input)}${handedOver}`;
      return options.output === undefined ? withColour(context, text, holds.over(deposit)) : text;
    }
    const model = modelOf(input, reader.told);
    return format === "html"
      ? renderHtml(model)
      : rendered(depositPaper(model, deposit.lastAt), format);
  };
  await deliver(context, options, await made());
  return 0;
};

/** The accounts to the client that this deposit stood in. */
const givenText = async (context: Context, reader: Reader, deposit: Deposit): Promise<string> => {
  const given = await accountsGiven(reader.journal, { deposit: deposit.id });
  if (given.length === 0) return "";
  const lines = givenLines(context, given).map((line) => `  ${line}\n`);
  return `\n${accountWords[context.language].givenTitle}\n${lines.join("")}`;
};

/** The line that answers: its sign says the same in black and white. */
const withColour = ({ paint }: Context, text: string, deposit: Deposit): string =>
  text.replace(/^\[(?:OK|!!| !|\.\.|--)\] .*$/mu, (line) =>
    paint(situationTone(situation(deposit).is), line),
  );

/** The printable clear copy (seed 002 §3.3.8). */
const clear = async (
  context: Context,
  about: { readonly options: ShowOptions; readonly store: Store; readonly deposit: Deposit },
): Promise<Exit> => {
  const { options, store, deposit } = about;
  const purged = deposit.purges.find((p) => p.kinds.includes("originals"));
  if (purged) throw new Refusal(1, [context.words.purged(deposit.id, purged)]);
  if (deposit.claimed.kept === false) throw new Refusal(1, [context.words.document.tooLarge]);
  const copy = clearCopy(await store.get(deposit.claimed.sha256), formatsHere(context, options));
  if (!copy) throw new Refusal(1, [context.words.document.noClear]);
  const json = options.json || options.format === "json";
  const made = json
    ? `${JSON.stringify({ deposit: deposit.id, declarations: copy }, undefined, 2)}\n`
    : await rendered(clearPaper(deposit, copy, `Facteur ${context.version}`), options.format);
  await deliver(context, options, made);
  return 0;
};
