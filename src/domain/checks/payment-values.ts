/** The values of a payment group, each by itself: account, social reference, Cpop. */
import { type Finding, masked, type Place, shown } from "../finding.ts";
import { checkSocialReference, ribKey } from "../identifiers.ts";
import { checkSamePeriod } from "./period.ts";

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
export const checkRib = (account: StatedAccount | undefined, place: Place): readonly Finding[] => {
  if (account === undefined) return [];
  const { bank, branch } = account;
  const [, number = "", key = ""] = /^(.{1,11})(\d\d)$/u.exec(account.account) ?? [];
  const expected = ribKey({ bank, branch, account: number });
  const wrong = expected === undefined || account.account.length !== 13;
  if (!wrong && key === expected) return [];
  const value = masked(account.account);
  return wrong
    ? [{ code: "compte-non-controle", severity: "not-checked", place, value }]
    : [{ code: "rib-invalide", severity: "warning", place, value }];
};

export const checkSocial = (
  reference: string,
  period: string,
  place: Place,
): readonly Finding[] => {
  if (reference === "") return [];
  switch (checkSocialReference(reference)) {
    case "invalid":
      return [
        {
          code: "reference-sociale-invalide",
          severity: "blocking",
          place,
          value: shown(reference),
        },
      ];
    case "without-key":
    case "not-computed":
      return [
        {
          code: "reference-sociale-sans-cle",
          severity: "not-checked",
          place,
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
export const checkCpop = (cpop: string, place: Place): readonly Finding[] =>
  cpop === "" || /^[0-9A-Za-z ]{1,12}$/u.test(cpop)
    ? []
    : [{ code: "cpop-invalide", severity: "blocking", place, value: shown(cpop) }];
