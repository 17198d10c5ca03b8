/** What a journal keeps beside its facts to answer quickly, and where it no longer says what they say. */
import type { DepositId, ReceiptId } from "../domain/ids.ts";

export interface Drift {
  /** The table, and the column when one differs. */
  readonly where: string;
  /** Ids, hashes and numbers. */
  readonly said: string;
}

export interface DerivedTables {
  /** What is missing or different about one deposit or receipt whose facts make a history. */
  drift(about: DepositId | ReceiptId): Promise<readonly Drift[]>;
  /** Rows that no fact explains. */
  strays(limit: number): Promise<readonly Drift[]>;
}
