/**
 * The values of a payment group, each by itself: account, social reference, Cpop. A place is made for what is found
 * only: a file has a million values that are right.
 */
import { type Finding, masked, type Place, shown } from "../finding.ts";
import { checkSocialReference, ribKey } from "../identifiers.ts";
import { checkSamePeriod } from "./period.ts";
import { type Payment, placeOf } from "./stated-payment.ts";

export interface StatedAccount {
  /** Qualifier of the file: BF, OR. */
  readonly role: string;
  readonly bank: string;
  readonly branch: string;
  /** With its two-digit key last, when it is a RIB. */
  readonly account: string;
}

/**
 * The key is checked where bank, branch and account have the lengths of a RIB; how the French message
 * writes an account is not published, so another form is not an error. A warning at most.
 */
export const checkRib = (payment: Payment): readonly Finding[] => {
  const { account } = payment;
  if (account === undefined) return [];
  const expected = keyOf(account);
  if (expected !== undefined && account.account.endsWith(expected)) return [];
  const place = placeOf(payment, "number");
  const value = masked(account.account);
  return expected === undefined
    ? [{ code: "compte-non-controle", severity: "not-checked", place, value }]
    : [{ code: "rib-invalide", severity: "warning", place, value }];
};

const keyOf = ({ bank, branch, account }: StatedAccount): string | undefined =>
  account.length === 13 && /^.{1,11}\d\d$/u.test(account)
    ? ribKey({ bank, branch, account: account.slice(0, 11) })
    : undefined;

export const checkSocial = (payment: Payment, period: string): readonly Finding[] => {
  const reference = payment.socialReference;
  if (reference === "") return [];
  const place = (): Place => placeOf(payment, "socialReference");
  switch (checkSocialReference(reference)) {
    case "invalid":
      return [
        {
          code: "reference-sociale-invalide",
          severity: "blocking",
          place: place(),
          value: shown(reference),
        },
      ];
    case "without-key":
    case "not-computed":
      return [
        {
          code: "reference-sociale-sans-cle",
          severity: "not-checked",
          place: place(),
          value: shown(reference),
        },
        ...checkSamePeriod(period, periodIn(reference), place),
      ];
    case "valid":
      return checkSamePeriod(period, periodIn(reference), place);
  }
};

const periodIn = (reference: string): string =>
  /^\d{0,2}S[123](\d{6})/u.exec(reference.trim())?.[1] ?? "";

/** Free, up to twelve letters and digits; blanks fill the organism's name (seed 002 §6.2.2.1). */
export const checkCpop = (payment: Payment): readonly Finding[] => {
  const { cpop } = payment;
  if (cpop === "" || /^[0-9A-Za-z ]{1,12}$/u.test(cpop)) return [];
  const place = placeOf(payment, "cpop");
  return [{ code: "cpop-invalide", severity: "blocking", place, value: shown(cpop) }];
};
