/** What the page may touch, handed in by the composition: nothing here sends, and every decision goes through `order`. */
import type { AccountForm } from "../domain/account/forms.ts";
import type { Addressee } from "../domain/address.ts";
import type { WorkCalendar } from "../domain/calendar/working-days.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { OpenAlarm } from "../domain/due/open-alarms.ts";
import type { FaultCode } from "../domain/faults.ts";
import type { RoundTrip } from "../domain/health.ts";
import type { Instant } from "../domain/ids.ts";
import type { AnnouncementLetter } from "../domain/register/letter.ts";
import type { Chart } from "../domain/report/chart.ts";
import type { ReportModel, ReportPart } from "../domain/report/deposit.ts";
import type { Role } from "../domain/role.ts";
import type { Tone } from "../domain/situations.ts";
import type { OpenedAccount } from "../journey/account/open.ts";
import type { KitForPeople } from "../journey/report/kit.ts";
import type { StatementForClient } from "../journey/report/statement.ts";
import type { World } from "../journey/world.ts";
import type { AgreementDesk } from "../ports/agreement-desk.ts";
import type { Mailed } from "../ports/client-mail.ts";
import type { Examination } from "../ports/examination.ts";
import type { Printed } from "../ports/printer.ts";
import type { DayForPeople, DepositForPeople, PeriodForPeople } from "../ports/reporter.ts";
import type { Language } from "./language.ts";

export interface PageSettings {
  readonly address: string;
  readonly port: number;
  readonly names: readonly string[];
  /** Addresses of machines that may ask `/health` and `/metrics`, beside this one. */
  readonly monitors: readonly string[];
  readonly tls?: { readonly certificate: string; readonly key: string };
  readonly accounts: readonly {
    readonly name: string;
    readonly role: Role;
    readonly hash: string;
  }[];
  /** Under this address clients come by their signed link. */
  readonly agreements?: { readonly url: string };
}

/** Something that is wrong with the agent now. */
export interface PageProblem {
  readonly code: FaultCode;
  readonly about: string;
  readonly since: Instant;
  readonly said: string;
  /** How often it came; absent: it came and stayed. */
  readonly times?: number;
  /** False: it comes and goes, and is away now. */
  readonly stands?: boolean;
}

/** One document in the forms that people read. */
export interface Document {
  /** What stands between the page's header and its footer. */
  readonly body: () => string;
  /** Whole, as a file of its own. */
  readonly html: () => string;
  readonly text: () => string;
  readonly pdf: () => Promise<Uint8Array>;
  readonly json: () => string;
}

interface PartsAsked {
  readonly deposit: Deposit;
  readonly calendar: WorkCalendar;
  readonly language: Language;
}

/** What the reports' renderers make, which the page shows as it is. */
export interface Papers {
  /** The reports' style sheet, which the page's own continues. */
  readonly style: string;
  readonly sign: (tone: Tone) => string;
  readonly model: (input: DepositForPeople) => ReportModel;
  readonly deposit: (input: DepositForPeople) => Document;
  /** All that happened to it; its hours are written in French. */
  readonly timeline: (deposit: Deposit, language: Language) => ReportModel["timeline"];
  /** Of a file that left cut: where each of its mails stands, and what to do about that one alone. */
  readonly parts: (about: PartsAsked) => readonly ReportPart[];
  /** What to do about all of it, organism by organism; undefined when it left whole, or nothing is asked. */
  readonly steps: (about: PartsAsked) => readonly string[] | undefined;
  /** What to do next, step by step, over declarations and findings of that language. */
  readonly todo: (
    about: PartsAsked & Pick<ReportModel, "declarations" | "findings">,
  ) => readonly string[];
  /** Why its situation is what it is, over declarations and findings of that language. */
  readonly reasons: (
    known: Pick<ReportModel, "declarations" | "findings"> & { readonly deposit: Deposit },
    language: Language,
  ) => ReportModel["reasons"];
  readonly day: (input: DayForPeople) => Document;
  readonly period: (input: PeriodForPeople) => Document;
  readonly validation: (
    file: Examination & { readonly file: string; readonly size: number; readonly sha256: string },
    at: Instant,
  ) => Document & { readonly conform: boolean };
  /** What must leave today. */
  readonly today: (input: DayForPeople) => Document;
  /** What is about to be declared and debited, for the client. */
  readonly statement: (input: StatementForClient) => Document;
  /** What to print when mail cannot declare it. */
  readonly kit: (
    deposit: Deposit,
    found: Extract<KitForPeople, { readonly is: "kit" }>,
    at: Instant,
  ) => Document;
  /** What tells an organism what changed, to sign and post. */
  readonly letter: (letter: AnnouncementLetter, at: Instant) => Document;
  readonly charts: (about: {
    readonly now: Instant;
    readonly recent: readonly Deposit[];
    readonly language: Language;
  }) => readonly { readonly chart: Chart; readonly svg: string }[];
  readonly contactOf: (address: string) => string | undefined;
  readonly nameOf: (address: string) => string;
}

/** Accounts to clients: made when they are asked for, and handed over by the agent's own printer and identity. */
export interface AccountOffice {
  /** Whether the settings name a program that prints. */
  readonly prints: boolean;
  /** One hand-over at a time. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly make: (account: OpenedAccount, forms: readonly AccountForm[]) => MadeForPage;
  /** Undefined: the register's address. */
  readonly addressee: (account: OpenedAccount, typed?: string) => Addressee;
  readonly print: (pdf: Uint8Array) => Promise<Printed>;
  readonly mail: (
    to: string,
    about: { readonly account: OpenedAccount; readonly made: MadeForPage; readonly bundle: Bundle },
  ) => Promise<Mailed>;
}

export interface MadeForPage {
  readonly document: () => Promise<Document>;
  readonly bundle: (format: "zip" | "pdf") => Promise<Bundle>;
  /** The letter, as the text of a mail. */
  readonly text: string;
}

export interface Bundle {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface PageWorld {
  readonly world: Pick<
    World,
    | "journal"
    | "store"
    | "clock"
    | "log"
    | "dossiers"
    | "holds"
    | "books"
    | "senders"
    | "sealers"
    | "formats"
    | "known"
    | "mailReader"
    | "random"
    | "agent"
    | "paths"
  >;
  readonly papers: Papers;
  readonly accounts: AccountOffice;
  /** Absent: the settings let no client in. */
  readonly agreements?: AgreementDesk;
  /** The same orders as the command line's, carried out and journalled by the agent. */
  readonly order: (order: string, args: unknown) => Promise<unknown>;
  readonly problems: () => readonly PageProblem[];
  readonly trips: () => readonly RoundTrip[];
  readonly alarms: () => Promise<readonly OpenAlarm[]>;
  readonly version: string;
  /** The settings' language. */
  readonly language: Language;
}
