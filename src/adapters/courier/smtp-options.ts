/** What the SMTP courier is told, and how long it waits. */
import { limits } from "../../domain/limits.ts";
import type { Handover } from "../../ports/courier.ts";
import type { MailServer } from "../../ports/mail-server.ts";
import type { Login } from "./login.ts";

/** Milliseconds. Each default is the limit of that name. */
export interface SmtpWaits {
  readonly connectMs: number;
  readonly greetingMs: number;
  /** Without a line or a chunk, before the dot. */
  readonly silenceMs: number;
  readonly commitMs: number;
  /** Without a whole reply, after the dot. */
  readonly dotMs: number;
}

export interface SmtpCourierOptions extends MailServer {
  /** The name said in EHLO; absent: this machine's. */
  readonly name?: string;
  readonly waits?: Partial<SmtpWaits>;
}

export const defaultWaits: SmtpWaits = {
  connectMs: limits.connectTimeoutMs,
  greetingMs: limits.greetingTimeoutMs,
  silenceMs: limits.smtpSilenceMs,
  commitMs: limits.dotCommitMsMax,
  dotMs: limits.dotTimeoutMs,
};

export interface Delivery {
  readonly options: SmtpCourierOptions;
  readonly waits: SmtpWaits;
  readonly handover: Handover;
  readonly login: Login | undefined;
  readonly signal: AbortSignal;
}
