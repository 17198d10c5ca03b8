/**
 * What a file declares, once read: one hire, or one contributions return. This is content: it may
 * name people, so it is kept in the store and never in the journal or a log.
 */

import type { ReturnAddress } from "./checks/return-address.ts";
import type { DeclaredPayments } from "./checks/stated-payment.ts";
import type { StatedVersion } from "./checks/tables.ts";
import type { Finding } from "./finding.ts";

export const formatNames = ["dpae-flat", "dpae-xml", "ducs-edifact", "ducs-flat"] as const;
export type FormatName = (typeof formatNames)[number];

export interface Hire {
  readonly kind: "dpae";
  /** 14 digits as written in the file, not necessarily valid. */
  readonly siret: string;
  readonly employer: string;
  readonly urssaf: string;
  readonly person: {
    readonly family: string;
    readonly given: string;
    /** YYYY-MM-DD, or the text of the file when it is not a date. */
    readonly born: string;
    /** 13 characters, without key; empty when the file has none. */
    readonly nir: string;
  };
  /** YYYY-MM-DD, or the text of the file when it is not a date. */
  readonly hireDate: string;
  /** HH:MM, or the text of the file when it is not an hour. */
  readonly hireHour: string;
}

export interface Contribution {
  readonly kind: "ducs";
  /** SIRET of the declarant (party DT, else the sender). */
  readonly siret: string;
  readonly employer: string;
  /** The organism as the file names it: identifier and, where given, name. */
  readonly recipient: string;
  readonly recipientName: string;
  /** GIS 7365 / GEI code, or the flat file's form type; empty when absent. */
  readonly form: string;
  /** As in the file (SSAATM, AATM, …); empty when absent. */
  readonly period: string;
  /** The declaration's own unique identifier (BGM 1004, internal reference). */
  readonly reference: string;
  /** The identifier shared by the declarations of one lot (UNB reference…); empty when absent. */
  readonly lot: string;
}

export type Declaration = (Hire | Contribution) & {
  /** 1-based position inside the deposit. */
  readonly position: number;
  /** Where it stands: first line (flat files) or segment number (EDIFACT), 1-based. */
  readonly at: number;
};

/** Which description of the format judged the file; the report says so. */
export interface JudgedBy {
  readonly name: string;
  readonly source: string;
  /** True only when the organism published it. */
  readonly official: boolean;
}

/** What recognition leaves in the store for the later steps and the reports. */
export interface Content {
  readonly declarations: readonly Declaration[];
  readonly findings: readonly Finding[];
  /** Absent in content that was stored before it was known. */
  readonly judgedBy?: JudgedBy;
  /** Where the file asks its acknowledgements to be sent, to be compared with our mailboxes. */
  readonly returns?: readonly ReturnAddress[];
  /** How contributions are paid, to be compared with the last time and with calendars. */
  readonly payments?: readonly DeclaredPayments[];
  /** Versions that the file states of itself, to be compared with what the organism takes. */
  readonly versions?: readonly StatedVersion[];
}

/**
 * The identity of a declaration across files and receipts, before hashing with the agent's key.
 * Two texts are equal when they speak of the same hire, or of the same return.
 */
export const businessKey = (d: Hire | Contribution): string => {
  if (d.kind === "dpae") {
    const who = d.person.nir || `${plain(d.person.family)}/${plain(d.person.given)}`;
    return ["dpae", d.siret, who, d.person.born, d.hireDate, d.hireHour].join("|");
  }
  return ["ducs", d.siret, plain(d.recipient), d.form, d.period, plain(d.reference)].join("|");
};

/** A return's own identifier, which must be unique across time (seed 002 §2.3); undefined without one. */
export const identifierOf = (d: Hire | Contribution): string | undefined =>
  d.kind === "ducs" && d.reference !== "" ? plain(d.reference) : undefined;

/** Who pays whom: what a bank account or a payment mode belongs to. */
export const payerOf = (d: Hire | Contribution): string | undefined =>
  d.kind === "ducs" ? `${d.siret}|${plain(d.recipient)}` : undefined;

/** Upper case, without accents, single blanks: what two writers of the same name agree on. */
export const plain = (text: string): string =>
  // Most identifiers are so already.
  /^[A-Z0-9]*$/u.test(text) ? text : reduced(text);

const reduced = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/gu, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/gu, " ")
    .trim();
