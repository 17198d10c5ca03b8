/** No social security number in what is shown, or kept for ever. */

/** 13 or 15 characters, with or without blanks; the department may be 2A or 2B. */
const nir =
  /(?<!\d)[123478][ .]?\d{2}[ .]?\d{2}[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{2})?(?!\d)/giu;
/** As a flat DPAE writes it: the birth date (DDMMYYYY) follows without a blank (formats.md §1). */
const nirAndBirth =
  /(?<!\d)[123478]\d{4}(?:\d{2}|2[AB])\d{6}(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{2}/giu;

/** Without social security numbers; a SIRET (14 digits) or a longer reference stays. */
export const withoutNir = (text: string): string =>
  text.replace(nirAndBirth, "•••").replace(nir, "•••");
