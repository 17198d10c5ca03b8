/**
 * Instants as French people read them, in the zone of the law (Europe/Paris), whatever the machine's
 * zone, language or ICU version: the words are ours, only the arithmetic is Intl's.
 */
import { addDays, instantIn, localTime, paris } from "./calendar/zoned-time.ts";
import type { Instant } from "./ids.ts";

/** `2026-11-21T10:12:03+01:00` */
export const parisIso = (at: Instant): string => {
  const t = localTime(at, paris);
  return `${t.day}T${t.hour}:${t.minute}:${t.second}${t.offset}`;
};

/** `2026-11`: the month of the folder where a report is filed. */
export const parisMonth = (at: Instant): string => parisIso(at).slice(0, 7);

/** `2026-11-21` */
export const parisDay = (at: Instant): string => parisIso(at).slice(0, 10);

/** `21 novembre 2026 à 10:12:03` */
export const frenchDateTime = (at: Instant): string => {
  const t = localTime(at, paris);
  return `${frenchDate(t.day)} à ${t.hour}:${t.minute}:${t.second}`;
};

/** `21/11/2026`, for columns. */
export const shortDate = (iso: string): string => iso.split("-").toReversed().join("/");

/**
 * `15 avril 2026 à 12:00`: by when something must be done. The end of a day is its own 24:00: nobody reads « le 27 à 00:00:00 »
 * as the evening of the 26th.
 */
export const frenchDeadline = (at: Instant): string => {
  const t = localTime(at, paris);
  if (`${t.hour}:${t.minute}:${t.second}` === "00:00:00")
    return `${frenchDate(addDays(t.day, -1))} à 24:00`;
  return frenchDateTime(at).replace(/:00$/u, "");
};

/** `1985-05-12` → `12 mai 1985`; any other text is given back as it is. */
export const frenchDate = (text: string): string => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text) ?? [];
  const name = months[Number(month) - 1];
  if (year === undefined || day === undefined || name === undefined) return text;
  return `${day === "01" ? "1er" : Number(day)} ${name} ${year}`;
};

/** January first. */
export const months = [
  "janvier",
  "février",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "août",
  "septembre",
  "octobre",
  "novembre",
  "décembre",
] as const;

/** `2026-11-23`, `08:30` → the instant in Paris; undefined when they are no date and hour. */
export const parisInstant = (date: string, hour: string): Instant | undefined =>
  instantIn(paris, date, hour);
