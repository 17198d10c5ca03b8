/** Dates and hours of the formats to the domain's texts; what is no date comes back as it was. */

/** DDMMYYYY → YYYY-MM-DD. */
export const isoDate = (text: string): string => {
  const parts = /^(\d\d)(\d\d)(\d{4})$/u.exec(text);
  if (parts === null) return text;
  const iso = `${parts[3]}-${parts[2]}-${parts[1]}`;
  return isIsoDate(iso) ? iso : text;
};

/** YYYY-MM-DD → DDMMYYYY. */
export const flatDate = (iso: string): string =>
  isIsoDate(iso) ? iso.replace(/^(\d{4})-(\d\d)-(\d\d)$/u, "$3$2$1") : iso;

/** HHMM or HH:MM:SS → HH:MM. */
export const clockHour = (text: string): string => {
  const parts = /^(\d\d)(?::?)(\d\d)(?::\d\d(?:\.\d+)?)?$/u.exec(text);
  if (parts === null) return text;
  const hour = `${parts[1]}:${parts[2]}`;
  return isClockHour(hour) ? hour : text;
};

export const isIsoDate = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/u.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // February 30th parses in some engines as a day of March: the text must come back unchanged.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

export const isClockHour = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text);
