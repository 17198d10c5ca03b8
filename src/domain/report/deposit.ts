/**
 * The report (compte rendu) of one deposit: what goes in and what comes out. Plain values, so that the
 * JSON report is this model as it stands; `docs/report-schema.json` publishes it. Everything derives
 * from facts and stored blobs: no clock, so the same facts give the same bytes.
 */
import type { WorkCalendar } from "../calendar/working-days.ts";
import type { Declaration, FormatName, JudgedBy } from "../declaration.ts";
import type { Deposit } from "../deposit.ts";
import type { Finding, Severity } from "../finding.ts";
import type { DeclarationId, DepositId, Instant, MessageId, ReceiptId, Sha256 } from "../ids.ts";
import type { Mode } from "../mode.ts";
import type { Grade, VerdictIs } from "../receipt/verdict.ts";
import type { Counts, NextStep, SituationIs } from "../rollup.ts";
import type { Tone } from "../situations.ts";

export interface ReportInput {
  readonly deposit: Deposit;
  /** From the content blob; empty when the file could not be read or the content was erased. */
  readonly declarations: readonly Declaration[];
  readonly findings: readonly Finding[];
  readonly judgedBy?: JudgedBy;
  /** The text of each matched mail, when it was kept. */
  readonly receiptTexts: readonly { readonly receipt: ReceiptId; readonly text: string }[];
  /** The note of each mail, from its own stored ruling. */
  readonly notes?: ReadonlyMap<MessageId, string>;
  readonly agent: { readonly name: string; readonly version: string };
  /** Whom the clerk calls, as the firm wants it printed. */
  readonly contact?: string;
  readonly organisms?: ReportOrganisms;
  readonly calendar?: WorkCalendar;
  readonly memory?: readonly RefusalMemory[];
}

/** What the settings say of the organisms that it goes to, by address (lower case): how it is called, whom to call there. */
export type ReportOrganisms = ReadonlyMap<
  string,
  { readonly name?: string; readonly contact?: string }
>;

/** The last time an organism refused with this code. */
export interface RefusalMemory {
  readonly code: string;
  readonly deposit: DepositId;
  readonly at: Instant;
  readonly times: number;
  readonly correctedBy?: DepositId;
  readonly ended?: SituationIs;
}

/** One instant in Paris: for programs (ISO 8601 with its offset), as a clock (`10:12:03`), for people. */
export interface When {
  readonly iso: string;
  readonly clock: string;
  readonly text: string;
}

/** What a report about many deposits begins and ends with: of a day, of a period. */
export interface SummaryFrame {
  readonly layout: 1;
  /** Absent: of every dossier. */
  readonly dossier?: string;
  readonly made: When;
  /** The answer, at a glance. */
  readonly answer: {
    readonly tone: Tone;
    readonly title: string;
    readonly lines: readonly string[];
  };
  readonly footer: { readonly agent: string; readonly contact?: string };
}

export interface ReportModel {
  /** Version of this layout; it grows only when a key changes meaning. */
  readonly layout: 1;
  readonly deposit: ReportDeposit;
  /** « MODE TEST : rien n'a été envoyé » and the like; absent in ordinary life. */
  readonly notice?: string;
  readonly situation: ReportSituation;
  /** Why it is so: the refusals, the server's answer, the hold. Empty when all is well. */
  readonly reasons: readonly ReportReason[];
  /** What to do next, in order, one sentence each. */
  readonly todo: readonly string[];
  /** Deadline, expected answers, whether it was in time and by which stamp, whom to call. */
  readonly times: readonly { readonly label: string; readonly value: string }[];
  /** Later deposits that correct what was refused here. */
  readonly corrections: readonly {
    readonly deposit: DepositId;
    readonly since: When;
    readonly declarations: number;
  }[];
  /** What was done the last time this organism gave the same code. */
  readonly memory: readonly string[];
  readonly declarations: readonly ReportDeclaration[];
  readonly findings: readonly ReportFinding[];
  /** The rules that the file was judged by, and what their silence does not mean. */
  readonly judged?: JudgedBy & { readonly text: string };
  readonly timeline: readonly ReportEvent[];
  readonly mails: readonly ReportMail[];
  readonly receipts: readonly ReportReceipt[];
  /** What the words of this report mean. */
  readonly words: readonly { readonly word: string; readonly meaning: string }[];
  readonly footer: ReportFooter;
}

export interface ReportDeposit {
  readonly id: DepositId;
  readonly dossier: string;
  readonly file: string;
  readonly sha256: Sha256;
  /** First 12 characters: enough to compare by eye. */
  readonly sha256Short: string;
  readonly size: number;
  readonly claimed: When;
  readonly mode: Mode;
  readonly format?: { readonly code: FormatName; readonly text: string };
  readonly duplicateOf?: DepositId;
  /** The earlier deposit of the same bytes that had ended without sending. */
  readonly again?: DepositId;
  /** Where this report is filed, relative to the reports folder, without its ending. */
  readonly report: string;
}

export interface ReportSituation {
  readonly is: SituationIs;
  readonly tone: Tone;
  readonly title: string;
  /** The answer, in one sentence. */
  readonly sentence: string;
  readonly next: NextStep;
  readonly counts: Counts;
  /** When the last fact happened. */
  readonly since: When;
}

export interface ReportReason {
  readonly text: string;
  /** Evidence, word for word: a server line, a value. */
  readonly detail?: string;
  /** Told in another language: this line stands as the journal has it. */
  readonly isFrench?: true;
}

export interface ReportDeclaration {
  readonly id: DeclarationId;
  readonly position: number;
  /** Who (a hire) or for which organism (a return), on one line. */
  readonly who: string;
  /** Label and value, in reading order: birth date, hire date, period, SIRET… Never a NIR. */
  readonly details: readonly { readonly label: string; readonly value: string }[];
  readonly verdict: {
    readonly is:
      | VerdictIs
      | "waiting"
      | "contradicted"
      | "superseded"
      | "otherwise"
      | "not-sent"
      | "returned";
    readonly proven: boolean;
    readonly tone: Tone;
    readonly text: string;
    /** Why the verdict is not the whole story; absent when it is. */
    readonly remark?: string;
  };
  readonly answers: readonly ReportAnswer[];
}

export interface ReportAnswer {
  readonly receipt: ReceiptId;
  readonly is: VerdictIs;
  readonly level?: 1 | 2 | 3;
  readonly code?: string;
  readonly number?: string;
  /** What the receipt's own text says of that code, word for word. */
  readonly said?: string;
  readonly arrived: When;
  readonly grade: Grade;
  readonly authenticity: string;
}

export interface ReportFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly severityText: string;
  /** A warning in this mode; in a dossier in real mode it blocks. */
  readonly blocksInReal?: true;
  /** Whose declaration it is in, and in which field, as the payroll program's screens say it. */
  readonly whom?: string;
  readonly zone?: string;
  /** Both, or « fichier entier ». */
  readonly subject: string;
  /** Where in the file, for whoever mends the program that wrote it. */
  readonly place: string;
  readonly declaration?: number;
  readonly value?: string;
  readonly expected?: string;
  readonly what: string;
  readonly remedy: string;
}

export interface ReportEvent {
  readonly at: When;
  readonly what: string;
  /** The server's own line, an address, a name: evidence, not prose. */
  readonly detail?: string;
}

export interface ReportMail {
  readonly message: MessageId;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly note?: string;
  readonly messageId: string;
  readonly date: When;
  readonly sha256: Sha256;
  readonly attempts: number;
  readonly state: string;
  /** Of a file that left as several mails: where this one stands; absent when it is the only one. */
  readonly part?: ReportPart;
}

/** One mail of a file that left cut, and what to do about it alone. */
export interface ReportPart {
  readonly message: MessageId;
  /** As the settings call it, else its address. */
  readonly organism: string;
  /** « 1, 3 à 5 »: positions in the file. */
  readonly declarations: string;
  readonly is: SituationIs;
  readonly tone: Tone;
  readonly title: string;
  readonly sentence: string;
  readonly todo: readonly string[];
  readonly contact?: string;
}

export interface ReportReceipt {
  readonly receipt: ReceiptId;
  readonly arrived: When;
  readonly from: string;
  readonly subject: string;
  readonly level?: 1 | 2 | 3;
  readonly grade: Grade;
  readonly authenticity: string;
  readonly because: string;
  /** Where the AR's file was put, relative to the dossier. */
  readonly filed?: string;
  /** « disposition de l'AR non officielle »: how we read it is not the organism's publication. */
  readonly notice?: string;
  readonly excerpt?: string;
}

export interface ReportFooter {
  readonly agent: string;
  /** The newest fact told. */
  readonly fact: number;
  readonly contact?: string;
}
