/**
 * The facts, in order, and the few questions the journey asks of them. Asynchronous because a fleet
 * may one day share a server (design §10). Every adapter passes `test/contract/journal.contract.ts`.
 */
import type { Link } from "../domain/chain.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { QualificationOf } from "../domain/facts/qualification.ts";
import type { Fact, MailRef, Recorded } from "../domain/facts.ts";
import type { DepositId, Instant, ReceiptId, Sha256 } from "../domain/ids.ts";
import type { Mode } from "../domain/mode.ts";
import type { Receipt, ReceiptState } from "../domain/receipt/receipt.ts";
import type { RegisterQuery, RegisterRow } from "../domain/register/entry.ts";
import type { SituationIs } from "../domain/rollup.ts";
import { Refusal } from "../foundation/refusal.ts";

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

/** Rows that cannot be read, or do not make a story: nobody acts on whom they are about (mail.md F32). */
export class JournalDamage extends Refusal {
  /** `D12`, or `R7`; absent where it is not known. */
  readonly about: string | undefined;

  constructor(lines: readonly string[], about?: string) {
    super(78, lines);
    this.name = "JournalDamage";
    this.about = about;
  }
}

/** The journal's file was deleted or replaced while it was open: nothing is written to it any more. */
export class JournalGone extends Error {
  readonly file: string;

  constructor(file: string) {
    super(`${file} was deleted or replaced`);
    this.name = "JournalGone";
    this.file = file;
  }
}

/** Undefined where the journal is damaged: the daemon's look at its rows tells it, once. */
export const unlessDamaged = async <T>(answer: Promise<T>): Promise<T | undefined> => {
  try {
    return await answer;
  } catch (cause) {
    if (cause instanceof JournalDamage) return undefined;
    throw cause;
  }
};

export interface JournalReader {
  deposit(id: DepositId): Promise<Deposit | undefined>;
  find(query: DepositQuery, limit: number): Promise<readonly Deposit[]>;
  /** The receipt that stands for this mail, if it was stored already. */
  mail(ref: MailRef): Promise<ReceiptId | undefined>;
  /** The receipt whose raw bytes have this hash, if any. */
  receiptOf(sha256: Sha256): Promise<ReceiptId | undefined>;
  /** The last row; undefined when there is none. */
  head(): Promise<Link | undefined>;
  /** Oldest first. */
  receipts(query: ReceiptQuery, limit: number): Promise<readonly Receipt[]>;
  /** The rows after `seq`, oldest first, as they stand there: whether they are right is the audit's question. */
  chain(after: number, limit: number): Promise<readonly Link[]>;
  /** How many deposits amount to each of these states; of those that moved since an instant, when it is given. */
  tally(
    states: readonly SituationIs[],
    movedSince?: Instant,
  ): Promise<ReadonlyMap<SituationIs, number>>;
  /** Facts after `seq`, oldest first; of one deposit or receipt when named, or of neither: the agent's own. */
  facts(filter: FactFilter, limit: number): Promise<readonly Recorded[]>;
  /** The register's rows as they stand, by table and then in the order in which they were written. */
  registered(query: RegisterQuery, limit: number): Promise<readonly RegisterRow[]>;
}

/** Valid only inside its `transact`; used later, it throws. */
export interface JournalTransactor extends JournalReader {
  nextDeposit(): Promise<DepositId>;
  nextReceipt(): Promise<ReceiptId>;
  append(fact: Fact): Promise<void>;
}

export interface Journal extends JournalReader, AsyncDisposable {
  /**
   * All or nothing, one at a time in the order in which they are asked for, durable when it resolves. When `work` throws, nothing is kept.
   * `work` must only await this transactor: waiting on the world here stops every other writer.
   */
  transact<T>(work: (t: JournalTransactor) => Promise<T>): Promise<T>;
  /** Notes that derived files of the deposit tell its facts up to `seq`. Not a fact: it can be lost. */
  reported(deposit: DepositId, seq: number): Promise<void>;
}

/** How far the change of an earlier version's journal is. */
export interface MigrationNews {
  readonly from: number;
  readonly to: number;
  /** `copy`: pages of the copy that is made first; `tables`: steps, each of which may take minutes; `rows`: deposits. */
  readonly doing: "copy" | "tables" | "rows" | "done";
  readonly done: number;
  readonly all: number;
  /** Deposits that keep the rows they had, because one of their facts cannot be read. */
  readonly unread: number;
}
