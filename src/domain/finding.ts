/** What a check says of a file: where, what, and what to do. The text lives in the catalogue. */
import type { FindingCode } from "./findings.ts";

export type Severity = "blocking" | "warning" | "information";

/** 1-based places; only those that make sense for the format are present. */
export interface Place {
  readonly line?: number;
  readonly column?: number;
  readonly segment?: number;
  /** The field or element's name as people of the trade say it. */
  readonly field?: string;
  /** Position of the declaration concerned. */
  readonly declaration?: number;
}

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly place: Place;
  /** The offending value; the reader masks personal values before putting them here. */
  readonly value?: string;
  /** What was expected, when it can be said in a few characters. */
  readonly expected?: string;
}

export const isBlocking = (findings: readonly Finding[]): boolean =>
  findings.some((f) => f.severity === "blocking");
