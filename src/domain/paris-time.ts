/**
 * Instants as French people read them, in the zone of the law (Europe/Paris), whatever the machine's
 * zone, language or ICU version: the words are ours, only the arithmetic is Intl's.
 */
import type { Instant } from "./ids.ts";

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  /** `+01:00` */
  readonly offset: string;
}

/** `2026-11-21T10:12:03+01:00` */
export const parisIso = (at: Instant): string => {
  const p = parts(at);
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}${p.offset}`;
};

/** `2026-11`: the month of the folder where a report is filed. */
export const parisMonth = (at: Instant): string => parisIso(at).slice(0, 7);

/** `2026-11-21` */
export const parisDay = (at: Instant): string => parisIso(at).slice(0, 10);

/** `21 novembre 2026 à 10:12:03` */
export const frenchDateTime = (at: Instant): string => {
  const p = parts(at);
  return `${frenchDate(parisDay(at))} à ${p.hour}:${p.minute}:${p.second}`;
};

/** `1985-05-12` → `12 mai 1985`; any other text is given back as it is. */
export const frenchDate = (text: string): string => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text) ?? [];
  const name = months[Number(month) - 1];
  if (year === undefined || day === undefined || name === undefined) return text;
  return `${day === "01" ? "1er" : Number(day)} ${name} ${year}`;
};

const months = [
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
export const parisInstant = (date: string, hour: string): Instant | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date) || !/^\d{2}:\d{2}$/u.test(hour)) return undefined;
  const utc = Date.parse(`${date}T${hour}:00Z`);
  if (Number.isNaN(utc)) return undefined;
  // The offset of that hour, asked twice: the first guess may fall on the other side of a change.
  const guess = utc - offsetMs(utc);
  return utc - offsetMs(guess);
};

const offsetMs = (at: Instant): number => {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/u.exec(parts(at).offset) ?? [];
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === "-" ? -ms : ms;
};

/** Made once, at the first use: making it costs a hundred times a use, and a report has thousands. */
let made: Intl.DateTimeFormat | undefined;
const formatter = (): Intl.DateTimeFormat => {
  made ??= new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Paris",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "longOffset",
  });
  return made;
};

const parts = (at: Instant): Parts => {
  const found = new Map(
    formatter()
      .formatToParts(at)
      .map((p) => [p.type, p.value]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes): string => found.get(type) ?? "";
  return {
    year: get("year").padStart(4, "0"),
    month: get("month"),
    day: get("day"),
    hour: get("hour"),
    minute: get("minute"),
    second: get("second"),
    offset: get("timeZoneName").replace("GMT", "") || "+00:00",
  };
};
