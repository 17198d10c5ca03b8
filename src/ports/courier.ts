/** Hands one frozen message to the identity's submission service. Not SMTP-shaped (design §10). */
import type { Envelope, FactOf } from "../domain/facts.ts";
import type { Outcome } from "../domain/outcome.ts";

export interface Handover {
  readonly envelope: Envelope;
  /** It goes to a test address: asked of the wall once more before anything is dialled. Absent: real. */
  readonly essai?: FactOf<"frozen">["essai"];
  /** The frozen bytes: CRLF throughout. */
  readonly bytes: Uint8Array;
  /** Names the message at the service, for its delivery reports (RFC 3461 ENVID); printable ASCII. */
  readonly envelopeId: string;
  /**
   * Commits the `dot` phase. Called once, after the last byte was handed over and before the end of
   * data is: when it rejects, the end never leaves and the outcome is `later` (mail.md §1).
   */
  readonly beforeDot: () => Promise<void>;
}

export interface Courier {
  /** Never rejects for what the network or the server do: that is the outcome. */
  deliver(handover: Handover, signal: AbortSignal): Promise<Outcome>;
}
