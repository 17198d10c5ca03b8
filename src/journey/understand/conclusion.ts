/** What a received mail was understood to be, before it is recorded. */
import type { Candidate, FactOf } from "../../domain/facts.ts";
import type { Verification } from "../../domain/receipt/verification.ts";

/** What a mail was understood to be; `receipt` is given when it is recorded. */
export interface Conclusion {
  readonly class: FactOf<"receipt-classified">["class"];
  readonly by: readonly string[];
  readonly candidates?: readonly Candidate[];
  readonly verified?: Verification;
  readonly marks?: readonly string[];
  /** What came out of its encryption, in the store. */
  readonly opened?: FactOf<"receipt-classified">["opened"];
  readonly matches: readonly Omit<FactOf<"receipt-matched">, "is" | "receipt">[];
  /** Mails of ours that it shows and the journal lacks. */
  readonly behind?: readonly Omit<FactOf<"journal-behind">, "is" | "identity">[];
  readonly returns: readonly Omit<FactOf<"message-returned">, "is" | "by">[];
}
