/**
 * What is about to be declared and debited, for the client who has to agree (`validation=client`): per organism the
 * amount, the account, the due date and the reference, as the file states them. Nothing is converted: no source says
 * whether a payment's whole number is euros or cents (formats.md §6 gives a unit for other amounts only), so an amount
 * without decimals is shown as it is written and its unit told as unknown. Persons are named, their NIR never.
 */
import { lastPaymentDay } from "../calendar/legal-calendar.ts";
import { familyFor } from "../checks/form-family.ts";
import type { Family } from "../checks/payment-modes.ts";
import { type DeclaredPayments, dayOf, type Payment } from "../checks/stated-payment.ts";
import type { Contribution, Declaration, Hire } from "../declaration.ts";
import { type DeadlineQuestion, deadlineOfOne, drawnModes, returnAsked } from "../due/deadline.ts";
import type { Instant } from "../ids.ts";

export interface StatedAmount {
  /** As the file writes it; empty when it states none. */
  readonly written: string;
  /** Euros only when the file writes decimals. */
  readonly unit: "euros" | "unknown";
}

export interface StatedPay {
  readonly mode: string;
  /** The organism itself draws the money. */
  readonly debited: boolean;
  readonly amount: StatedAmount;
  /** Empty texts are absent values. */
  readonly account?: {
    readonly role: string;
    readonly bank: string;
    readonly branch: string;
    readonly account: string;
  };
  /** The payment's own day, when the file states one. */
  readonly day?: string;
  readonly socialReference: string;
  readonly cpop: string;
}

export interface StatedReturn {
  readonly position: number;
  readonly siret: string;
  readonly employer: string;
  readonly organism: string;
  readonly organismName: string;
  readonly family?: Family;
  readonly form: string;
  readonly period: string;
  readonly reference: string;
  readonly payments: readonly StatedPay[];
  /** From a calendar: the nearer of declaration and payment, and the last day to pay. */
  readonly due?: Instant;
  readonly payBy?: string;
  /** Nobody works on the last day to pay, and its calendar does not say what becomes of it. */
  readonly payByNotWorked?: true;
  /** The calendar that says so. */
  readonly calendar?: string;
}

export interface StatedHire {
  readonly position: number;
  readonly siret: string;
  readonly employer: string;
  readonly person: string;
  readonly day: string;
  readonly hour: string;
}

export interface StatedTotal {
  readonly organism: string;
  readonly organismName: string;
  readonly returns: number;
  /** Undefined: the amounts are not all there, or not all written alike. */
  readonly total?: StatedAmount;
  /** Whether the organism draws anything itself, and how much when that adds up. */
  readonly draws: boolean;
  readonly debited?: StatedAmount;
}

export interface StatementContent {
  readonly totals: readonly StatedTotal[];
  readonly returns: readonly StatedReturn[];
  readonly hires: readonly StatedHire[];
}

export const statementOf = (about: DeadlineQuestion): StatementContent => {
  const returns = about.declarations.flatMap((d) => (d.kind === "ducs" ? returnOf(d, about) : []));
  const hires = about.declarations.flatMap((d) => (d.kind === "dpae" ? hireOf(d) : []));
  return { totals: totalsOf(returns), returns, hires };
};

type Placed<K extends Declaration> = K & Pick<Declaration, "position">;

const hireOf = (d: Placed<Hire & Declaration>): StatedHire => ({
  position: d.position,
  siret: d.siret,
  employer: d.employer,
  person: `${d.person.given} ${d.person.family}`.trim(),
  day: d.hireDate,
  hour: d.hireHour,
});

const returnOf = (d: Placed<Contribution & Declaration>, about: DeadlineQuestion): StatedReturn => {
  const payments = paymentsOf(about.payments, d.position);
  const deadline = deadlineOfOne(d, about);
  const asked = returnAsked(d, payments, about.pay?.get(d.siret));
  const paid = payments.length > 0 ? lastPaymentDay(about.legal, asked, about.calendar) : undefined;
  const calendar = deadline?.legal?.calendar ?? paid?.calendar.name;
  const family = familyFor(payments, d.form);
  return {
    position: d.position,
    siret: d.siret,
    employer: d.employer,
    organism: d.recipient,
    organismName: d.recipientName,
    ...(family ? { family } : {}),
    form: d.form,
    period: d.period,
    reference: d.reference,
    payments: payments.map(payOf),
    ...(deadline ? { due: deadline.at } : {}),
    ...(paid ? { payBy: paid.day } : {}),
    ...(paid && !paid.worked ? { payByNotWorked: true } : {}),
    ...(calendar === undefined ? {} : { calendar }),
  };
};

const paymentsOf = (
  all: readonly DeclaredPayments[] | undefined,
  position: number,
): readonly Payment[] => all?.find((p) => p.declaration === position)?.payments ?? [];

const payOf = (p: Payment): StatedPay => {
  const day = dayOf(p.date);
  return {
    mode: p.mode,
    debited: drawnModes.has(p.mode),
    amount: amountOf(p.amount),
    ...(p.account ? { account: p.account } : {}),
    ...(day === undefined ? {} : { day }),
    socialReference: p.socialReference,
    cpop: p.cpop,
  };
};

/** As a payment writes it. */
export const amountOf = (text: string): StatedAmount => {
  const written = text.trim();
  return { written, unit: /^-?\d+[.,]\d{1,2}$/u.test(written) ? "euros" : "unknown" };
};

const totalsOf = (returns: readonly StatedReturn[]): readonly StatedTotal[] => {
  const groups = new Map<string, StatedReturn[]>();
  for (const one of returns) {
    const key = `${one.organism}|${one.organismName}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group): readonly StatedTotal[] => {
    const [first] = group;
    if (!first) return [];
    const payments = group.flatMap((one) => one.payments);
    const drawn = payments.filter((p) => p.debited);
    const total = group.some((one) => one.payments.length === 0) ? undefined : sumOf(payments);
    const debited = sumOf(drawn);
    const { organism, organismName } = first;
    const told = { ...(total ? { total } : {}), ...(debited ? { debited } : {}) };
    return [{ organism, organismName, returns: group.length, draws: drawn.length > 0, ...told }];
  });
};

/** Only what is written in one way adds up: a whole number beside one with decimals may be of another unit. */
const sumOf = (payments: readonly StatedPay[]): StatedAmount | undefined => {
  const [first] = payments;
  if (!first || payments.some((p) => p.amount.unit !== first.amount.unit)) return undefined;
  const { unit } = first.amount;
  let sum = 0n;
  for (const { amount } of payments) {
    const [, sign = "", whole = "", part = ""] =
      /^(-?)(\d{1,18})(?:[.,](\d{1,2}))?$/u.exec(amount.written) ?? [];
    if (whole === "") return undefined;
    sum += BigInt(`${sign}${whole}${unit === "euros" ? part.padEnd(2, "0") : ""}`);
  }
  return { written: unit === "euros" ? withDecimals(sum) : String(sum), unit };
};

const withDecimals = (hundredths: bigint): string => {
  const text = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, "0");
  return `${hundredths < 0n ? "-" : ""}${text.slice(0, -2)},${text.slice(-2)}`;
};
