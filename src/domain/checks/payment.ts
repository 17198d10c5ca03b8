/**
 * A declaration's payment against the table of modes (seed 002 §6.3.2). What the seed says MUST be
 * blocks; a reader whose layout is not official lowers it (`softened`).
 */
import { type Finding, type Place, shown } from "../finding.ts";
import {
  accountsMax,
  creditors,
  type Family,
  modeText,
  type PaymentMode,
  paymentModes,
} from "./payment-modes.ts";
import { checkAmount } from "./payment-split.ts";
import { checkCpop, checkRib, checkSocial } from "./payment-values.ts";
import {
  accountKey,
  type DeclaredPayments,
  dayOf,
  type Payment,
  placeOf,
} from "./stated-payment.ts";

export interface PaymentsOf {
  readonly payments: readonly Payment[];
  /** Undefined when nothing in the file tells it. */
  readonly family?: Family | undefined;
  /** The declaration's own period. */
  readonly period: string;
  readonly place: Place;
}

export const checkPayments = (about: PaymentsOf): readonly Finding[] => {
  const { payments, place } = about;
  if (payments.length === 0) return [{ code: "paiement-absent", severity: "blocking", place }];
  const found: Finding[] = [];
  for (const payment of payments) checkPayment(payment, about, found);
  if (payments.length <= accountsMax) return found;
  const accounts = new Set(payments.flatMap((p) => (p.account ? [accountKey(p.account)] : [])));
  if (accounts.size > accountsMax) {
    const value = String(accounts.size);
    const expected = `≤ ${accountsMax}`;
    const at = oneTooMany(payments, place);
    found.push({ code: "comptes-trop-nombreux", severity: "blocking", place: at, value, expected });
  }
  return found;
};

/** Where the first account stands that is one too many. */
const oneTooMany = (payments: readonly Payment[], place: Place): Place => {
  const seen = new Set<string>();
  for (const payment of payments) {
    if (payment.account) seen.add(accountKey(payment.account));
    if (seen.size > accountsMax) return placeOf(payment, "number");
  }
  return place;
};

/** The family that the payment itself names: the creditor of its social reference. */
export const familyOf = (payments: readonly Payment[]): Family | undefined => {
  for (const { socialReference } of payments) {
    const family = creditors.get(/^\d{0,2}(S\d)/u.exec(socialReference)?.[1] ?? "");
    if (family !== undefined) return family;
  }
  return undefined;
};

/** The family that all payments of a file, or of a part of it, name; undefined when they name several, or none. */
export const familyOfAll = (all: readonly DeclaredPayments[]): Family | undefined => {
  const [first, ...others] = new Set(all.map((p) => familyOf(p.payments)));
  return others.length === 0 ? first : undefined;
};

/** Into `found`, in the order in which a person would look. */
const checkPayment = (payment: Payment, about: PaymentsOf, found: Finding[]): void => {
  const mode = paymentModes.get(payment.mode);
  if (mode === undefined) {
    const { place, mode } = payment;
    const expected = modeTexts();
    const value = shown(mode);
    found.push({ code: "paiement-mode-inconnu", severity: "blocking", place, value, expected });
    return;
  }
  const { family, period } = about;
  if (takes(family, mode)) {
    add(checkFamilyKnown(payment, family), found);
    add(checkAccount(payment, mode), found);
    add(checkReference(payment, mode), found);
    add(checkDate(payment, mode, family), found);
  } else found.push(refusedMode(payment, family));
  add(checkSocial(payment, period), found);
  add(checkCpop(payment), found);
  add(
    checkAmount(payment.amount, () => placeOf(payment, "amount")),
    found,
  );
  add(checkRib(payment), found);
};

const add = (more: readonly Finding[], to: Finding[]): void => {
  for (const one of more) to.push(one);
};

/** Of an unknown family, nothing is refused. */
const takes = (family: Family | undefined, mode: PaymentMode): boolean =>
  family === undefined || mode.families.includes(family);

/**
 * The root of what else would be said: account, reference and date depend on the mode, and are judged once
 * another one is chosen.
 */
const refusedMode = ({ mode, place }: Payment, family: Family | undefined): Finding => ({
  code: "paiement-mode-refuse",
  severity: "blocking",
  place,
  value: modeText(mode),
  expected: modeTexts(family),
});

/** The modes that a family takes; all of them without one. */
const modeTexts = (family?: Family): string =>
  [...paymentModes]
    .filter(([, mode]) => takes(family, mode))
    .map(([code]) => modeText(code))
    .join(", ");

const checkFamilyKnown = ({ place }: Payment, family: Family | undefined): readonly Finding[] =>
  family === undefined ? [{ code: "organisme-inconnu", severity: "not-checked", place }] : [];

const accountTexts = {
  none: "aucun compte",
  BF: "compte du bénéficiaire (BF)",
  OR: "compte à débiter (OR)",
} as const;

const checkAccount = (payment: Payment, mode: PaymentMode): readonly Finding[] => {
  const { account } = payment;
  if ((account?.role ?? "none") === mode.account) return [];
  const place = placeOf(payment, "account");
  const expected = accountTexts[mode.account];
  const value = shown(account?.role ?? "");
  return [{ code: "paiement-compte", severity: "blocking", place, value, expected }];
};

const checkReference = (payment: Payment, mode: PaymentMode): readonly Finding[] => {
  const { socialReference, cpop } = payment;
  const wrong = (
    part: "socialReference" | "cpop",
    expected: string,
    severity: "blocking" | "warning" = "warning",
  ): readonly Finding[] => {
    const place = placeOf(payment, part);
    return [{ code: "paiement-rapprochement", severity, place, expected }];
  };
  switch (mode.reference) {
    case "PQ":
      if (socialReference === "")
        return wrong("socialReference", "référence sociale (PQ)", "blocking");
      // Nothing forbids a second reference; the organism will not use it.
      return cpop === "" ? [] : wrong("cpop", "référence sociale (PQ) seule");
    case "CR":
      if (socialReference !== "") return wrong("socialReference", "Cpop (CR)");
      return cpop === ""
        ? [{ code: "cpop-absent", severity: "information", place: placeOf(payment, "cpop") }]
        : [];
    case "none":
      if (socialReference !== "") return wrong("socialReference", "aucune référence");
      return cpop === "" ? [] : wrong("cpop", "aucune référence");
  }
};

const checkDate = (
  payment: Payment,
  mode: PaymentMode,
  family: Family | undefined,
): readonly Finding[] => {
  const { date } = payment;
  if (date !== "" && dayOf(date) === undefined) {
    const place = placeOf(payment, "date");
    const value = shown(date);
    return [{ code: "paiement-date", severity: "warning", place, value, expected: "SSAAMMJJ" }];
  }
  if (date !== "" || family === undefined || !mode.dated.includes(family)) return [];
  const place = placeOf(payment, "date");
  return [{ code: "paiement-date", severity: "blocking", place, expected: "SSAAMMJJ" }];
};
