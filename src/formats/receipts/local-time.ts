/**
 * Times as organisms write them, made into one form that sorts as text. No zone is written, and none is
 * invented: the clock of whoever wrote it is meant.
 */

/** `2026-11-05`, `05/11/2026`, each with or without an hour; undefined for anything else. */
export const localTime = (date: string, hour = ""): string | undefined => {
  const text = `${date.trim()} ${hour.trim()}`.trim();
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?/u.exec(text);
  if (iso) return joined([iso[1], iso[2], iso[3]], iso.slice(4));
  const french = /^(\d\d)\/(\d\d)\/(\d{4})(?:[ T](?:à )?(\d\d)[:h](\d\d)(?::(\d\d))?)?/u.exec(text);
  if (french) return joined([french[3], french[2], french[1]], french.slice(4));
  return undefined;
};

const joined = (
  [year = "", month = "", day = ""]: readonly (string | undefined)[],
  [hour, minute, second]: readonly (string | undefined)[],
): string | undefined => {
  const inside = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return inside
    ? `${year}-${month}-${day}T${hour ?? "00"}:${minute ?? "00"}:${second ?? "00"}`
    : undefined;
};
