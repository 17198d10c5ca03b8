/** Dates and hours of the formats to the domain's texts; what is no date comes back as it was. */
import { isDay } from "../domain/calendar/zoned-time.ts";

/** DDMMYYYY → YYYY-MM-DD. */
export const isoDate = (text: string): string => {
  if (!/^\d{8}$/u.test(text)) return text;
  const iso = `${text.slice(4)}-${text.slice(2, 4)}-${text.slice(0, 2)}`;
  return isDay(iso) ? iso : text;
};

/** YYYY-MM-DD → DDMMYYYY. */
export const flatDate = (iso: string): string =>
  isDay(iso) ? iso.replace(/^(\d{4})-(\d\d)-(\d\d)$/u, "$3$2$1") : iso;

/** HHMM or HH:MM:SS → HH:MM. */
export const clockHour = (text: string): string => {
  const parts = /^(\d\d)(?::?)(\d\d)(?::\d\d(?:\.\d+)?)?$/u.exec(text);
  if (parts === null) return text;
  const hour = `${parts[1]}:${parts[2]}`;
  return isClockHour(hour) ? hour : text;
};

export const isClockHour = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text);
