/** Payments against what no file holds: a deadline, what was paid before, what the law imposes. */
import { type Finding, type Place } from "../finding.ts";
import { type AmountRule, modeText } from "./payment-modes.ts";
import { accountKey, dayOf, type Payment, placeOf } from "./stated-payment.ts";

/** Dates of payment are at most the payment deadline (§6.3.2). `deadline`: YYYY-MM-DD. */
export const checkDeadline = (payments: readonly Payment[], deadline: string): readonly Finding[] =>
  payments.flatMap((payment) => {
    const day = dayOf(payment.date);
    if (day === undefined || day <= deadline) return [];
    const place = placeOf(payment, "date");
    return [
      {
        code: "paiement-date-tardive",
        severity: "warning",
        place,
        value: day,
        expected: `≤ ${deadline}`,
      } as const,
    ];
  });

/** What was paid the last time to the same organism; the change is an alarm, never an error. */
export const checkSameBank = (
  payments: readonly Payment[],
  before: readonly Pick<Payment, "mode" | "account">[],
  place: Place,
): readonly Finding[] => {
  if (payments.length === 0 || before.length === 0) return [];
  const shape = (all: readonly Pick<Payment, "mode" | "account">[]): string =>
    [...new Set(all.map((p) => `${p.mode}/${p.account ? accountKey(p.account) : ""}`))]
      .sort()
      .join(" ");
  return shape(payments) === shape(before)
    ? []
    : [{ code: "banque-changee", severity: "warning", place }];
};

/** `yearly`: euros due in the year before, which no file holds. The rules are data: laws change. */
export const checkImposedMode = (
  payments: readonly Payment[],
  yearly: number,
  rules: readonly AmountRule[],
): readonly Finding[] => {
  const rule = [...rules].sort((a, b) => b.above - a.above).find((r) => yearly > r.above);
  if (rule === undefined) return [];
  return payments
    .filter((p) => !rule.modes.includes(p.mode))
    .map(({ mode, place }) => ({
      code: "mode-impose",
      severity: "warning",
      place,
      value: modeText(mode),
      expected: rule.said,
    }));
};
