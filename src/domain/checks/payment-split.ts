/** Payments of one declaration against its total: a split over accounts adds up (formats.md §4). */
import type { Finding, Place } from "../finding.ts";
import type { Payment } from "./stated-payment.ts";

/** `total` undefined: the file does not say it where we can read it. Amounts in the file's own unit. */
export const checkSplit = (
  payments: readonly Payment[],
  total: string | undefined,
  place: Place,
): readonly Finding[] => {
  if (payments.length === 0 || (payments.length === 1 && total === undefined)) return [];
  // The usual case, without arithmetic.
  if (payments.length === 1 && payments[0]?.amount === total) return [];
  const amounts = payments.map((p) => hundredths(p.amount));
  const wanted = total === undefined ? undefined : hundredths(total);
  if (wanted === undefined || amounts.includes(undefined)) {
    // One payment without a stated total has nothing to add up.
    return payments.length === 1
      ? []
      : [{ code: "repartition-non-controlee", severity: "not-checked", place }];
  }
  const sum = amounts.reduce<bigint>((all, one) => all + (one ?? 0n), 0n);
  if (sum === wanted) return [];
  return [
    {
      code: "paiement-repartition",
      severity: "warning",
      place,
      value: euros(sum),
      expected: euros(wanted),
    },
  ];
};

/** Exact, whatever the length: amounts of 18 digits do not fit a number. */
const hundredths = (amount: string): bigint | undefined => {
  const [, sign = "", whole = "", part = ""] =
    /^(-?)(\d{1,18})(?:[.,](\d{1,2}))?$/u.exec(amount.trim()) ?? [];
  return whole === "" ? undefined : BigInt(`${sign}${whole}${part.padEnd(2, "0")}`);
};

const euros = (value: bigint): string => {
  const text = String(value < 0n ? -value : value).padStart(3, "0");
  return `${value < 0n ? "-" : ""}${text.slice(0, -2)},${text.slice(-2)}`;
};
