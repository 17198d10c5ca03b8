/**
 * Delays as people write them: hours, jours ouvrés (Monday to Friday), jours ouvrables (Monday to
 * Saturday), both without public holidays (formats.md §9), in the dossier's own zone.
 */

import type { Instant } from "../ids.ts";
import type { ReceiptDelay } from "../receipt/expected.ts";
import { type HolidayRegion, holidaysOf } from "./holidays.ts";
import {
  addDays,
  type Day,
  dayOf,
  instantIn,
  localTime,
  paris,
  weekday,
  type Zone,
} from "./zoned-time.ts";

export interface WorkCalendar {
  readonly zone: Zone;
  readonly holidays: HolidayRegion;
  /** Further days without work: `2027-05-14`, or `05-22` for every year (overseas). */
  readonly closedDays: readonly string[];
}

export const frenchCalendar: WorkCalendar = { zone: paris, holidays: "metropole", closedDays: [] };

const isHoliday = (day: Day, calendar: WorkCalendar): boolean =>
  holidaysOf(Number(day.slice(0, 4)), calendar.holidays).has(day) ||
  calendar.closedDays.some((closed) => closed === day || closed === day.slice(5));

export const isOuvre = (day: Day, calendar: WorkCalendar): boolean =>
  weekday(day) <= 5 && !isHoliday(day, calendar);

export const isOuvrable = (day: Day, calendar: WorkCalendar): boolean =>
  weekday(day) <= 6 && !isHoliday(day, calendar);

/**
 * When the delay is over. Hours are counted as they pass, whatever the clocks do in March and October; days
 * begin with the day after, and the last one counts whole, until its midnight.
 */
export const delayEnds = (from: Instant, delay: ReceiptDelay, calendar: WorkCalendar): Instant => {
  if (delay.unit === "heures") return from + delay.count * hourMs;
  let day = dayOf(from, calendar.zone);
  for (let left = delay.count; left > 0; ) {
    day = addDays(day, 1);
    if (counts(day, delay.unit, calendar)) left -= 1;
  }
  return endOf(day, calendar.zone);
};

/** The n-th working day before `day`, `day` not counted. */
export const workingDaysBefore = (day: Day, count: number, calendar: WorkCalendar): Day => {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, -1);
    if (isOuvre(at, calendar)) left -= 1;
  }
  return at;
};

/** The last instant, not after `at`, of a working day between nine and five: somebody answers the telephone. */
export const workingHourBefore = (at: Instant, calendar: WorkCalendar): Instant => {
  const local = localTime(at, calendar.zone);
  const hour = Number(local.hour);
  if (isOuvre(local.day, calendar) && hour >= opens && hour < closes) return at;
  const sameDay = isOuvre(local.day, calendar) && hour >= closes;
  const day = sameDay ? local.day : workingDaysBefore(local.day, 1, calendar);
  return instantIn(calendar.zone, day, `${closes}:00`) ?? at;
};

const opens = 9;
const closes = 17;

const hourMs = 3_600_000;

const counts = (day: Day, unit: ReceiptDelay["unit"], calendar: WorkCalendar): boolean => {
  switch (unit) {
    case "jours-ouvres":
      return isOuvre(day, calendar);
    case "jours-ouvrables":
      return isOuvrable(day, calendar);
    case "jours":
    case "heures":
      return true;
  }
};

const endOf = (day: Day, zone: Zone): Instant => {
  const end = instantIn(zone, day, "24:00");
  if (end === undefined) throw new Error(`not a day: ${day}`);
  return end;
};

/** `48 heures`, `5 jours ouvrés` */
export const delayText = ({ count, unit }: ReceiptDelay): string => {
  const many = count > 1;
  switch (unit) {
    case "heures":
      return `${count} heure${many ? "s" : ""}`;
    case "jours-ouvres":
      return `${count} jour${many ? "s" : ""} ouvré${many ? "s" : ""}`;
    case "jours-ouvrables":
      return `${count} jour${many ? "s" : ""} ouvrable${many ? "s" : ""}`;
    case "jours":
      return `${count} jour${many ? "s" : ""}`;
  }
};
