/** What `facteur probe` found of one identity: both servers as they show themselves, and the round trip when it was asked for. */
import type { FaultCode } from "./faults.ts";
import type { Instant } from "./ids.ts";

export interface TlsSeen {
  readonly version: string;
  readonly cipher: string;
  readonly subject: string;
  readonly issuer: string;
  readonly expires: Instant;
}

export interface SubmissionSeen {
  /** Absent: in clear, on loopback. */
  readonly tls?: TlsSeen;
  /** RFC 3461. */
  readonly dsn: boolean;
  /** Bytes, RFC 1870; absent when the server names no limit. */
  readonly size?: number;
  readonly mechanisms: readonly string[];
  /** How far the server's clock is ahead of ours, where its greeting tells the time. */
  readonly skewMs?: number;
}

export interface MailboxSeen {
  readonly tls?: TlsSeen;
  readonly mechanisms: readonly string[];
  /** Empty by POP3, which has one. */
  readonly folders: readonly string[];
}

export type Look<Seen> =
  | { readonly is: "logged-in"; readonly server: string; readonly seen: Seen }
  | {
      readonly is: "failed";
      readonly server: string;
      readonly code: FaultCode;
      readonly said: string;
      /** What was seen before it failed. */
      readonly seen?: Seen;
    };

/** A mail found again by its Message-ID. */
export interface FoundAgain {
  readonly folder: string;
  /** The mail server's own stamp. */
  readonly arrived: Instant;
}

export type SelfSent =
  | ({
      readonly is: "found";
      readonly messageIdHeader: string;
      readonly afterMs: number;
      readonly skewMs: number;
    } & FoundAgain)
  /** Taken by the server, and not seen in the mailbox in time. */
  | { readonly is: "not-found"; readonly messageIdHeader: string; readonly afterMs: number }
  | { readonly is: "not-sent"; readonly code: FaultCode; readonly said: string }
  /** No mailbox that can be searched. */
  | { readonly is: "no-mailbox" };

export interface ProbeReport {
  readonly identity: string;
  readonly address: string;
  readonly submission: Look<SubmissionSeen>;
  readonly mailbox?: Look<MailboxSeen>;
  readonly self?: SelfSent;
  /** How far the servers' clocks are ahead of ours; absent: none told the time. */
  readonly skewMs?: number;
}

export const isSound = ({ submission, mailbox, self }: ProbeReport): boolean =>
  submission.is === "logged-in" &&
  (mailbox === undefined || mailbox.is === "logged-in") &&
  (self === undefined || self.is === "found");
