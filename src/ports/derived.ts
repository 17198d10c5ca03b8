/** What a journal keeps beside its facts to answer quickly, and where it no longer says what they say. */
import type { DepositId, ReceiptId } from "../domain/ids.ts";

export interface Drift {
  /** The table, and the column when one differs. */
  readonly where: string;
  /** Ids, hashes and numbers. */
  readonly said: string;
}

export interface DerivedTables {
  /** Where the file itself is damaged, its indexes included: what each page says of it, without a word of its contents. */
  damages(limit: number): Promise<readonly string[]>;
  /** What is missing or different about one deposit or receipt whose facts make a history. */
  drift(about: DepositId | ReceiptId): Promise<readonly Drift[]>;
  /** Rows that no fact explains. */
  strays(limit: number): Promise<readonly Drift[]>;
}
