/** Asks a server what it is, and logs in; sends nothing (`facteur probe`). */
import type { FoundAgain, Look, MailboxSeen, SubmissionSeen } from "../domain/probe.ts";

export interface SubmissionProber {
  look(signal: AbortSignal): Promise<Look<SubmissionSeen>>;
}

export interface MailboxProber extends AsyncDisposable {
  look(signal: AbortSignal): Promise<Look<MailboxSeen>>;
  /** Undefined: not there yet. */
  find(messageIdHeader: string): Promise<FoundAgain | undefined>;
}
