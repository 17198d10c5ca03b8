/**
 * The reconciliation of one period (rapprochement): what was produced, what left, what came back at each
 * level, and what should be there and is not. The JSON report is this model (`docs/period-report-schema.json`).
 */
import type { DepositId } from "../ids.ts";
import type { Tone } from "../situations.ts";
import type { SummaryFrame } from "./deposit.ts";

export interface PeriodModel extends SummaryFrame {
  /** `2026-T4`, `2026-10`, `2026` */
  readonly period: string;
  readonly periodText: string;
  /** « pour le 4e trimestre 2026 » */
  readonly forPeriod: string;
  readonly rows: readonly PeriodRow[];
  readonly missing: readonly MissingRow[];
}

/** Declarations of one dossier, organism and form. */
export interface PeriodRow {
  readonly dossier: string;
  /** `DPAE`, or the organism as files name it. */
  readonly organism: string;
  /** As people call it: by the settings, else its family, else the address it was sent to. */
  readonly name: string;
  readonly form: string;
  readonly produced: number;
  readonly sent: number;
  /** With an answer of at least that level. */
  readonly level1: number;
  readonly level2: number;
  readonly level3: number;
  readonly registered: number;
  readonly refused: number;
  /** Refused or rejected, and declared again by another deposit: counted there, and in none of the other numbers. */
  readonly corrected: number;
  /** The deposits that declare them again; absent: none. */
  readonly correctedBy?: readonly DepositId[];
  /** An answer that proves nothing, or that a person must read. */
  readonly doubtful: number;
  /** Sent, and no final answer. */
  readonly waiting: number;
  /** Declared by another way than mail (paper, portal, fax). */
  readonly otherwise: number;
  /** Neither sent nor declared otherwise. */
  readonly unsent: number;
  readonly tone: Tone;
  readonly deposits: readonly DepositId[];
}

export interface MissingRow {
  readonly dossier: string;
  /** As files name it. */
  readonly organism: string;
  /** As people call it, like `PeriodRow.name`. */
  readonly name: string;
  readonly form: string;
  readonly clients: number;
  /** It came in each of the four periods before, or an adhesion of the register says so. */
  readonly because: "habit" | "adhesion";
  /** Employers without it, as the register calls them. */
  readonly who: readonly string[];
  /** Deposits of the period before. */
  readonly before: readonly DepositId[];
}
