/**
 * How an attempt to hand a message over ended. `uncertain` is an answer of its own: the connection
 * died after the final dot may have left, so the server may or may not have the message
 * (RFC 1047; RFC 5321 §4.5.3.2.6).
 */
import type { FaultCode } from "./faults.ts";
import type { Instant } from "./ids.ts";

/** How far the dialogue went. `dot` is journalled just before the end of data is handed over. */
export type Phase = "connect" | "envelope" | "data" | "dot";

export interface SendFault {
  readonly code: FaultCode;
  readonly phase: Phase;
  /** The server's own line, or the system's message, at most 500 characters, without credentials. */
  readonly said: string;
  /** Three-digit SMTP reply code, when the server answered. */
  readonly reply?: number;
}

export interface SendTrace {
  /** `host:port` that was dialled. */
  readonly server: string;
  /** Whether the server offered DSN (RFC 3461); undefined when the dialogue did not come so far. */
  readonly dsn?: boolean;
  /** `TLSv1.3`…, or `clear` on loopback; undefined when the dialogue did not come so far. */
  readonly tls?: string;
  /** What was said on both sides, in order: `> MAIL FROM:<…>`, `< 250 …`; without the login and the mail itself. */
  readonly dialogue?: readonly string[];
}

export type Outcome = { readonly trace: SendTrace } & (
  | { readonly is: "accepted"; readonly reply: string }
  | { readonly is: "later"; readonly because: SendFault; readonly notBefore?: Instant }
  | { readonly is: "refused"; readonly because: SendFault }
  | { readonly is: "uncertain"; readonly because: SendFault }
);
