/** The identity's mailbox: read, never disturbed. */
import type { MailRef } from "../domain/facts.ts";
import type { Instant } from "../domain/ids.ts";
import type { TlsReason } from "../domain/tls-reason.ts";

export interface Arrival {
  readonly ref: MailRef;
  /** INTERNALDATE: the mail server's own stamp. */
  readonly arrived: Instant;
  /** The whole mail, byte for byte; its headers and an empty body when `headersOnly` says why. */
  readonly raw: Uint8Array;
  /** Larger than `mailBytesMax`, or its body could not be fetched several times in a row. */
  readonly headersOnly?: "too-large" | "failed";
  /** No mail: a file that somebody put there, under this name. */
  readonly file?: { readonly name: string };
}

export interface Mailbox extends AsyncDisposable {
  /**
   * Mails that are not `known`, oldest first: a few small ones may be in hand together, and more are asked for only when the
   * caller comes back for them. Reading leaves no trace in the mailbox (BODY.PEEK). Throws `MailboxFault`.
   */
  arrivals(
    known: (ref: MailRef) => Promise<boolean>,
    since: Instant,
    signal: AbortSignal,
  ): AsyncIterable<Arrival>;
  /** Resolves when the server hints at something new, after `ms`, or when aborted. Never rejects. */
  hint(ms: number, signal: AbortSignal): Promise<void>;
  /** Whether a mail with this Message-ID (angle brackets) stands among the sent ones. Throws `MailboxFault`. */
  sent(messageIdHeader: string): Promise<SentAnswer>;
  /** Message-IDs of the sent mails since then, the newest of very many; none without such a folder. Throws `MailboxFault`. */
  sentSince?(since: Instant): Promise<readonly string[]>;
  /** How full it is; undefined when the server does not count. Throws `MailboxFault`. */
  quota?(): Promise<Quota | undefined>;
  /**
   * Moves one mail to another folder, created when missing (MOVE, or COPY and UID EXPUNGE of that one). Its place there,
   * when the server tells it (RFC 4315).
   */
  move(ref: MailRef, folder: string): Promise<MailRef | undefined>;
}

/** Bytes. */
export interface Quota {
  readonly used: number;
  readonly limit: number;
}

/** `no-folder`: this mailbox says of no folder that it holds the sent mails. */
export type SentAnswer = "found" | "absent" | "no-folder";

export type MailboxFaultCode =
  | "mailbox-unreachable"
  | "mailbox-tls"
  | `mailbox-tls-${TlsReason}`
  | "mailbox-login"
  /** Its authorisation is gone: a person has to log in again. */
  | "login-expired"
  | "login-unreachable";

export class MailboxFault extends Error {
  readonly code: MailboxFaultCode;
  constructor(code: MailboxFaultCode, said: string) {
    super(said);
    this.name = "MailboxFault";
    this.code = code;
  }
}
