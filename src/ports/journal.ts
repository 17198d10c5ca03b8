/**
 * The facts, in order, and the few questions the journey asks of them. Asynchronous because a fleet
 * may one day share a server (design §10). Every adapter passes `test/contract/journal.contract.ts`.
 */
import type { Link } from "../domain/chain.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { Fact, MailRef, Recorded } from "../domain/facts.ts";
import type { DepositId, Instant, ReceiptId, Sha256 } from "../domain/ids.ts";
import type { Receipt } from "../domain/receipt/receipt.ts";
import type { RegisterQuery, RegisterRow } from "../domain/register/entry.ts";
import type { SituationIs } from "../domain/rollup.ts";
import type { DepositQuery, FactFilter, ReceiptQuery } from "./journal-queries.ts";

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
