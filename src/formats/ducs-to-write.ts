/**
 * A return to write, for the demonstration and the tests: what identifies it, and its payment. These
 * writers are no payroll program; what the French subset does not publish is left out.
 */
import type { Contribution } from "../domain/declaration.ts";

/** The payment group, mandatory in every mode (seed 002 §6.3.2). */
export interface DucsPayment {
  /** Cheque, transfer, direct debit (IRC only), télérèglement A. */
  readonly mode: "20" | "30" | "31" | "Z10";
  /** Whole euros, or with cents after a point. */
  readonly amount: string;
  /** `BF`: the organism's account (transfer). `OR`: the account to debit. */
  readonly account?: {
    readonly role: "BF" | "OR";
    readonly bank: string;
    readonly branch: string;
    readonly account: string;
    readonly key: string;
    readonly holder: string;
  };
  /** With its key; cheque and transfer. */
  readonly socialReference?: string;
  /** Télérèglement. */
  readonly cpop?: string;
  /** YYYYMMDD. */
  readonly date?: string;
}

export interface DucsToWrite extends Contribution {
  /** Who sends, when it is not the declarant. */
  readonly sender?: { readonly id: string; readonly name: string };
  readonly payment?: DucsPayment;
}

/** The envelope's own values. */
export interface DucsEnvelope {
  /** SIRET of the sender. */
  readonly sender: string;
  readonly recipient: string;
  /** YYMMDD and HHMM. */
  readonly date: string;
  readonly hour: string;
  readonly test: boolean;
}
