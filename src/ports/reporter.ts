/** Tells people what happened, in files they can open. Everything it writes is derived. */

import type { Period } from "../domain/calendar/period.ts";
import type { WorkCalendar } from "../domain/calendar/working-days.ts";
import type { Declaration, JudgedBy } from "../domain/declaration.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { Awaited } from "../domain/due/awaited.ts";
import type { Lost } from "../domain/due/lost.ts";
import type { ExpectedReturn, Gap } from "../domain/due/today.ts";
import type { Alarm } from "../domain/facts/due.ts";
import type { FaultCode } from "../domain/faults.ts";
import type { Finding } from "../domain/finding.ts";
import type { DepositId, Instant, MessageId, ReceiptId, Sha256 } from "../domain/ids.ts";
import type { AdhesionNews } from "../domain/register/adhesion-news.ts";
import type { RefusalMemory } from "../domain/report/deposit.ts";

/** All that a deposit's report is made of; the same input gives the same bytes. */
export interface DepositForPeople {
  readonly deposit: Deposit;
  readonly declarations: readonly Declaration[];
  readonly findings: readonly Finding[];
  /** Which description of the format judged the file; absent for a file that no format read. */
  readonly judgedBy?: JudgedBy;
  /** Text of the receipts' mails, where they had one. */
  readonly texts: ReadonlyMap<ReceiptId, string>;
  /** The note of each mail, as it was sent or would have been. */
  readonly notes?: ReadonlyMap<MessageId, string>;
  /** The deposit that holds its bytes already, when it is a duplicate. */
  readonly original?: Deposit;
  /** Of its dossier; absent: those of mainland France. */
  readonly calendar?: WorkCalendar;
  /** What was done the last time, by code of refusal. */
  readonly memory?: readonly RefusalMemory[];
}

export interface KeptReport {
  /** Relative to the reports folder of its dossier, with `/`. */
  readonly path: string;
  readonly sha256: Sha256;
  readonly size: number;
}

export interface DayForPeople {
  /** YYYY-MM-DD in the agent's zone. */
  readonly day: string;
  /** Absent: of every dossier. */
  readonly dossier?: string;
  readonly made: Instant;
  /** Those that lived that day or wait still, oldest first. */
  readonly deposits: readonly Deposit[];
  readonly awaited: ReadonlyMap<DepositId, readonly Awaited[]>;
  readonly alarms: readonly Alarm[];
  /** What should have been dropped and was not; absent when the day is not today. */
  readonly expected?: readonly ExpectedReturn[];
  /** What was rejected or refused and was not dropped again; absent when the day is not today. */
  readonly lost?: readonly Lost[];
  /** The last weeks, for the charts. */
  readonly recent: readonly Deposit[];
  /** What adhesions bring about: of the firm's page of today only. */
  readonly adhesions?: readonly AdhesionNews[];
}

export interface PeriodForPeople {
  readonly period: Period;
  readonly dossier?: string;
  readonly made: Instant;
  /** Those that hold a return of this period, or a hire taken in it. */
  readonly deposits: readonly Deposit[];
  /** Returns of the last four periods that this one lacks, or that adhesions let expect, whether they are late or not. */
  readonly missing: readonly MissingReturn[];
}

/** `address`: where the last one went, when it is known. */
export type MissingReturn = Gap & { readonly address?: string };

export interface Published {
  /** Of `<name>.statut`. */
  readonly statut: string;
  /** The report as plain text: it is put beside a file that was refused. */
  readonly text: string;
}

export interface Reporter {
  /** Writes the report files, and returns what belongs into the dossier. */
  publish(input: DepositForPeople): Promise<Published>;
  /** The same report, and the day's, as PDF. */
  paper(input: DepositForPeople): Promise<Uint8Array>;
  dayPaper(input: DayForPeople): Promise<Uint8Array>;
  /** The text of `<name>.statut` for a name that is no file. */
  oddity(name: string, code: FaultCode): string;
  /** The files that tell this deposit, as they stand in the reports folder. */
  kept(deposit: Deposit): Promise<readonly KeptReport[]>;
  /** Takes one of them away for good. */
  discard(path: string, dossier: string): Promise<void>;
  /** Writes the day's report: of one dossier when it is named, else of all. */
  day(input: DayForPeople): Promise<void>;
  /** Writes a period's reconciliation. */
  period(input: PeriodForPeople): Promise<void>;
}

/** What a command shows of a report, without writing anything. */
export interface ShownReports {
  /** For a terminal, and for a program. */
  text(input: DepositForPeople): string;
  json(input: DepositForPeople): string;
  /** One heading, then what happened when. */
  timeline(deposit: Deposit, language: "fr" | "en"): string;
}
