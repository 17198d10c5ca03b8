/** What was read and checked of one file, for the reports that tell it: nothing here was sent anywhere. */
import type { Declaration, FormatName } from "../domain/declaration.ts";
import type { Finding } from "../domain/finding.ts";

export interface Examination {
  readonly format?: FormatName;
  /** Which description of the format judged, and whether the organism published it. */
  readonly judgedBy?: {
    readonly name: string;
    readonly source: string;
    readonly official: boolean;
  };
  readonly testFlag?: "test" | "real";
  readonly declarations: readonly Declaration[];
  readonly findings: readonly Finding[];
}

/** A declaration as it stands in the file, field by field: the seed's printable clear copy (§3.3.8). */
export interface ClearDeclaration {
  readonly title: string;
  readonly fields: readonly ClearField[];
}

export interface ClearField {
  /** Where it stands: column, segment, element name. */
  readonly place: string;
  readonly label: string;
  readonly value: string;
}
