/**
 * What a value of the log may look like: short, on one line, and without anything that could be a NIR or a
 * bank account (design §5). The fields are chosen so that none of these come here; this is the second
 * wall, for server lines and file names that people wrote. SIRETs (14 digits) stay: they name companies.
 */
import { limits } from "../../domain/limits.ts";
import type { LogValue } from "../../ports/log.ts";

const mask = "[masked]";

/** Nothing longer is looked at: the value is cut far before. */
const lookedAtCharsMax = 8 * limits.logValueCharsMax;

export const redact = (
  value: Exclude<LogValue, undefined>,
): string | number | boolean | string[] => {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "object") return value.slice(0, limits.logListMax).map(redactText);
  return value;
};

export const redactText = (text: string): string => {
  const masked = maskTokens(maskGroups(text.slice(0, lookedAtCharsMax)));
  const cut =
    masked.length > limits.logValueCharsMax
      ? `${masked.slice(0, limits.logValueCharsMax).toWellFormed()}…`
      : masked;
  return cut.replaceAll(unprintable, escape);
};

/** Controls would forge lines or drive a terminal; invisible formatting would hide text. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escape = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return `\\u{${code.toString(16)}}`;
};

/** As people write them, in groups: `1 85 05 78 006 084 36`, `FR76 3000 6000 …`, `30006 00001 … 89`. */
const groups = [
  /(?<![0-9A-Z])[1-478][ .-]\d\d[ .-]\d\d[ .-](?:\d\d|2[AB])[ .-]\d{3}[ .-]\d{3}(?:[ .-]*\d\d)?(?![0-9])/giu,
  /(?<![0-9A-Z])[A-Z]{2}\d\d(?:[ .-][0-9A-Z]{4}){3,7}(?:[ .-][0-9A-Z]{1,3})?(?![0-9A-Z])/gu,
  /(?<![0-9A-Z])\d{5}[ .-]?\d{5}[ .-]?[0-9A-Z]{11}[ .-]?\d\d(?![0-9A-Z])/giu,
  /(?<!\d)\d{13}[ .-]\d\d(?!\d)/gu,
] as const;

const maskGroups = (text: string): string => {
  let masked = text;
  for (const pattern of groups)
    masked = masked.replaceAll(pattern, (found) => (digitsOf(found) >= digitsMin ? mask : found));
  return masked;
};

/** An account or a NIR is mostly digits; four-letter words in capitals are not. */
const digitsMin = 10;

const digitsOf = (text: string): number => text.replaceAll(/\D/gu, "").length;

/** As programs write them, without blanks. Our own hashes are told by their length and letters. */
const maskTokens = (text: string): string =>
  text.replaceAll(/[0-9A-Za-z]+/gu, (token) => {
    if (/^[0-9a-f]{32,}$/u.test(token)) return token;
    if (/^[A-Z]{2}\d{2}[0-9A-Z]{11,30}$/iu.test(token) && digitsOf(token) >= digitsMin) return mask;
    return token.replaceAll(nirRun, mask);
  });

/** 13 or 15 digits and no more; in Corsica, 2A and 2B stand for the department. */
const nirRun = /(?<!\d)(?:\d{13}|\d{15}|\d{23}|[1-478]\d{4}2[AB]\d{6}(?:\d\d)?)(?!\d)/giu;
