/**
 * Periods of contributions. The six-digit forms are the seed's (002 §6.2.1.1); the short ones, SSAA,
 * SSAAT, AATM and AA62, come from one payroll product (formats.md §6, [1]).
 */
import { type Finding, type Place, shown } from "../finding.ts";

/** `quarter` 0: the whole year. `month` 0: the whole quarter, else 1 to 3 inside it. */
export interface Period {
  /** Two digits: the short forms have no century. */
  readonly year: string;
  readonly quarter: number;
  readonly month: number;
}

export const periodOf = (text: string): Period | undefined => {
  // Four digits that begin with a century of ours are a year; else AATM.
  if (text.length === 4 && !/^(?:19|20)\d\d$/u.test(text)) return shortPeriodOf(text);
  const long = /^(?:\d\d)(\d\d)(?:(0)(0)|([1-4])([0-3])?)?$/u.exec(text);
  return long === null ? undefined : parts(long);
};

const shortPeriodOf = (text: string): Period | undefined => {
  const annual = /^(\d\d)62$/u.exec(text);
  if (annual !== null) return { year: annual[1] ?? "", quarter: 0, month: 0 };
  const short = /^(\d\d)(?:(0)(0)|([1-4])([0-3]))$/u.exec(text);
  return short === null ? undefined : parts(short);
};

const parts = (found: RegExpExecArray): Period => ({
  year: found[1] ?? "",
  quarter: Number(found[4] ?? 0),
  month: Number(found[5] ?? 0),
});

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
  place: Place,
): readonly Finding[] => {
  const [a, b] = [periodOf(declared), periodOf(referenced)];
  if (a === undefined || b === undefined || /^(?:19|20)\d\d$/u.test(declared)) return [];
  if (a.year === b.year && a.quarter === b.quarter && a.month === b.month) return [];
  const about = { place, value: shown(referenced), expected: shown(declared) };
  return [{ code: "periode-incoherente", severity: "warning", ...about }];
};
