/** What happened that is about no deposit and no receipt: the agent's own identities, sealings, stamps and purges. Part of `facts.ts`. */

import type { Family } from "../checks/payment-modes.ts";
import type { OtherMeans } from "../facts.ts";
import type { Instant, MessageId, Sha256 } from "../ids.ts";
import type { ExpiryStage } from "../key-expiry.ts";
import type { PrintedDocument } from "../printed.ts";
import type { SealProgram } from "../seal.ts";
import type { Alarm, AlarmCause, Series, TodayDue } from "./due.ts";
import type { QualificationFact } from "./qualification.ts";
import type {
  AccountGivenFact,
  AnnouncedFact,
  RegisterFact,
  RegisterForgottenFact,
} from "./register.ts";

/** What was refused: the submission server's login, the mailbox's which is the same, or the authorisation of both. */
export type Suspender = "sending" | "mailbox" | "authorisation";

export type AgentFact =
  | RegisterFact
  | RegisterForgottenFact
  | AnnouncedFact
  | AccountGivenFact
  | QualificationFact
  | {
      /**
       * The mailbox shows that this was sent, and the journal does not: a backup was restored (mail.md F30). Or the mark
       * beside the journal, that it lost its last lines: then no mail is named, and `messageIdHeader` names that mark.
       */
      readonly is: "journal-behind";
      readonly identity: string;
      readonly messageIdHeader: string;
      /** The number of its deposit: later ones are numbered above. */
      readonly number: number;
      /** A mail that cites it or is it, the folder of sent mails, or the mark of how far the journal had come. */
      readonly because: "mail" | "sent-folder" | "journal-head";
      /** The journal has the message, and says that it never left. */
      readonly known?: MessageId;
    }
  | {
      /** A person's answer to it. */
      readonly is: "reconciled";
      readonly messageIdHeader: string;
      readonly as: "sent" | "not-sent";
      readonly by: string;
      readonly reason: string;
    }
  | {
      /**
       * The programs and keys that an external sealing runs, by hash: written at its first use, and again when a person
       * accepts a change (seed 000: paths verified and remembered at the first sending).
       */
      readonly is: "sealer-known";
      readonly sealer: string;
      readonly programs: readonly SealProgram[];
      readonly by?: string;
      readonly reason?: string;
    }
  | {
      /** A third party saw the row `head` with this hash; the token (RFC 3161) is in the store. */
      readonly is: "head-stamped";
      readonly head: number;
      readonly hash: Sha256;
      readonly authority: string;
      readonly token: Sha256;
    }
  /** The clock's alarm began: one per cause, however many declarations it concerns. */
  | ({ readonly is: "alarm-raised"; readonly alarm: AlarmCause } & Omit<Alarm, "cause">)
  | {
      readonly is: "alarm-ended";
      readonly alarm: AlarmCause;
      readonly about: string;
      readonly dossiers: readonly string[];
      /** `replaced`: a graver alarm about the same thing took its place. */
      readonly because: "answered" | "replaced";
    }
  | {
      /** People were told of everything up to this fact. */
      readonly is: "notified";
      readonly channel: string;
      readonly upTo: number;
      readonly events: number;
    }
  | {
      /** A scheduled task's next time: a start or a wake after it catches up once. */
      readonly is: "planned";
      readonly task: string;
      readonly due: Instant;
    }
  | ({
      /**
       * A person declared by another way, within the time, a return that was never dropped (seed 002 §2.9): no deposit can say
       * it. It ends what is expected of this series and period, and registers nothing.
       */
      readonly is: "return-otherwise";
      /** Of its organism, where it is known: next period's calendar is found by it. */
      readonly family?: Family;
      readonly means: OtherMeans;
      readonly proof: { readonly sha256: Sha256; readonly size: number };
      readonly by: string;
      readonly reason: string;
    } & Series)
  /** What a dossier has to send this day, when people are told of it (`reports.today`). */
  | ({ readonly is: "today-due"; readonly day: string } & TodayDue)
  | {
      /** The printing program took it (exit 0). */
      readonly is: "printed";
      readonly what: PrintedDocument;
      /** A deposit's id, or a day. */
      readonly about: string;
      readonly sha256: Sha256;
      readonly program: string;
    }
  | {
      /** A person holds every deposit of a client or dossier, or lets them go. */
      readonly is: "client-ordered";
      readonly scope: "client" | "dossier";
      readonly name: string;
      readonly order: "hold" | "release";
      readonly by: string;
      readonly reason: string;
    }
  | {
      /** A person said that a dossier which another agent, or another copy of this one, had marked is this agent's. */
      readonly is: "dossier-taken-over";
      readonly dossier: string;
      /** Whose it was: the agent, its machine and its data folder. */
      readonly from: string;
      readonly by: string;
    }
  | {
      /** A person carried the agent to another server, or said that it did not leave. */
      readonly is: "moved";
      readonly what: "arrived" | "cancelled";
      readonly by: string;
      /** Machine and data folder that it came from; a reason when it did not leave. */
      readonly said: string;
    }
  | {
      /** People are told that these end within so many days (0: they have ended); once per stage. */
      readonly is: "key-expiring";
      readonly stage: ExpiryStage;
      readonly keys: readonly {
        /** Its place in the settings. */
        readonly use: string;
        readonly file: string;
        readonly fingerprint: string;
        readonly expires: Instant;
      }[];
    }
  | {
      /** Each time that a server refused the login, and the first time that it took it again: a restart hammers nobody (mail.md F47). */
      readonly is: "login-answered";
      readonly identity: string;
      readonly server: "submission" | "mailbox";
      readonly took: boolean;
      /** The refusal, in the server's words. */
      readonly said?: string;
    }
  | {
      readonly is: "identity-suspended";
      readonly identity: string;
      readonly said: string;
      /** Absent: told before that was written down. */
      readonly because?: Suspender;
    }
  | { readonly is: "identity-resumed"; readonly identity: string }
  /** The `count` facts that follow say what is removed next; until `purge-ended`, it may still stand there. */
  | { readonly is: "purge-begun"; readonly count: number }
  | { readonly is: "purge-ended"; readonly begun: number };
