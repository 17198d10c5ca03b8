/** Payments of one declaration against its total: a split over accounts adds up (formats.md §4). */
import { type Finding, type Place, shown } from "../finding.ts";
import type { Payment } from "./stated-payment.ts";

/** `total` undefined: the file does not say it where we can read it. Amounts in the file's own unit. */
export const checkSplit = (
  payments: readonly Payment[],
  total: string | undefined,
  place: () => Place,
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
      : [{ code: "repartition-non-controlee", severity: "not-checked", place: place() }];
  }
  // Some organisms count in cents: whole numbers stay as the file writes them.
  const whole = [total ?? "", ...payments.map((p) => p.amount)].every((one) =>
    /^-?\d*$/u.test(one.trim()),
  );
  const written = (value: bigint): string => (whole ? String(value / 100n) : withCents(value));
  const sum = amounts.reduce<bigint>((all, one) => all + (one ?? 0n), 0n);
  if (sum === wanted) return [];
  return [
    {
      code: "paiement-repartition",
      severity: "warning",
      place: place(),
      value: written(sum),
      expected: written(wanted),
    },
  ];
};

/** What an amount that is there should be; two that are written alike add up, whatever they are. */
export const checkAmount = (amount: string, place: () => Place): readonly Finding[] =>
  amount === "" || amountForm.test(amount.trim())
    ? []
    : [
        {
          code: "champ-invalide",
          severity: "warning",
          place: place(),
          value: shown(amount),
          expected: "un montant en chiffres, deux décimales au plus",
        },
      ];

const amountForm = /^(-?)(\d{1,18})(?:[.,](\d{1,2}))?$/u;

/** Exact, whatever the length: amounts of 18 digits do not fit a number. */
const hundredths = (amount: string): bigint | undefined => {
  const [, sign = "", whole = "", part = ""] = amountForm.exec(amount.trim()) ?? [];
  return whole === "" ? undefined : BigInt(`${sign}${whole}${part.padEnd(2, "0")}`);
};

const withCents = (value: bigint): string => {
  const text = String(value < 0n ? -value : value).padStart(3, "0");
  return `${value < 0n ? "-" : ""}${text.slice(0, -2)},${text.slice(-2)}`;
};
