/**
 * Periods of contributions. The six-digit forms are the seed's (002 §6.2.1.1); the short ones, SSAA,
 * SSAAT, AATM and AA62, come from one payroll product (formats.md §6, [1]).
 */
import { type Period, parsePeriod } from "../calendar/period.ts";
import { type Finding, type Place, shown } from "../finding.ts";

/** As files write it: digits only. The last answer is kept: a lot is of one period. */
export const periodOf = (text: string): Period | undefined => {
  if (text !== last.text) last = { text, period: readPeriod(text) };
  return last.period;
};

let last: { readonly text: string; readonly period: Period | undefined } = {
  text: "",
  period: undefined,
};

const readPeriod = (text: string): Period | undefined => {
  if (!/^\d{4,6}$/u.test(text)) return undefined;
  const annual = /^(\d\d)62$/u.exec(text);
  if (annual !== null) return parsePeriod(`${annual[1]}00`);
  // SSAAT: a quarter without its month.
  return parsePeriod(text.length === 5 ? `${text}0` : text);
};

/** A warning only: which form the French subset of a message uses is not published. */
export const checkPeriod = (text: string, place: Place): readonly Finding[] =>
  text === "" || periodOf(text) !== undefined
    ? []
    : [{ code: "periode-invalide", severity: "warning", place, value: shown(text) }];

/**
 * The period inside the social reference is the declaration's; compared when both can be read. Four
 * digits such as 2012 are the year 2012 or a month of 2020: nobody can say, so they are not compared.
 */
export const checkSamePeriod = (
  declared: string,
  referenced: string,
  place: () => Place,
): readonly Finding[] => {
  if (declared === referenced || /^(?:19|20)\d\d$/u.test(declared)) return [];
  const [a, b] = [periodOf(declared), periodOf(referenced)];
  if (a === undefined || b === undefined) return [];
  // The short forms have no century.
  if (a.year % 100 === b.year % 100 && a.quarter === b.quarter && a.month === b.month) return [];
  const about = { place: place(), value: shown(referenced), expected: shown(declared) };
  return [{ code: "periode-incoherente", severity: "warning", ...about }];
};
