/** `facteur statement D12 --given`: a person says that the client has the statement. An order like others: to the agent, or here. */

import { ordersPath } from "../../adapters/system/orders.ts";
import { systemClock } from "../../adapters/system/system-clock.ts";
import { openForOrders } from "../../compose/opened.ts";
import type { StatementMeans } from "../../domain/facts/agreement.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { giveStatement } from "../../journey/agreement.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { give } from "../give.ts";
import { depositIdNamed, refuseNeverRan } from "../reading.ts";
import { reasonGiven, signer } from "../signature.ts";
import { statementWords } from "./words.ts";

export interface StatementGivenOptions extends Global {
  readonly id: string;
  readonly how?: StatementMeans;
  readonly by?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

export const statementGiven = async (
  context: Context,
  options: StatementGivenOptions,
): Promise<Exit> => {
  const { io, language } = context;
  const words = statementWords[language];
  const deposit = depositIdNamed(context, options.id);
  if (options.how === undefined) throw new Refusal(2, [words.howNeeded]);
  const signed = { by: signer(options.by), reason: reasonGiven(options.reason) };
  const request = { deposit, how: options.how, ...signed };
  const settings = settingsOf(context, options);
  const dossiers = new Map(settings.dossiers.map((d) => [d.name, d]));
  const answer = await give(context, {
    path: ordersPath(settings.data),
    order: "statement-given",
    args: request,
    open: async () => {
      refuseNeverRan(context, settings);
      return await openForOrders(settings);
    },
    here: ({ journal }) => giveStatement({ journal, dossiers, clock: systemClock() }, request),
  });
  if (options.json) io.out(`${JSON.stringify(answer)}\n`);
  if (answer.is === "given") {
    if (!options.json) io.out(`${words.done(deposit, answer.stand)}\n`);
    return 0;
  }
  const said =
    answer.is === "unknown" ? context.words.unknownDeposit(options.id) : words.notAsked(deposit);
  if (!options.json) io.err(`${said}\n`);
  return 1;
};
