/** Writes into the journal that an account was handed over, and tells what was handed over before. */
import { ordersPath } from "../../adapters/system/orders.ts";
import { openForRegister } from "../../compose/register.ts";
import type { Settings } from "../../config/settings.ts";
import { frenchDate, frenchDateTime, parisDay, parisIso } from "../../domain/paris-time.ts";
import {
  type AccountGiven,
  type AccountGiving,
  accountGiven,
} from "../../journey/account/given.ts";
import type { Context } from "../command.ts";
import { give } from "../give.ts";
import { oneLine } from "../terminal/one-line.ts";
import { accountWords } from "./words.ts";

export const giveAccount = (
  context: Context,
  settings: Settings,
  giving: AccountGiving,
): Promise<unknown> =>
  give(context, {
    path: ordersPath(settings.data),
    order: "account-given",
    args: giving,
    open: () => openForRegister(settings),
    here: (world) => accountGiven(world, giving),
  });

/** One line each: when, by whom, of which time, by which way, and the hash that the client can compare. */
export const givenLines = (
  { language }: Context,
  given: readonly AccountGiven[],
): readonly string[] =>
  given.map((fact) => {
    const last = fact.until - 1;
    const french = language === "fr";
    return accountWords[language].givenLine({
      at: french ? frenchDateTime(fact.at) : parisIso(fact.at),
      by: oneLine(fact.by),
      from: fact.from === 0 ? "" : french ? frenchDate(parisDay(fact.from)) : parisDay(fact.from),
      until: french ? frenchDate(parisDay(last)) : parisDay(last),
      means: fact.means,
      to: oneLine(fact.to ?? ""),
      bundle: fact.bundle,
    });
  });
