/**
 * « À faire pour le » (seed 001): when each step of a planned path is due. Steps follow each other on working days, seven
 * hours make one; a step that the seed gives no time is due with the one before it, and no day when none has a time yet.
 */
import { isOuvre, type WorkCalendar } from "../calendar/working-days.ts";
import { addDays, type Day } from "../calendar/zoned-time.ts";
import type { QualificationPath } from "./path.ts";

const hoursOfDay = 7;

export const dueDays = (
  path: QualificationPath,
  from: Day,
  calendar: WorkCalendar,
): ReadonlyMap<string, Day> => {
  const due = new Map<string, Day>();
  // Hours of work before the end of the step; the first working day holds the first seven.
  let hours = 0;
  for (const { id, lasts } of path.steps) {
    if (lasts?.unit === "jours") hours = (Math.ceil(hours / hoursOfDay) + lasts.count) * hoursOfDay;
    else hours += lasts?.count ?? 0;
    if (hours > 0) due.set(id, workingDay(from, Math.ceil(hours / hoursOfDay), calendar));
  }
  return due;
};

/** The n-th working day, the first being `from` itself when it is one. */
const workingDay = (from: Day, n: number, calendar: WorkCalendar): Day => {
  let day = from;
  for (let left = n; ; day = addDays(day, 1)) {
    if (isOuvre(day, calendar)) left -= 1;
    if (left === 0) return day;
  }
};
