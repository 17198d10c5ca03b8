/** What the journal is asked for: each question has an index behind it, so that none reads the whole journal. */
import type { QualificationOf } from "../domain/facts/qualification.ts";
import type { Fact } from "../domain/facts.ts";
import type { DepositId, Instant, ReceiptId, Sha256 } from "../domain/ids.ts";
import type { Mode } from "../domain/mode.ts";
import type { ReceiptState } from "../domain/receipt/receipt.ts";
import type { SituationIs } from "../domain/rollup.ts";

/** Each names one index; answers are oldest first unless said, and bounded by the caller. */
export type DepositQuery =
  /**
   * Deposits on which the agent itself has a step to do now (domain/next.ts); of one dossier, and only
   * those made after one, when named, so that those that fail do not stand before the others.
   */
  | { readonly by: "work"; readonly dossier?: string; readonly after?: DepositId }
  /**
   * Deposits with a message to send at `at`: by legal deadline, then age. One whose hour was set later than
   * `setBy` is due now: a clock set it that has been put back since (mail.md F80).
   */
  | {
      readonly by: "send";
      readonly at: Instant;
      readonly setBy?: Instant;
      /** Identities that may not send now: a deposit with a message of another one is given all the same. */
      readonly not?: readonly string[];
      /** Dossiers of which nothing leaves now. */
      readonly held?: readonly string[];
    }
  /** Deposits whose last attempt has no end: found at start after a crash. */
  | { readonly by: "cut-attempt" }
  | {
      readonly by: "bytes";
      readonly dossier: string;
      readonly sha256: Sha256;
      readonly mode: Mode;
      /** Not those that amount to one of these. */
      readonly without?: readonly SituationIs[];
    }
  /** Deposits of this dossier, and under this name, whose original has not left its place: newest first. */
  | { readonly by: "in-place"; readonly dossier: string; readonly name: string }
  | { readonly by: "message-id"; readonly header: string }
  /** Deposits with this keyed hash (domain/lookups.ts), newest first. */
  | { readonly by: "key"; readonly key: string }
  /** Deposits that were sent under this file name through this identity, newest first. */
  | { readonly by: "sent-name"; readonly name: string; readonly identity: string }
  /** Deposits that bear this keyed hash of a weaker sign, or of an organism's number; newest first. */
  | { readonly by: "mark"; readonly mark: string }
  /** Deposits of which a receipt's file with these bytes was put into `AR/`, or is about to be. */
  | { readonly by: "delivered"; readonly sha256: Sha256 }
  | { readonly by: "name"; readonly dossier: string; readonly name: string }
  | { readonly by: "held"; readonly after?: DepositId }
  /** Deposits that wait for an organism's answer, or for leaving before a deadline (domain/due/awaited.ts). */
  | { readonly by: "awaiting"; readonly after?: DepositId }
  /** Deposits with a message that may or may not have arrived. */
  | { readonly by: "uncertain" }
  /** Deposits whose report is older than their last fact. */
  | { readonly by: "unreported"; readonly dossier?: string; readonly after?: DepositId }
  /** Newest first; those alone to which something happened since, when that is named. */
  | { readonly by: "recent"; readonly movedSince?: Instant }
  /** What a person looks for: newest first, those before one when it is named. */
  | ({ readonly by: "search"; readonly before?: DepositId } & DepositSearch);

/** Every part that is given narrows it; none given is every deposit. */
export interface DepositSearch {
  /** A part of the file's name, whatever its case (of ASCII letters). */
  readonly name?: string;
  readonly dossier?: string;
  /** What it amounts to by its own facts: a client's hold is about no deposit, and is not looked for. */
  readonly states?: readonly SituationIs[];
  /** Taken at this instant or later, and before the other. */
  readonly from?: Instant;
  readonly to?: Instant;
  /** Something happened to it at this instant or later. */
  readonly movedSince?: Instant;
  /** A keyed hash of a weaker sign (domain/receipt/marks.ts). */
  readonly mark?: string;
}

export interface FactFilter {
  readonly after?: number;
  readonly deposit?: DepositId;
  readonly receipt?: ReceiptId;
  readonly agent?: true;
  /** Only these kinds. A row that cannot be read may be any of them: it is never left out in silence. */
  readonly is?: readonly Fact["is"][];
  /** Only what says that returns were produced (domain/due/series.ts). */
  readonly producing?: true;
  /** Rows that cannot be read are passed over: for whoever only looks for news. */
  readonly readable?: true;
  /** What is written of one qualification. */
  readonly qualification?: QualificationOf;
}

export interface ReceiptQuery {
  readonly state?: ReceiptState;
  readonly after?: ReceiptId;
  /** Those that bear this keyed hash of an organism's number, and were tied to nothing when they came. */
  readonly mark?: string;
}
