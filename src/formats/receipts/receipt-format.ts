/** What an acknowledgement's file or text says, before it is matched with what we sent. */
import type { VerdictIs } from "../../domain/receipt/verdict.ts";

/** Which declaration a line speaks of. */
export type About =
  /** A business key (domain/declaration.ts). */
  | { readonly by: "key"; readonly key: string }
  /** The organism's echo of our own reference of the declaration. */
  | { readonly by: "reference"; readonly reference: string }
  /** A company, with what else tells its declarations apart; empty texts say nothing. */
  | {
      readonly by: "company";
      readonly siret: string;
      readonly reference: string;
      readonly recipient: string;
    }
  /** The reference of one EDIFACT message (UNH 0062). */
  | { readonly by: "edi-message"; readonly reference: string }
  /** Every declaration that no other line of this reading speaks of. */
  | { readonly by: "rest" }
  | { readonly by: "all" };

export interface ReceiptLine {
  readonly is: VerdictIs;
  readonly level?: 1 | 2 | 3;
  readonly code?: string;
  readonly number?: string;
  readonly about: About;
  /** The amount that the organism echoes, as it wrote it. */
  readonly amount?: string;
  /** Among the lines of one series about one declaration the newest decides; `at` sorts as text. */
  readonly decides?: { readonly series: string; readonly at: string };
}

/** What the organism echoes of the sending as a whole. */
export interface Echo {
  /** How many declarations it says it has. */
  readonly declarations?: number;
  /** The total it says it has, as it wrote it. */
  readonly amount?: string;
  /** Reference of the interchange (UNB 0020) that it answers. */
  readonly interchange?: string;
}

/** The organism's own stamp, or that of an intermediary which it mandated: only these prove a time. */
export interface Stamp {
  /** `YYYY-MM-DDTHH:MM:SS`, in the organism's own time. */
  readonly local: string;
  readonly by: "organism" | "intermediary";
}

export interface ReceiptReading {
  /** Name of the reader or profile that understood it, shown in the report. */
  readonly profile: string;
  /** False when the layout is our reading and not the organism's publication: the report says so. */
  readonly official: boolean;
  readonly lines: readonly ReceiptLine[];
  /** The organism's own numbers for the sending: the next level often cites nothing else. */
  readonly numbers?: readonly string[];
  readonly echo?: Echo;
  readonly stamp?: Stamp;
}

/** One attached file, or the text of the mail. */
export interface ReceiptPart {
  /** Lower case, without parameters. */
  readonly type: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}
