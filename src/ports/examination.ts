/** What was read and checked of one file, for the reports that tell it: nothing here was sent anywhere. */
import type { Declaration, FormatName, JudgedBy } from "../domain/declaration.ts";
import type { Finding } from "../domain/finding.ts";
import type { Mode } from "../domain/mode.ts";

export interface Examination {
  readonly format?: FormatName;
  /** Which description of the format judged, and whether the organism published it. */
  readonly judgedBy?: JudgedBy;
  readonly testFlag?: "test" | "real";
  /** As which dossier's file it was judged. */
  readonly mode: Mode;
  /** The first ones of the file. */
  readonly declarations: readonly Declaration[];
  /** All of them. */
  readonly declared: number;
  readonly findings: readonly Finding[];
}

/** A declaration as it stands in the file, field by field: the seed's printable clear copy (§3.3.8). */
export interface ClearDeclaration {
  readonly title: string;
  /** Of the declaration in the file, from 1; absent for what surrounds them. */
  readonly position?: number;
  readonly fields: readonly ClearField[];
}

export interface ClearField {
  /** Where it stands: columns, line and tag, segment and element, line. */
  readonly place: string;
  readonly label: string;
  /** As it stands in the file. */
  readonly value: string;
  /** As a person reads it, where that differs: a date, a period, what a code means. */
  readonly said?: string;
}
