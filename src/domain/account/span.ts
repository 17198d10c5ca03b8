/** Which time an account is about: a month, or the mandate from its signature. */
import { ofMonth, parsePeriod, periodicityOf } from "../calendar/period.ts";
import { addDays, instantIn, paris } from "../calendar/zoned-time.ts";
import type { Instant } from "../ids.ts";
import { frenchDate, parisDay } from "../paris-time.ts";
import { type Entry, valueOf } from "../register/entry.ts";
import type { AccountScope } from "./scope.ts";

export interface AccountSpan {
  readonly from: Instant;
  readonly to: Instant;
  /** « du mois de novembre 2026 » */
  readonly period: string;
  /** For a file's name. */
  readonly name: string;
}

/** `2026-11`; undefined when that is no month. */
export const monthSpan = (month: string): AccountSpan | undefined => {
  const period = parsePeriod(month);
  const first = `${month}-01`;
  const from = instantIn(paris, first, "00:00");
  const to = instantIn(paris, `${addDays(first, 31).slice(0, 8)}01`, "00:00");
  if (!period || periodicityOf(period) !== "mensuelle" || from === undefined || to === undefined)
    return undefined;
  return { from, to, period: ofMonth(period), name: month };
};

/** From the first signature to the last end, as the register has them; without one, all that there is. */
export const mandateSpan = (about: {
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
