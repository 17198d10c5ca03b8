/** Which time an account is about: a month, or the mandate from its signature. */
import type { AccountScope } from "../../domain/account/scope.ts";
import { ofMonth, parsePeriod, periodicityOf } from "../../domain/calendar/period.ts";
import { addDays, instantIn, paris } from "../../domain/calendar/zoned-time.ts";
import type { Instant } from "../../domain/ids.ts";
import { frenchDate, parisDay } from "../../domain/paris-time.ts";
import { type Entry, valueOf } from "../../domain/register/entry.ts";
import { Refusal } from "../../foundation/refusal.ts";
import { accountWords } from "../account-words.ts";
import type { Context } from "../command.ts";

export interface AccountSpan {
  readonly from: Instant;
  readonly to: Instant;
  /** « du mois de novembre 2026 » */
  readonly period: string;
  /** For a file's name. */
  readonly name: string;
}

export const spanAsked = (
  context: Context,
  asked: { readonly month?: string; readonly endOfMandate?: boolean },
  about: {
    readonly scope: AccountScope;
    readonly entries: readonly Entry[];
    readonly now: Instant;
  },
): AccountSpan => {
  const words = accountWords[context.language];
  if ((asked.month === undefined) === (asked.endOfMandate !== true))
    throw new Refusal(2, [words.oneTime]);
  if (asked.month === undefined) return mandate(about);
  const period = parsePeriod(asked.month);
  const first = `${asked.month}-01`;
  const from = instantIn(paris, first, "00:00");
  const to = instantIn(paris, `${addDays(first, 31).slice(0, 8)}01`, "00:00");
  if (!period || periodicityOf(period) !== "mensuelle" || from === undefined || to === undefined)
    throw new Refusal(2, [words.badMonth(asked.month)]);
  return { from, to, period: ofMonth(period), name: asked.month };
};

/** From the first signature to the last end, as the register has them; without one, all that there is. */
const mandate = (about: {
  readonly scope: AccountScope;
  readonly entries: readonly Entry[];
  readonly now: Instant;
}): AccountSpan => {
  const { scope, entries, now } = about;
  const own = entries.filter(
    (e) => e.table === "mandats" && (scope.sirets ?? []).includes(valueOf(e, "siret")),
  );
  const signed = own.map((e) => valueOf(e, "signe_le")).toSorted()[0];
  const ends = own.map((e) => valueOf(e, "fin"));
  const end = ends.includes("") ? "" : (ends.toSorted().at(-1) ?? "");
  const today = parisDay(now);
  const last = end !== "" && end < today ? end : today;
  return {
    from: (signed === undefined ? undefined : instantIn(paris, signed, "00:00")) ?? 0,
    to: instantIn(paris, last, "24:00") ?? now,
    period:
      signed === undefined
        ? `jusqu'au ${frenchDate(last)}`
        : `du ${frenchDate(signed)} au ${frenchDate(last)}`,
    name: `fin-de-mandat-${last}`,
  };
};
