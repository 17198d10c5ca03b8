/**
 * Instants in the zone of a dossier, whatever the machine's zone, language or ICU version: the words are
 * ours, only the arithmetic is the engine's. A day is text, `2026-11-21`, so that it can be compared and kept.
 */
import type { Instant } from "../ids.ts";

/** An IANA name: `Europe/Paris`, `Pacific/Noumea`. */
export type Zone = string;
/** `2026-11-21` */
export type Day = string;

export interface LocalTime {
  readonly day: Day;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  /** `+01:00` */
  readonly offset: string;
}

/** The law's own zone, unless a dossier says otherwise (formats.md §9). */
export const paris: Zone = "Europe/Paris";

export const isZone = (text: string): boolean => {
  try {
    return offsetAt(0, text) !== "";
  } catch {
    return false;
  }
};

export const localTime = (at: Instant, zone: Zone): LocalTime => {
  // Before, and long after, there are offsets with seconds and years of five digits.
  if (!(at >= plainFrom && at < plainTo)) return asked(at, zone);
  const offset = offsetIn(Math.floor(at / quarterMs), zone) ?? offsetAt(at, zone);
  const local = new Date(at + msOf(offset)).toISOString();
  return {
    day: local.slice(0, 10),
    hour: local.slice(11, 13),
    minute: local.slice(14, 16),
    second: local.slice(17, 19),
    offset,
  };
};

const plainFrom = Date.UTC(1973, 0);
const plainTo = Date.UTC(9999, 0);
const quarterMs = 900_000;
/** Quarters of an hour whose offsets are known: the engine takes far longer than the rest, and a deadline asks it five times. */
const quartersMax = 10_000;
const offsets = new Map<Zone, Map<number, string>>();

/** The offset that holds in this whole quarter of an hour; undefined where it changes within. */
const offsetIn = (quarter: number, zone: Zone): string | undefined => {
  const known = offsets.get(zone) ?? new Map<number, string>();
  offsets.set(zone, known);
  const found = known.get(quarter);
  if (found !== undefined) return found;
  const offset = offsetAt(quarter * quarterMs, zone);
  if (offsetAt((quarter + 1) * quarterMs - 1, zone) !== offset) return undefined;
  if (known.size >= quartersMax) known.clear();
  known.set(quarter, offset);
  return offset;
};

/**
 * By Temporal where the engine has it (Node 26): a quarter of the time, and Intl's first use looks into the data of every
 * language, which stays in memory.
 */
const offsetAt = (at: Instant, zone: Zone): string =>
  typeof Temporal === "undefined"
    ? asked(at, zone).offset
    : new Temporal.ZonedDateTime(BigInt(Math.floor(at)) * nanosecondsOfMs, zone).offset;

const nanosecondsOfMs = 1_000_000n;

const asked = (at: Instant, zone: Zone): LocalTime => {
  const found = new Map(
    formatter(zone)
      .formatToParts(at)
      .map((p) => [p.type, p.value]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes): string => found.get(type) ?? "";
  return {
    day: `${get("year").padStart(4, "0")}-${get("month")}-${get("day")}`,
    hour: get("hour"),
    minute: get("minute"),
    second: get("second"),
    offset: get("timeZoneName").replace("GMT", "") || "+00:00",
  };
};

export const dayOf = (at: Instant, zone: Zone): Day => localTime(at, zone).day;

/** `2026-11-23`, `08:30` → the instant there; `24:00` is the end of the day; undefined when they are none. */
export const instantIn = (zone: Zone, day: Day, hour: string): Instant | undefined => {
  if (!isDay(day) || !/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/u.test(hour)) return undefined;
  if (hour === "24:00") return instantIn(zone, addDays(day, 1), "00:00");
  const utc = Date.parse(`${day}T${hour}:00Z`);
  // The offset of that hour, asked twice: the first guess may fall on the other side of a change.
  const guess = utc - offsetMs(utc, zone);
  return utc - offsetMs(guess, zone);
};

/** A day of the calendar: `2026-02-30` is none. Written out because a file asks it a million times. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/u.test(text)) return false;
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
};

export const addDays = (day: Day, days: number): Day =>
  isoDay(Date.parse(`${day}T00:00Z`) + days * dayMs);

/** 1 Monday … 7 Sunday (ISO 8601). */
export const weekday = (day: Day): number => ((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7) + 1;

export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / dayMs);

const dayMs = 86_400_000;

const isoDay = (utc: number): Day =>
  Number.isNaN(utc) ? "" : new Date(utc).toISOString().slice(0, 10);

const offsetMs = (at: Instant, zone: Zone): number => msOf(localTime(at, zone).offset);

const msOf = (offset: string): number => {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})/u.exec(offset) ?? [];
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === "-" ? -ms : ms;
};

/** Made once per zone: making one costs a hundred times a use, and a report has thousands of uses. */
const made = new Map<Zone, Intl.DateTimeFormat>();
const formatter = (zone: Zone): Intl.DateTimeFormat => {
  const known = made.get(zone);
  if (known) return known;
  const one = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "longOffset",
  });
  made.set(zone, one);
  return one;
};
