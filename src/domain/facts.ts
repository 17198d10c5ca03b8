/**
 * What happened, once and for all. The journal holds nothing else; every state, report and screen is
 * a function of these facts. They carry ids, hashes, addresses and server lines, never the content
 * of a declaration: that lies in the store under its hash.
 */
import type { LegalTimes } from "./calendar/legal-calendar.ts";
import type { Family } from "./checks/payment-modes.ts";
import type { FormatName } from "./declaration.ts";
import type { AgentFact } from "./facts/agent.ts";
import type { AgreementFact } from "./facts/agreement.ts";
import type { Series } from "./facts/due.ts";
import type { FilingFact } from "./facts/filing.ts";
import type { ReceiptFact } from "./facts/receipts.ts";
import type { FaultCode } from "./faults.ts";
import type { FindingCode } from "./findings.ts";
import type { DeclarationId, DepositId, Instant, MessageId, ReceiptId, Sha256 } from "./ids.ts";
import type { Mode } from "./mode.ts";
import type { Outcome } from "./outcome.ts";
import type { ExpectedReceipts, ReceiptDelay } from "./receipt/expected.ts";
import type { KeptKind } from "./removal/retention.ts";
import type { FrozenTerms, RuledMessage } from "./ruled-message.ts";
import type { SealProof } from "./seal.ts";

/** What tells one file of a folder from its successor under the same name. */
export interface FileIdentity {
  /** Decimal text, because inodes exceed 2^53; `0` where the system has none. */
  readonly inode: string;
  readonly size: number;
  /** Modification time in nanoseconds, decimal text; only compared with itself. */
  readonly mtimeNs: string;
}

/**
 * Where a received mail stands: unique within its mailbox while UIDVALIDITY lasts (RFC 3501 §2.3.1.1). Other
 * sources fill the same four places: POP3 with `POP3`, the UIDL and the size; a folder with the file's name
 * and what tells it from its successor; a person with `personne`, the means and the hash of what was given.
 */
export interface MailRef {
  /** Identity whose mailbox it is, and folder. */
  readonly mailbox: string;
  readonly folder: string;
  readonly uidValidity: string;
  readonly uid: number;
}

/** How a person brought a receipt that did not come by mail, or spoke about one that did. */
export const personMeans = ["fax", "phone", "post", "file", "assign", "confirm"] as const;
export type PersonMeans = (typeof personMeans)[number];

/** How one declares when mail cannot do it. */
export const otherMeans = ["paper", "portal", "fax"] as const;
export type OtherMeans = (typeof otherMeans)[number];

export interface ByPerson {
  readonly by: string;
  readonly means: PersonMeans;
  readonly reason?: string;
}

/** A deposit that a receipt may be about, for a person: what speaks for it. */
export interface Candidate {
  readonly deposit: DepositId;
  readonly score: number;
  readonly signs: readonly string[];
}

export interface Envelope {
  readonly from: string;
  /** Exactly one organism per message (mail.md §1). */
  readonly to: readonly string[];
}

/** What a person may order about a deposit or a message (design §7). */
export const orderNames = ["hold", "release", "retry", "cancel", "confirm", "resend"] as const;
export type OrderName = (typeof orderNames)[number];
export type ReplaceAnswer = "replacement" | "separate";

/** The hold's cause; what a person must do is in the fault's text. */
export interface Hold {
  readonly because: FaultCode;
  /** Lines for people: file, place, value. */
  readonly details: readonly string[];
  /** SHA-256 of the rule file judged, so that a corrected file is noticed. */
  readonly rules?: Sha256;
  /** `replaces?`: the deposits that declared the same before, with other bytes. */
  readonly replaces?: readonly DepositId[];
  /** `agreement-needed`: silence agrees after the longest of these; absent: only a word does. */
  readonly tacit?: readonly ReceiptDelay[];
}

/** One content that a purge took away, or gave up while another deposit still has it. */
export interface Removed {
  readonly kind: KeptKind;
  readonly sha256: Sha256;
  readonly size: number;
  /** A file outside the store: in the dossier (`originals`) or in the reports folder (`reports`). */
  readonly path?: string;
  /** Another deposit or receipt stands on the same bytes: they stay until it is purged too. */
  readonly shared?: true;
}

/**
 * `delivery`: a DSN that says delivered or relayed, which is not yet received by the organism. `pending`: its
 * authenticity could not be checked yet, because the DNS did not answer; it is asked again.
 */
export type ReceiptClass =
  | "ar"
  | "mdn"
  | "probable-bounce"
  | "pending"
  | "bounce"
  | "delay"
  | "delivery"
  | "ours"
  | "auto-reply"
  | "other"
  | "unreadable"
  /** Encrypted, and no key of ours opens it: tried again when the keys change. */
  | "sealed";

export type Fact =
  | AgentFact
  | FilingFact
  | AgreementFact
  | ReceiptFact
  | {
      readonly is: "claimed";
      readonly deposit: DepositId;
      readonly dossier: string;
      readonly name: string;
      readonly sha256: Sha256;
      readonly size: number;
      readonly mode: Mode;
      readonly file: FileIdentity;
      /** An earlier deposit of the same bytes that had ended without sending. */
      readonly again?: DepositId;
      /** The deposit whose file was written to after it was taken: these are the bytes that stand there since. */
      readonly continues?: DepositId;
      /** Too large for any mail: hashed where it stands, and not copied into the store. */
      readonly kept?: false;
    }
  | { readonly is: "incomplete"; readonly deposit: DepositId; readonly truncatedAt: number }
  | { readonly is: "duplicate"; readonly deposit: DepositId; readonly of: DepositId }
  | {
      readonly is: "original";
      readonly deposit: DepositId;
      readonly became: "moved" | "gone" | "left";
      /** Path relative to the dossier's folder, when moved. */
      readonly to?: string;
    }
  | {
      readonly is: "recognised";
      readonly deposit: DepositId;
      readonly format: FormatName;
      /** The store's blob: JSON of `Content` (declarations and the reader's findings). */
      readonly content: Sha256;
      /** Keyed hash of each declaration's business key, in order of position. */
      readonly keys: readonly string[];
      /** Keyed hashes of weaker signs of its declarations (SIRET, references): a receipt may cite no more. */
      readonly marks?: readonly string[];
      /** Keyed hash of each declaration's own identifier, in order of position; empty where it has none. */
      readonly identifiers?: readonly string[];
      /** Keyed hash of each declarant and organism that a payment of the file is between, each once. */
      readonly payers?: readonly string[];
      readonly testFlag?: "test" | "real";
      /** The earliest legal deadline of its declarations: a hire's own hour, or a calendar's. */
      readonly deadline?: Instant;
      /** The calendar that says so. */
      readonly legal?: LegalTimes;
      /** The family of organisms that all its payments name. */
      readonly family?: Family;
      /** Returns of a real file, in order of position: which period of which series was produced. */
      readonly series?: readonly Series[];
    }
  | {
      readonly is: "checked";
      readonly deposit: DepositId;
      /** The store's blob: JSON array of `Finding`. */
      readonly findings: Sha256;
      readonly blocking: number;
      readonly warnings: number;
    }
  | {
      readonly is: "rejected";
      readonly deposit: DepositId;
      readonly codes: readonly FindingCode[];
    }
  | ({ readonly is: "held"; readonly deposit: DepositId } & Hold)
  | {
      readonly is: "ruled";
      readonly deposit: DepositId;
      readonly identity: string;
      readonly to: string;
      readonly subject: string;
      /** The store's blob: the rule as decided (JSON of `Ruling`). */
      readonly ruling: Sha256;
      readonly rules: { readonly file: string; readonly sha256: Sha256; readonly encoding: string };
      readonly warnings: readonly string[];
      /** The `ar.*` keys of the rule; absent when it has none, and in facts written before they existed. */
      readonly expects?: ExpectedReceipts;
      /** The lowest of the deposit's, the dossier's and the rules' modes; absent in facts written before `essai`. */
      readonly mode?: Mode;
      /** What is to be frozen; absent: one message, with the file as it is. The fields above are the first one's. */
      readonly messages?: readonly RuledMessage[];
    }
  | { readonly is: "simulated"; readonly deposit: DepositId }
  | ({
      readonly is: "frozen";
      readonly deposit: DepositId;
      readonly message: MessageId;
      /** The store's blob: the mail, byte for byte as it goes over the wire before dot-stuffing. */
      readonly sha256: Sha256;
      readonly size: number;
      /** With angle brackets (RFC 5322 §3.6.4). */
      readonly messageIdHeader: string;
      readonly date: Instant;
      readonly envelope: Envelope;
      readonly identity: string;
      readonly declarations: readonly DeclarationId[];
      /** How it was sealed, when its rule asked for it. */
      readonly sealed?: { readonly sealer: string } & SealProof;
    } & FrozenTerms)
  | {
      readonly is: "attempt-begun";
      readonly deposit: DepositId;
      readonly message: MessageId;
      readonly attempt: number;
    }
  | {
      readonly is: "attempt-dot";
      readonly deposit: DepositId;
      readonly message: MessageId;
      readonly attempt: number;
    }
  | {
      readonly is: "attempt-ended";
      readonly deposit: DepositId;
      readonly message: MessageId;
      readonly attempt: number;
      readonly outcome: Outcome;
      /** When a `later` is tried again. */
      readonly next?: Instant;
    }
  | {
      readonly is: "message-corrupt";
      readonly deposit: DepositId;
      readonly message: MessageId;
    }
  | {
      readonly is: "message-proved";
      readonly deposit: DepositId;
      readonly message: MessageId;
      readonly by: ReceiptId;
    }
  | {
      /** A person's decision; it stands in the journal like everything else. */
      readonly is: "ordered";
      readonly deposit: DepositId;
      /** The message concerned: `retry`, `confirm` and `resend` are about one. */
      readonly message?: MessageId;
      readonly order: OrderName;
      /** Who: `--by`, else the login. */
      readonly by: string;
      readonly reason: string;
      /** The answer to « remplace ? », with `release`. */
      readonly as?: ReplaceAnswer;
      /** With `release`: it goes although its qualification is not complete. */
      readonly override?: true;
      /** With `release`: who agreed for the client, when its agreement was asked. */
      readonly agreedBy?: string;
      /** They agreed by this signed link (`agreement-link`); `by` is the address that it was sent to. */
      readonly link?: Sha256;
    }
  | {
      /** One search for a proof that an uncertain message arrived (mail.md §1). */
      readonly is: "proof-searched";
      readonly deposit: DepositId;
      readonly message: MessageId;
      readonly where: "sent-folder";
      readonly found: "found" | "absent" | "no-folder";
    }
  | {
      /** A later deposit takes the place of these declarations: their receipts are no longer proof (seed 002 §2.5). */
      readonly is: "superseded";
      readonly deposit: DepositId;
      readonly declarations: readonly DeclarationId[];
      readonly by: DepositId;
    }
  | {
      /**
       * A person declared these by another way, within the time, because mail could not (seed 002 §2.9). It ends what is
       * awaited of them; it never counts as registered.
       */
      readonly is: "declared-otherwise";
      readonly deposit: DepositId;
      readonly declarations: readonly DeclarationId[];
      readonly means: OtherMeans;
      /** The store's blob: what shows it (a scan, a portal's receipt, a fax report). */
      readonly proof: { readonly sha256: Sha256; readonly size: number };
      readonly by: string;
      readonly reason: string;
    }
  | {
      /** A later file declares again what the organism refused here: the way from a refusal to its correction. */
      readonly is: "corrected";
      readonly deposit: DepositId;
      readonly declarations: readonly DeclarationId[];
      readonly by: DepositId;
    }
  | {
      readonly is: "message-returned";
      readonly deposit: DepositId;
      readonly message: MessageId;
      readonly by: ReceiptId;
      /** RFC 3463 status and the diagnostic line. */
      readonly status: string;
      readonly said: string;
    }
  | {
      /** Contents of these kinds are kept no longer; written before they are removed. */
      readonly is: "purged";
      readonly deposit: DepositId;
      readonly kinds: readonly KeptKind[];
      readonly removed: readonly Removed[];
      readonly by: string;
      readonly reason: string;
      /** Before its time, because a person concerned claimed it (`facteur forget --claimed`). */
      readonly claimed?: true;
    };

/** A fact with its place in the journal. `seq` is 1, 2, 3… without holes. */
export type Recorded<F extends Fact = Fact> = F & { readonly seq: number; readonly at: Instant };

export type FactOf<K extends Fact["is"]> = Extract<Fact, { readonly is: K }>;
