/** A payment group as a file states it: what a DUCS says of how its amount is paid, and where each part stands. */
import type { Place } from "../finding.ts";
import type { StatedAccount } from "./payment-values.ts";

/** What stands in a record or an element of its own. */
export type PaymentPart = "account" | "number" | "socialReference" | "cpop" | "amount" | "date";

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
  /** Of the mode. */
  readonly place: Place;
  /** Of what the file has of the group; a part without a place of its own is told at the mode's. */
  readonly parts?: Readonly<Partial<Record<PaymentPart, Place>>>;
}

/** One that is being read. */
export type OpenPayment = { -readonly [key in keyof Payment]: Payment[key] } & {
  readonly parts: Partial<Record<PaymentPart, Place>>;
};

const partNames: Readonly<Record<PaymentPart, string>> = {
  account: "compte",
  number: "compte",
  socialReference: "référence sociale",
  cpop: "Cpop",
  amount: "montant",
  date: "date de paiement",
};

/** Where to look for a part: its own record or element, else the mode's. */
export const placeOf = ({ place, parts }: Payment, part: PaymentPart): Place => {
  const own = parts?.[part];
  const field = partNames[part];
  if (own === undefined) {
    const { column: _column, element: _element, ...group } = place;
    return { ...group, field };
  }
  const { declaration } = place;
  return declaration === undefined ? { ...own, field } : { ...own, declaration, field };
};

/** The payments of one declaration of a file, kept for the checks that need history or a calendar. */
export interface DeclaredPayments {
  /** Position of the declaration. */
  readonly declaration: number;
  readonly payments: readonly Payment[];
}

/** YYYYMMDD → YYYY-MM-DD; undefined when it is no day. */
export const dayOf = (date: string): string | undefined => {
  if (!/^\d{8}$/u.test(date)) return undefined;
  const day = date.replace(/^(\d{4})(\d\d)(\d\d)$/u, "$1-$2-$3");
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : undefined;
};

export const accountKey = ({ bank, branch, account }: StatedAccount): string =>
  [bank, branch, account].join("|");
