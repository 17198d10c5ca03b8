/** When a hire is, and how long its contract lasts. */
import { addDays, daysBetween, isDay } from "../calendar/zoned-time.ts";
import { calendarShown, type Finding, masked, type Place, shown } from "../finding.ts";
import type { CheckContext } from "./context.ts";

/** A hire is declared at most eight days before it (Code du travail R1221-5; formats.md §2). */
const daysAheadMax = 8;

/** Only dates and hours that are ones are compared; their form is another check. */
export const checkHireMoment = (
  hire: { readonly date: string; readonly hour: string },
  context: CheckContext,
  place: Place,
): readonly Finding[] => {
  const { today, hour } = context;
  const days = today === undefined ? undefined : daysFrom(today, hire.date);
  if (days === undefined) return [];
  const value = shown(`${hire.date} ${hire.hour}`);
  if (days > daysAheadMax) {
    const expected = `à déclarer le ${addDays(hire.date, -daysAheadMax)} au plus tôt`;
    return [{ code: "embauche-trop-tot", severity: "blocking", place, value, expected }];
  }
  const begun = days < 0 || (days === 0 && hour !== undefined && hire.hour <= hour);
  return begun ? [{ code: "embauche-commencee", severity: "warning", place, value }] : [];
};

export interface Term {
  /** Undefined when the file's code is none of the known ones. */
  readonly nature?: "CDD" | "CDI" | "CTT" | "CNE";
  /** YYYY-MM-DD; empty when the file has none. */
  readonly start: string;
  readonly end: string;
  readonly born: string;
}

export interface TermPlaces {
  readonly end: Place;
  readonly start: Place;
}

export const checkTerm = (term: Term, places: TermPlaces): readonly Finding[] => {
  const found: Finding[] = [];
  // Zeros, or a day that no calendar has, are no end: many programs fill a date that nobody typed.
  if (term.nature === "CDD" && !isDay(term.end)) {
    const value = term.end === "" ? {} : { value: calendarShown(term.end) };
    found.push({ code: "fin-de-cdd-absente", severity: "blocking", place: places.end, ...value });
  }
  const lasts = daysFrom(term.start, term.end);
  if (lasts !== undefined && lasts < 0) {
    const value = shown(term.end);
    const about = { place: places.end, value, expected: `≥ ${term.start}` };
    found.push({ code: "dates-incoherentes", severity: "warning", ...about });
  }
  const age = daysFrom(term.born, term.start);
  if (age !== undefined && age <= 0) {
    // The date of birth is personal: the place names the hire's date.
    const about = { place: places.start, value: masked(term.born) };
    found.push({ code: "dates-incoherentes", severity: "warning", ...about });
  }
  return found;
};

/** Undefined when one of them is no day. */
const daysFrom = (from: string, to: string): number | undefined =>
  isDay(from) && isDay(to) ? daysBetween(from, to) : undefined;
