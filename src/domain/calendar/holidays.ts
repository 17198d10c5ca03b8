/**
 * Public holidays in France, computed for any year (formats.md §9): eight fixed days, three that follow
 * Easter, and the two of Alsace-Moselle. Overseas days differ: a dossier lists its own.
 */
import { addDays, type Day } from "./zoned-time.ts";

export const holidayRegions = ["metropole", "alsace-moselle"] as const;
export type HolidayRegion = (typeof holidayRegions)[number];

const fixed: readonly (readonly [string, string])[] = [
  ["01-01", "Jour de l'an"],
  ["05-01", "Fête du travail"],
  ["05-08", "Victoire de 1945"],
  ["07-14", "Fête nationale"],
  ["08-15", "Assomption"],
  ["11-01", "Toussaint"],
  ["11-11", "Armistice de 1918"],
  ["12-25", "Noël"],
];

/** Easter Sunday in the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher). */
export const easterSunday = (year: number): Day => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
};

const two = (n: number): string => String(n).padStart(2, "0");

/** Each holiday of the year and its French name. */
export const holidaysOf = (year: number, region: HolidayRegion): ReadonlyMap<Day, string> => {
  const key = `${region} ${year}`;
  const known = computed.get(key);
  if (known) return known;
  const easter = easterSunday(year);
  const days = new Map<Day, string>(
    fixed.map(([day, name]): [Day, string] => [`${String(year).padStart(4, "0")}-${day}`, name]),
  );
  days.set(addDays(easter, 1), "Lundi de Pâques");
  days.set(addDays(easter, 39), "Ascension");
  days.set(addDays(easter, 50), "Lundi de Pentecôte");
  if (region === "alsace-moselle") {
    days.set(addDays(easter, -2), "Vendredi saint");
    days.set(`${String(year).padStart(4, "0")}-12-26`, "Saint-Étienne");
  }
  computed.set(key, days);
  return days;
};

/** A year is asked for at each step of each delay. */
const computed = new Map<string, ReadonlyMap<Day, string>>();
