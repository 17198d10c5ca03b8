/** A number as a family name may be written: each hire of a measure is another person. */
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export const letters = (n: number): string =>
  n
    .toString(26)
    .split("")
    .map((digit) => alphabet[Number.parseInt(digit, 26)])
    .join("");
