/** What happened on a qualification path. Part of `facts.ts`; declarants are keyed hashes (docs/decisions/0035). */
import type { FormatName } from "../declaration.ts";
import type { DepositId, Sha256 } from "../ids.ts";

/** Who is being qualified, and for what: an organism, or the whole family that one of its organisms speaks for. */
export interface QualificationOf {
  /** Keyed hash of the declarant's SIRET. */
  readonly declarant: string;
  /** Path and organism or family (`scopeOf`). */
  readonly scope: string;
}

export type QualificationFact = QualificationOf &
  (
    | {
        /** This deposit is the sending of a step. */
        readonly is: "qualification-sent";
        readonly step: string;
        readonly sending: DepositId;
        readonly format: FormatName;
        /** Keyed hash of the declarant's payroll program, when the register tells it. */
        readonly software?: string;
        /** The last fact known when it was decided: two decisions side by side are one after the other. */
        readonly after: number;
      }
    | {
        /** A person says that a step is done, or that an attestation takes the place of all. */
        readonly is: "qualification-done";
        readonly step: string;
        /** YYYY-MM-DD */
        readonly on: string;
        readonly software?: string;
        readonly by: string;
        readonly reason: string;
        readonly paper?: Sha256;
      }
    | {
        /** Real declarations may go although the path is not complete. */
        readonly is: "qualification-overridden";
        readonly by: string;
        readonly reason: string;
      }
    | {
        /** When the path begins: its steps' dates follow. */
        readonly is: "qualification-planned";
        /** YYYY-MM-DD */
        readonly from: string;
        readonly by: string;
        readonly reason: string;
      }
  );

export const qualificationFacts = [
  "qualification-sent",
  "qualification-done",
  "qualification-overridden",
  "qualification-planned",
] as const satisfies readonly QualificationFact["is"][];
