/**
 * The courier over SMTP submission (RFC 6409), by nodemailer. One connection per message: its pool
 * sends again by itself, which could double a declaration (mail.md §1). TLS is policy and fails
 * closed: implicit or required STARTTLS, 1.2 or newer, host name checked, the authority pinned on
 * request; clear text only to this machine (F48).
 */
import type { FaultCode } from "../../domain/faults.ts";
import type { Outcome, SendTrace } from "../../domain/outcome.ts";
import { isLoopback } from "../../foundation/loopback.ts";
import type { Courier, Handover } from "../../ports/courier.ts";
import type { CredentialFault } from "../../ports/credential.ts";
import { classify } from "./classify.ts";
import { converse } from "./conversation.ts";
import type { Dialogue } from "./dialogue.ts";
import { type Login, loginOf } from "./login.ts";
import { spoken } from "./reply.ts";
import { type Delivery, defaultWaits, type SmtpCourierOptions } from "./smtp-options.ts";
import { faultOf } from "./token-login.ts";
import { wireFault } from "./wire-bytes.ts";

export const smtpCourier = (options: SmtpCourierOptions): Courier => {
  if (options.security === "none" && !isLoopback(options.host)) {
    throw new Error(`clear text is for this machine only, not for ${options.host}`);
  }
  const waits = { ...defaultWaits, ...options.waits };
  return { deliver: (handover, signal) => deliver({ options, waits, handover, signal }) };
};

const deliver = async (delivery: Omit<Delivery, "login">): Promise<Outcome> => {
  const { options, handover } = delivery;
  const trace: SendTrace = { server: `${options.host}:${options.port}` };
  const objection = objectionTo(handover);
  if (objection !== undefined) {
    const said = spoken(objection, []);
    return { is: "refused", because: { code: "step-failed", phase: "connect", said }, trace };
  }
  let login: Login | undefined;
  try {
    login = await loginOf(options);
  } catch (cause) {
    const fault = faultOf(cause);
    return { is: "later", because: { ...becauseOf(fault), phase: "connect" }, trace };
  }
  const { ending, dotLeft, dialogue } = await converse({ ...delivery, login });
  const outcome = classify({
    ending,
    dotLeft,
    dialogue,
    implicitTls: options.security === "tls",
    messageBytes: handover.bytes.length,
    secrets: login?.secrets ?? [],
    trace: { ...trace, ...learnt(options, dialogue), ...said(dialogue, login?.secrets ?? []) },
  });
  const { is } = outcome;
  // The server refused a token, and why there is no other one says more than its refusal.
  return is === "later" && outcome.because.code === "smtp-login" && login?.fault
    ? { ...outcome, because: { ...outcome.because, ...becauseOf(login.fault) } }
    : outcome;
};

export const becauseOf = (
  fault: CredentialFault,
): { readonly code: FaultCode; readonly said: string } => ({
  code: fault.is === "expired" ? "login-expired" : "login-unreachable",
  said: spoken(fault.message, []),
});

/** A handover that could not arrive as it is: our own mistake, seen before anything is dialled. */
const objectionTo = ({ envelope, bytes }: Handover): string | undefined => {
  if (envelope.to.length === 0) return "the envelope names no recipient";
  const odd = envelope.to.find((address) => !/^[^\s<>]+@[^\s<>@]+$/u.test(address));
  if (odd !== undefined) return `the envelope's address is malformed: ${odd}`;
  const fault = wireFault(bytes);
  return fault === undefined ? undefined : `the frozen mail is not fit for the wire: ${fault}`;
};

const said = (dialogue: Dialogue, secrets: readonly string[]): Partial<SendTrace> =>
  dialogue.lines.length === 0
    ? {}
    : { dialogue: dialogue.lines.map((line) => spoken(line, secrets)) };

const learnt = (options: SmtpCourierOptions, dialogue: Dialogue): Partial<SendTrace> => {
  const dsn = dialogue.extensions?.includes("DSN");
  const secured = options.security === "tls" ? dialogue.greeted : dialogue.tls === "upgraded";
  const clear = options.security === "none" && dialogue.greeted;
  return {
    ...(dsn === undefined ? {} : { dsn }),
    // The library keeps the socket to itself: the version agreed is not known, its minimum is.
    ...(secured ? { tls: "TLSv1.2+" } : clear ? { tls: "clear" } : {}),
  };
};
