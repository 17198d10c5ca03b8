/** `facteur statement D12`: what is about to be declared and debited, on the terminal or as a page to hand over. */
import { statementPaper } from "../../adapters/reports/paper/statement.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { statementFor } from "../../journey/report/statement.ts";
import type { Context, Global } from "../command.ts";
import { type DocumentOptions, deliver, refuseUnprintable, rendered } from "../document.ts";
import { depositIdNamed, depositNamed, reading } from "../reading.ts";
import { statementWords } from "./words.ts";

export interface StatementOptions extends Global, DocumentOptions {
  readonly id: string;
  readonly json?: boolean;
}

export const statement = async (context: Context, options: StatementOptions): Promise<Exit> => {
  refuseUnprintable(context, options);
  depositIdNamed(context, options.id);
  await using reader = reading(context, options);
  const deposit = await depositNamed(context, reader, options.id);
  const purged = deposit.purges.find((p) => p.kinds.includes("originals"));
  if (purged) throw new Refusal(1, [context.words.purged(deposit.id, purged)]);
  const asked = await statementFor(reader, { deposit, at: Date.now() });
  if (!asked) throw new Refusal(1, [statementWords[context.language].nothing(deposit.id)]);
  const { client, content, stand } = asked;
  const format = options.json ? "json" : options.format;
  const made =
    format === "json"
      ? `${JSON.stringify({ deposit: deposit.id, client, file: deposit.claimed.name, agreement: stand, ...content }, undefined, 2)}\n`
      : await rendered(statementPaper(asked, reader.told), format);
  await deliver(context, options, made);
  return 0;
};
