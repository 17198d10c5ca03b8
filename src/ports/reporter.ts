/** Tells people what happened, in files they can open. Everything it writes is derived. */
import type { Declaration } from "../domain/declaration.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { FaultCode } from "../domain/faults.ts";
import type { Finding } from "../domain/finding.ts";
import type { ReceiptId, Sha256 } from "../domain/ids.ts";

/** All that a deposit's report is made of; the same input gives the same bytes. */
export interface DepositForPeople {
  readonly deposit: Deposit;
  readonly declarations: readonly Declaration[];
  readonly findings: readonly Finding[];
  /** Text of the receipts' mails, where they had one. */
  readonly texts: ReadonlyMap<ReceiptId, string>;
  /** The note of the rule, as it was sent or would have been. */
  readonly note?: string;
}

export interface KeptReport {
  /** Relative to the reports folder, with `/`. */
  readonly path: string;
  readonly sha256: Sha256;
  readonly size: number;
}

export interface Reporter {
  /** Writes the report files and returns the text of `<name>.statut`. */
  publish(input: DepositForPeople): Promise<string>;
  /** The same report for a terminal and for a program, without writing anything. */
  text(input: DepositForPeople): string;
  json(input: DepositForPeople): string;
  /** One heading, then what happened when. */
  timeline(input: DepositForPeople): string;
  /** The text of `<name>.statut` for a name that is no file. */
  oddity(name: string, code: FaultCode): string;
  /** The files that tell this deposit, as they stand in the reports folder. */
  kept(deposit: Deposit): Promise<readonly KeptReport[]>;
  /** Takes one of them away for good. */
  discard(path: string): Promise<void>;
  /** The day's summary, `day` being YYYY-MM-DD in the agent's zone. */
  daily(day: string, deposits: readonly Deposit[]): Promise<void>;
}
