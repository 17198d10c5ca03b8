/**
 * The keys of French identifiers. Each function says whether a text is well formed; none says that
 * the company, the person or the account exists.
 */

/** La Poste numbers its establishments without a Luhn key: the sum of the digits is a multiple of 5. */
const laPosteSiren = "356000000";

export const isSiret = (text: string): boolean => {
  if (text.length !== 14) return false;
  if (luhn(text)) return true;
  return text.startsWith(laPosteSiren) && /^\d+$/u.test(text) && digitSum(text) % 5 === 0;
};

/** Key of a NIR of 13 characters, two digits; undefined when the NIR has not the right form. */
export const nirKey = (nir: string): string | undefined => {
  // Corsica: departments 2A and 2B count as 19 and 18 (formats.md §2).
  if (!/^\d{5}(?:\d\d|2[AB])\d{6}$/u.test(nir)) return undefined;
  const digits = nir.replace("2A", "19").replace("2B", "18");
  return twoDigits(97 - mod97(digits));
};

export interface Account {
  /** 5 characters. */
  readonly bank: string;
  /** 5 characters. */
  readonly branch: string;
  /** At most 11 characters, letters allowed. */
  readonly account: string;
}

/** RIB key, two digits (seed 002 §7.5); undefined when a part has not the right form. */
export const ribKey = (parts: Account): string | undefined => {
  const account = parts.account.replace(/[^0-9A-Za-z]/gu, "").toUpperCase();
  if (!/^\d{5}$/u.test(parts.bank) || !/^\d{5}$/u.test(parts.branch)) return undefined;
  if (account === "" || account.length > 11) return undefined;
  const number = Number(account.replace(/[A-Z]/gu, ribDigit));
  // The same as the rest of all digits and two zeros: 89, 15 and 3 are what 10^18, 10^13 and 10^2 leave.
  return twoDigits(97 - ((89 * Number(parts.bank) + 15 * Number(parts.branch) + 3 * number) % 97));
};

/** A, J → 1; B, K, S → 2; … I, R, Z → 9: the alphabet in rows of nine, the last one begins at 2. */
const ribDigit = (letter: string): string => {
  const rank = letter.charCodeAt(0) - 65;
  return String(rank < 18 ? (rank % 9) + 1 : rank - 16);
};

/** Creditor: S1 Urssaf, S2 Assédic, S3 IRC. */
export interface SocialReference {
  readonly creditor: "S1" | "S2" | "S3";
  /** SSAA00 for a year, SSAAT0 for a quarter, SSAATM for a month of a quarter. */
  readonly period: string;
  /** The organism's number for the employer: 1 to 19 characters, no zeros added. */
  readonly internal: string;
}

/** The reference with its key in front (seed 002 §6.2.1 and §7.4); undefined for a wrong form. */
export const socialReference = (parts: SocialReference): string | undefined => {
  if (!/^\d{4}(?:00|[1-4][0-3])$/u.test(parts.period)) return undefined;
  if (!/^[0-9A-Z]{1,19}$/u.test(parts.internal)) return undefined;
  const bare = `${parts.creditor}${parts.period}${parts.internal}`;
  return twoDigits(98 - mod97(`${bare.padEnd(27, "0")}00`)) + bare;
};

export type SocialReferenceIs =
  | "valid"
  | "invalid"
  /** Key 99: the writer says that it did not compute it. */
  | "not-computed"
  /** Begins with its S: there is no key to check. */
  | "without-key";

/**
 * Older references have 31 characters with the period last (the seed's second example): they are
 * checked over their full length, and never built.
 */
export const checkSocialReference = (text: string): SocialReferenceIs => {
  const given = text.trim().toUpperCase();
  if (/^S[123]/u.test(given)) return "without-key";
  // A lost leading zero of the key: the S then stands second.
  const keyed = /^\dS/u.test(given) ? `0${given}` : given;
  if (!/^\d\dS[123][0-9A-Z]{1,27}$/u.test(keyed)) return "invalid";
  if (keyed.startsWith("99")) return "not-computed";
  // Position 30 is a filler, outside of the key.
  const bare = keyed.length === 30 ? keyed.slice(2, 29) : keyed.slice(2).padEnd(27, "0");
  return mod97(bare + keyed.slice(0, 2)) === 1 ? "valid" : "invalid";
};

const zero = 48;

/** Of digits and upper case letters, where A = 10 … Z = 35 (seed 002 §7.4, IBAN arithmetic). */
const mod97 = (text: string): number => {
  let rest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = text.charCodeAt(at) - zero;
    rest = (value > 9 ? rest * 100 + value - 7 : rest * 10 + value) % 97;
  }
  return rest;
};

/** False for what is not digits only. */
const luhn = (digits: string): boolean => {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = digits.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return false;
    // Every second digit from the right is doubled.
    const value = (digits.length - at) % 2 === 0 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
};

const digitSum = (digits: string): number => {
  let sum = 0;
  for (const digit of digits) sum += Number(digit);
  return sum;
};

const twoDigits = (value: number): string => String(value).padStart(2, "0");
