/**
 * What the steps of the journey may touch. Everything comes from `compose/agent.ts`; a step takes only the
 * parts it names, so that its test shows what it depends on.
 */
import type { LegalCalendar } from "../domain/calendar/legal-calendar.ts";
import type { WorkCalendar } from "../domain/calendar/working-days.ts";
import type { Known } from "../domain/checks/against-tables.ts";
import type { Owner } from "../domain/dossier-owner.ts";
import type { Fact } from "../domain/facts.ts";
import type { Mode } from "../domain/mode.ts";
import type { QualificationPath } from "../domain/qualification/path.ts";
import type { Format } from "../formats/format.ts";
import type { TextProfile } from "../formats/receipts/text/text-receipts.ts";
import type { Clock } from "../ports/clock.ts";
import type { Composer } from "../ports/composer.ts";
import type { Courier } from "../ports/courier.ts";
import type { Disk } from "../ports/disk.ts";
import type { Journal } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import type { MailReader } from "../ports/mail-reader.ts";
import type { MailVerifier } from "../ports/mail-verifier.ts";
import type { Sealer } from "../ports/sealer.ts";
import type { Spool } from "../ports/spool.ts";
import type { Store } from "../ports/store.ts";
import type { ClientHolds } from "./client-holds.ts";
import type { RuleBooks } from "./rule/books.ts";

export interface Dossier {
  readonly name: string;
  /** Whose it is, when several dossiers are one client's. */
  readonly client?: string;
  readonly mode: Mode;
  /** Name of the rule file inside the folder. */
  readonly rules: string;
  readonly quietSeconds: number;
  readonly incompleteMinutes: number;
  readonly originals: "move" | "leave";
  /** Its zone and its working days. */
  readonly calendar: WorkCalendar;
  /** Of its legal deadlines. */
  readonly legal: readonly LegalCalendar[];
  readonly spool: Spool;
}

export interface Sender {
  readonly name: string;
  readonly address: string;
  readonly displayName: string;
  readonly legacyNames: readonly string[];
  readonly courier: Courier;
  /** The name our own mail server writes in Authentication-Results, when it is known. */
  readonly authservId?: string;
  /** Fields Received that our provider writes above it; none when absent. */
  readonly receivedAbove?: number;
}

export interface World {
  readonly journal: Journal;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly dossiers: ReadonlyMap<string, Dossier>;
  /** The clients of which nothing leaves. */
  readonly holds: ClientHolds;
  /** The rules in force, by dossier. */
  readonly books: RuleBooks;
  readonly senders: ReadonlyMap<string, Sender>;
  readonly composer: Composer;
  /** By the name that rules call them. */
  readonly sealers: ReadonlyMap<string, Sealer>;
  readonly mailReader: MailReader;
  readonly mailVerifier: MailVerifier;
  readonly textProfiles: readonly TextProfile[];
  /** Domain of an organism → SHA-256 of the certificates that may sign for it. */
  readonly signers: ReadonlyMap<string, readonly string[]>;
  /** The shipped formats, with the user's profiles tried first. */
  readonly formats: readonly Format[];
  /** What the checks know besides the file: mailboxes that are read, tables. */
  readonly known: Known;
  /** Qualification paths, ours and the user's. */
  readonly paths: readonly QualificationPath[];
  readonly retryMinutes: readonly number[];
  /** Random bytes, injected so that a test can replay a run. */
  readonly random: (bytes: number) => Uint8Array;
  /** The agent's own mark and secret, kept in its data folder. */
  readonly agent: {
    /** What stands in the mark of each dossier; public. */
    readonly owner: Owner;
    readonly token: string;
    readonly key: Uint8Array;
  };
  readonly disk: Disk;
}

/** A step's answer: facts to append, in order. Effects done before answering are safe to repeat. */
export type Facts = readonly Fact[];
