/**
 * A declaration's payment against the table of modes (seed 002 §6.3.2). What the seed says MUST be
 * blocks; a reader whose layout is not official lowers it (`softened`).
 */
import { type Finding, type Place, shown } from "../finding.ts";
import {
  type AmountRule,
  accountsMax,
  creditors,
  type Family,
  type PaymentMode,
  paymentModes,
} from "./payment-modes.ts";
import { checkCpop, checkRib, checkSocial, type StatedAccount } from "./payment-values.ts";

/** One group of the file; empty texts are absent values. */
export interface Payment {
  readonly mode: string;
  readonly account?: StatedAccount;
  readonly socialReference: string;
  readonly cpop: string;
  /** As in the file. */
  readonly amount: string;
  /** YYYYMMDD. */
  readonly date: string;
  readonly place: Place;
}

/** The payments of one declaration of a file, kept for the checks that need history or a calendar. */
export interface DeclaredPayments {
  /** Position of the declaration. */
  readonly declaration: number;
  readonly payments: readonly Payment[];
}

export interface PaymentsOf {
  readonly payments: readonly Payment[];
  /** Undefined when nothing in the file tells it. */
  readonly family?: Family;
  /** The declaration's own period. */
  readonly period: string;
  readonly place: Place;
}

export const checkPayments = (about: PaymentsOf): readonly Finding[] => {
  const { payments, place } = about;
  if (payments.length === 0) return [{ code: "paiement-absent", severity: "blocking", place }];
  const found = payments.flatMap((payment) => checkPayment(payment, about));
  if (payments.length <= accountsMax) return found;
  const accounts = new Set(payments.flatMap((p) => (p.account ? [accountKey(p.account)] : [])));
  if (accounts.size > accountsMax) {
    const value = String(accounts.size);
    const expected = `≤ ${accountsMax}`;
    found.push({ code: "comptes-trop-nombreux", severity: "blocking", place, value, expected });
  }
  return found;
};

/** The family that the payment itself names: the creditor of its social reference. */
export const familyOf = (payments: readonly Payment[]): Family | undefined => {
  for (const { socialReference } of payments) {
    const [, creditor = ""] = /^\d{0,2}(S\d)/u.exec(socialReference) ?? [];
    if (creditors[creditor] !== undefined) return creditors[creditor];
  }
  return undefined;
};

const checkPayment = (payment: Payment, about: PaymentsOf): readonly Finding[] => {
  const mode = paymentModes.get(payment.mode);
  if (mode === undefined) {
    const { place, mode } = payment;
    const expected = [...paymentModes.keys()].join(", ");
    const value = shown(mode);
    return [{ code: "paiement-mode-inconnu", severity: "blocking", place, value, expected }];
  }
  return [
    ...checkFamily(payment, mode, about.family),
    ...checkAccount(payment, mode),
    ...checkReference(payment, mode),
    ...checkSocial(payment.socialReference, about.period, payment.place),
    ...checkCpop(payment.cpop, payment.place),
    ...checkRib(payment.account, payment.place),
    ...checkDate(payment, mode, about.family),
  ];
};

const checkFamily = (
  { place, mode: code }: Payment,
  mode: PaymentMode,
  family: Family | undefined,
): readonly Finding[] => {
  if (family === undefined) return [{ code: "organisme-inconnu", severity: "not-checked", place }];
  if (mode.families.includes(family)) return [];
  return [{ code: "paiement-mode-refuse", severity: "blocking", place, value: code }];
};

const accountTexts = {
  none: "aucun compte",
  BF: "compte du bénéficiaire (BF)",
  OR: "compte à débiter (OR)",
} as const;

const checkAccount = ({ account, place }: Payment, mode: PaymentMode): readonly Finding[] => {
  if ((account?.role ?? "none") === mode.account) return [];
  const expected = accountTexts[mode.account];
  const value = shown(account?.role ?? "");
  return [{ code: "paiement-compte", severity: "blocking", place, value, expected }];
};

const checkReference = (
  { socialReference, cpop, place }: Payment,
  mode: PaymentMode,
): readonly Finding[] => {
  const wrong = (severity: "blocking" | "warning", expected: string): Finding => ({
    code: "paiement-rapprochement",
    severity,
    place,
    expected,
  });
  switch (mode.reference) {
    case "PQ":
      if (socialReference === "") return [wrong("blocking", "référence sociale (PQ)")];
      // Nothing forbids a second reference; the organism will not use it.
      return cpop === "" ? [] : [wrong("warning", "référence sociale (PQ) seule")];
    case "CR":
      if (socialReference !== "") return [wrong("warning", "Cpop (CR)")];
      return cpop === "" ? [{ code: "cpop-absent", severity: "information", place }] : [];
    case "none":
      return socialReference + cpop === "" ? [] : [wrong("warning", "aucune référence")];
  }
};

const checkDate = (
  { date, place }: Payment,
  mode: PaymentMode,
  family: Family | undefined,
): readonly Finding[] => {
  if (date !== "" && dayOf(date) === undefined) {
    const value = shown(date);
    return [{ code: "paiement-date", severity: "warning", place, value, expected: "SSAAMMJJ" }];
  }
  if (date !== "" || family === undefined || !mode.dated.includes(family)) return [];
  return [{ code: "paiement-date", severity: "blocking", place, expected: "SSAAMMJJ" }];
};

/** YYYYMMDD → YYYY-MM-DD; undefined when it is no day. */
const dayOf = (date: string): string | undefined => {
  if (!/^\d{8}$/u.test(date)) return undefined;
  const day = date.replace(/^(\d{4})(\d\d)(\d\d)$/u, "$1-$2-$3");
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : undefined;
};

const accountKey = ({ bank, branch, account }: StatedAccount): string =>
  [bank, branch, account].join("|");

/** Dates of payment are at most the payment deadline (§6.3.2). `deadline`: YYYY-MM-DD. */
export const checkDeadline = (payments: readonly Payment[], deadline: string): readonly Finding[] =>
  payments.flatMap(({ date, place }) => {
    const day = dayOf(date);
    if (day === undefined || day <= deadline) return [];
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
      value: shown(mode),
      expected: rule.said,
    }));
};
