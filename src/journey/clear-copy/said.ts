/** A value of a file as a person reads it: a date, an hour, a period, a SIRET, the meaning of a code. */
import { periodText } from "../../domain/calendar/period.ts";
import { isDay } from "../../domain/calendar/zoned-time.ts";
import { periodOf } from "../../domain/checks/period.ts";
import { formText } from "../../domain/due/series-text.ts";
import { shortDate } from "../../domain/paris-time.ts";
import { clockHour, isClockHour, isoDate } from "../../formats/moments.ts";
import type { ClearField } from "../../ports/examination.ts";

export type Kind =
  /** DDMMYYYY */
  | "day-first"
  /** YYYYMMDD */
  | "date"
  /** YYMMDD */
  | "short-date"
  /** YYYY-MM-DD */
  | "iso-date"
  | "hour"
  | "period"
  | "siret"
  | "form"
  | "flag";

export interface Reading {
  readonly holds?: Kind;
  readonly codes?: Readonly<Record<string, string>>;
}

/** The field with what a person reads in it, where that is not the value itself. */
export const field = (
  { place, label, value }: Omit<ClearField, "said">,
  reading: Reading = {},
): ClearField => {
  const said = saidOf(value, reading);
  return { place, label, value, ...(said === undefined || said === value ? {} : { said }) };
};

const saidOf = (value: string, { holds, codes }: Reading): string | undefined => {
  if (codes !== undefined && Object.hasOwn(codes, value)) return `${codes[value]} (${value})`;
  return holds === undefined ? undefined : readings[holds](value);
};

const dayText = (iso: string): string | undefined => (isDay(iso) ? shortDate(iso) : undefined);

const readings: Readonly<Record<Kind, (value: string) => string | undefined>> = {
  "day-first": (value) => dayText(isoDate(value)),
  date: (value) => dayText(value.replace(/^(\d{4})(\d\d)(\d\d)$/u, "$1-$2-$3")),
  // The layouts that write it are of this century (formats.md §6: 2007).
  "short-date": (value) => dayText(value.replace(/^(\d\d)(\d\d)(\d\d)$/u, "20$1-$2-$3")),
  "iso-date": dayText,
  hour: (value) => (isClockHour(clockHour(value)) ? clockHour(value) : undefined),
  period: (value) => {
    const period = periodOf(value);
    return period && `${periodText(period)} (${value})`;
  },
  siret: (value) =>
    /^\d{14}$/u.test(value)
      ? value.replace(/(\d{3})(\d{3})(\d{3})(\d{5})/u, "$1 $2 $3 $4")
      : undefined,
  form: (value) => formText(value),
  flag: (value) => (value === "O" ? "oui (O)" : value === "N" ? "non (N)" : undefined),
};
