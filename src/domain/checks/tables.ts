/**
 * What changes with the law and with each organism, as data with its source: yearly thresholds and amounts,
 * accepted versions. Deadlines stand in the legal calendars. The tables stand in `config/checks/` and beside the settings.
 */
import type { FormatName } from "../declaration.ts";
import type { Place } from "../finding.ts";
import type { AmountRule } from "./payment-modes.ts";
import type { AcceptedVersion } from "./versions.ts";

export interface YearlyAmount {
  readonly siret: string;
  /** Absent: whatever the organism. */
  readonly organism?: string;
  readonly euros: number;
}

export interface VersionRow extends AcceptedVersion {
  readonly format: FormatName;
  readonly organism?: string;
}

/** From a day on, above a year's amount, declarations are electronic. */
export interface ElectronicRule {
  /** YYYY-MM-DD */
  readonly from: string;
  readonly above: number;
  readonly said: string;
}

export interface CheckTable {
  readonly name: string;
  /** Where it comes from, for the report. */
  readonly source: string;
  /** True only when the organism, or the law itself, published it. */
  readonly official: boolean;
  readonly thresholds: readonly AmountRule[];
  readonly electronic: readonly ElectronicRule[];
  readonly yearly: readonly YearlyAmount[];
  readonly versions: readonly VersionRow[];
}

/** A version that a file states of itself, each once. */
export interface StatedVersion {
  readonly version: string;
  /** The organism addressed; empty when the file does not say. */
  readonly organism: string;
  readonly place: Place;
}
