/** What happened to what came back, from its raw bytes to its match. Part of `facts.ts`. */
import type { ByPerson, Candidate, MailRef, ReceiptClass } from "../facts.ts";
import type { DepositId, Instant, MessageId, ReceiptId, Sha256 } from "../ids.ts";
import type { Grade, Verdict } from "../receipt/verdict.ts";
import type { Verification } from "../receipt/verification.ts";

export type ReceiptFact =
  | {
      readonly is: "receipt-stored";
      readonly receipt: ReceiptId;
      readonly sha256: Sha256;
      readonly size: number;
      readonly from: MailRef;
      /** What it says of a mail that came back, and nothing proves: a person confirms it (docs/decisions/0042). */
      readonly returned?: { readonly status: string; readonly said: string };
      /** The mail server's own time of arrival (INTERNALDATE). */
      readonly arrived: Instant;
    }
  | {
      /** The same bytes under another reference: seen, not stored again. */
      readonly is: "receipt-seen-again";
      readonly receipt: ReceiptId;
      readonly from: MailRef;
    }
  | {
      readonly is: "receipt-classified";
      readonly receipt: ReceiptId;
      readonly class: ReceiptClass;
      /** Short machine words naming what decided: `references`, `subject`, `attachment`, … */
      readonly by: readonly string[];
      /** Whom it may be about, when only a person can tell. */
      readonly candidates?: readonly Candidate[];
      /** Keyed hashes of the organism's numbers in it: a later receipt may tell whose they are. */
      readonly marks?: readonly string[];
      /** What was verified at its arrival, for the day when it is known whom it is about: keys change. */
      readonly verified?: Verification;
      /** It came encrypted: the store's blob of what came out, a MIME entity. Facts before this was kept lack it. */
      readonly opened?: { readonly sha256: Sha256; readonly size: number };
    }
  | {
      /** A person says that it is about none of our deposits; that it is about one is a match. */
      readonly is: "receipt-dismissed";
      readonly receipt: ReceiptId;
      readonly by: string;
      readonly reason: string;
    }
  | {
      readonly is: "receipt-matched";
      readonly receipt: ReceiptId;
      readonly deposit: DepositId;
      readonly message?: MessageId;
      readonly by: readonly string[];
      readonly grade: Grade;
      /** Why this grade: the Authentication-Results field or its absence. */
      readonly gradeBecause: string;
      readonly level?: 1 | 2 | 3;
      readonly verdicts: readonly Verdict[];
      /** What it says of a mail that came back, and nothing proves: a person confirms it (docs/decisions/0042). */
      readonly returned?: { readonly status: string; readonly said: string };
      /** The mail server's own time of arrival (INTERNALDATE). */
      readonly arrived: Instant;
      /** The sender's address as the mail gives it. */
      readonly sender: string;
      /** The organism's own time of reception, or its intermediary's, as it wrote it: no zone is told. */
      readonly stamp?: { readonly local: string; readonly by: "organism" | "intermediary" };
      /** Keyed hashes of the organism's own numbers: the next level may cite nothing else. */
      readonly marks?: readonly string[];
      /** The person who brought it or says what it is about; then the grade is theirs. */
      readonly person?: ByPerson;
      /** The store's blob: what the classifier and the correlation saw (JSON). */
      readonly evidence?: Sha256;
      /** Which reader understood it; absent when none did and a person must read. */
      readonly reader?: { readonly profile: string; readonly official: boolean };
      /** The store's blob of the mail's text (UTF-8), for people. */
      readonly text?: Sha256;
      /** The store's blob of the AR's file and the name it came with, when it brought one. */
      readonly file?: { readonly name: string; readonly sha256: Sha256 };
      readonly subject: string;
    }
  | {
      /** The same of a received mail's raw bytes, once every deposit that it answers was purged of receipts. */
      readonly is: "receipt-purged";
      readonly receipt: ReceiptId;
      readonly sha256: Sha256;
      readonly size: number;
      /** What had come out of its encryption goes with it. */
      readonly opened?: readonly { readonly sha256: Sha256; readonly size: number }[];
      readonly by: string;
      readonly reason: string;
    };
