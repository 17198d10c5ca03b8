/** What an acknowledgement's file or text says, before it is matched with what we sent. */
import type { VerdictIs } from "../../domain/verdict.ts";

export interface ReceiptLine {
  readonly is: VerdictIs;
  readonly level?: 1 | 2 | 3;
  readonly code?: string;
  readonly number?: string;
  /**
   * Which declaration it speaks of: a business key (domain/declaration.ts), the organism's echo of our
   * reference, or the whole deposit.
   */
  readonly about:
    | { readonly by: "key"; readonly key: string }
    | { readonly by: "reference"; readonly reference: string }
    | { readonly by: "all" };
}

export interface ReceiptReading {
  /** Name of the reader or profile that understood it, shown in the report. */
  readonly profile: string;
  /** False when the layout is our reading and not the organism's publication: the report says so. */
  readonly official: boolean;
  readonly lines: readonly ReceiptLine[];
}
