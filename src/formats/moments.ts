/** Dates and hours of the formats to the domain's texts; what is no date comes back as it was. */

/** DDMMYYYY → YYYY-MM-DD. */
export const isoDate = (text: string): string => {
  if (!/^\d{8}$/u.test(text)) return text;
  const iso = `${text.slice(4)}-${text.slice(2, 4)}-${text.slice(0, 2)}`;
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

/** A day of the calendar; written out because a file asks it a million times. */
export const isIsoDate = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/u.test(text)) return false;
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
};

export const isClockHour = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text);
