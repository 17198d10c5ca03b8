/**
 * From how a dialogue ended to an outcome. Pure. The phase is known by our own gate and by the
 * replies themselves, never by the library's error codes, which are the same before DATA and after
 * the dot (mail.md §1).
 */
import type { FaultCode } from "../../domain/faults.ts";
import type { Outcome, Phase, SendFault, SendTrace } from "../../domain/outcome.ts";
import { tlsReasonOf } from "../../domain/tls-reason.ts";
import type { Dialogue } from "./dialogue.ts";
import { isNegative, isPositive, parseReply, type Reply, spoken } from "./reply.ts";

/** We ended it ourselves, before the dot. */
export type Cut = "stopped" | "silent" | "withheld";

export interface Failure {
  readonly message: string;
  readonly response?: string | undefined;
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly command?: string | undefined;
}

export type Ending =
  | {
      readonly is: "answered";
      readonly accepted: readonly string[];
      /** The first recipient as the library spelt it. */
      readonly organism: string | undefined;
      readonly response: string;
    }
  | { readonly is: "cut"; readonly by: Cut; readonly said: string }
  | { readonly is: "failed"; readonly failure: Failure };

export interface Evidence {
  readonly ending: Ending;
  readonly dotLeft: boolean;
  readonly dialogue: Dialogue;
  readonly implicitTls: boolean;
  readonly messageBytes: number;
  readonly secrets: readonly string[];
  readonly trace: SendTrace;
}

export const classify = (evidence: Evidence): Outcome => {
  const { ending, dialogue, dotLeft } = evidence;
  // Whatever the last line says: it speaks for our own copy when the organism was refused.
  if (isNegative(dialogue.organism)) return byReply(evidence, dialogue.organism, "envelope");
  switch (ending.is) {
    case "answered":
      return dotLeft
        ? afterAnswer(evidence, ending)
        : later(evidence, "smtp-broken", ending.response);
    case "cut":
      return later(evidence, codeOfCut(ending.by, dialogue), ending.said);
    case "failed":
      return dotLeft ? afterDot(evidence, ending.failure) : beforeDot(evidence, ending.failure);
    default:
      return ending satisfies never;
  }
};

const afterAnswer = (evidence: Evidence, ending: Extract<Ending, { is: "answered" }>): Outcome => {
  const taken = ending.organism !== undefined && ending.accepted.includes(ending.organism);
  if (taken && isPositive(parseReply(ending.response))) {
    const reply = spoken(ending.response, evidence.secrets);
    return { is: "accepted", reply, trace: evidence.trace };
  }
  return uncertain(evidence, ending.response);
};

const afterDot = (evidence: Evidence, failure: Failure): Outcome => {
  const reply = parseReply(failure.response);
  if (isNegative(reply)) return byReply(evidence, reply, "dot");
  return uncertain(evidence, failure.response ?? failure.message);
};

const beforeDot = (evidence: Evidence, failure: Failure): Outcome => {
  const { dialogue } = evidence;
  const reply = parseReply(failure.response);
  const said = failure.response ?? failure.message;
  if (isTlsFault(evidence, failure) && reply?.code !== 421) {
    return later(evidence, tlsCode(evidence, failure, reply), said, reply);
  }
  if (isNegative(reply)) return byReply(evidence, reply, dialogue.phase);
  if (isTooBig(evidence)) return refused(evidence, said);
  // The library would not dial without a user and a password.
  if (failure.code === "EAUTH" && failure.response === undefined) {
    return later(evidence, "smtp-login", said);
  }
  return later(evidence, dialogue.greeted ? "smtp-broken" : "smtp-unreachable", said);
};

const codeOfCut = (by: Cut, dialogue: Dialogue): FaultCode => {
  if (by === "stopped") return "agent-stopped";
  return dialogue.greeted ? "smtp-broken" : "smtp-unreachable";
};

/** What the network does to a connection; the same codes during a handshake are not about TLS. */
const networkCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "ETIMEDOUT",
  "EPIPE",
  "EACCES",
  "EPERM",
]);

const isTlsFault = ({ dialogue, implicitTls }: Evidence, failure: Failure): boolean => {
  if (dialogue.tls === "upgrading") return true;
  if (!implicitTls || dialogue.greeted || failure.code !== "ESOCKET") return false;
  return !networkCodes.has(failure.originalCode ?? "ECONNRESET");
};

/** A reason of its own where there is one: a refusal of STARTTLS is the server's or somebody's on the way. */
const tlsCode = ({ dialogue }: Evidence, failure: Failure, reply?: Reply): FaultCode => {
  if (dialogue.tls === "upgrading" && isNegative(reply)) return "smtp-tls-stripped";
  const reason = tlsReasonOf(failure.originalCode ?? failure.code ?? "", failure.message);
  return reason ? `smtp-tls-${reason}` : "smtp-tls";
};

/** RFC 1870: the server's limit, known before DATA (F49). */
const isTooBig = ({ dialogue, messageBytes }: Evidence): boolean => {
  const size = dialogue.extensions?.find((keyword) => /^SIZE \d+$/u.test(keyword));
  const most = Number(size?.slice(5) ?? 0);
  return dialogue.phase === "connect" && most > 0 && messageBytes > most;
};

/** RFC 4954 §6: these say that the login is at fault, at whatever command they come. */
const loginCodes: ReadonlySet<number> = new Set([530, 534, 535]);

const byReply = (evidence: Evidence, reply: Reply, phase: Phase): Outcome => {
  const fault = (code: FaultCode): SendFault => ({
    code,
    phase,
    said: spoken(reply.text, evidence.secrets),
    reply: reply.code,
  });
  const { trace, dialogue } = evidence;
  // A refusal of AUTH judges the login, not the message.
  const atLogin = dialogue.verb === "AUTH" && reply.code >= 500;
  if (atLogin || loginCodes.has(reply.code)) {
    return { is: "later", because: fault("smtp-login"), trace };
  }
  // Before MAIL nothing was said of this message: a 5xx there is the service's own trouble (F42).
  if (reply.code < 500 || phase === "connect")
    return { is: "later", because: fault("smtp-temporary"), trace };
  return { is: "refused", because: fault("smtp-refused"), trace };
};

const later = (evidence: Evidence, code: FaultCode, said: string, reply?: Reply): Outcome => {
  const because: SendFault = {
    code,
    phase: evidence.dialogue.phase,
    said: spoken(said, evidence.secrets),
    ...(reply === undefined ? {} : { reply: reply.code }),
  };
  return { is: "later", because, trace: evidence.trace };
};

const refused = (evidence: Evidence, said: string): Outcome => {
  const phase = evidence.dialogue.phase;
  const because: SendFault = { code: "smtp-refused", phase, said: spoken(said, evidence.secrets) };
  return { is: "refused", because, trace: evidence.trace };
};

const uncertain = (evidence: Evidence, said: string): Outcome => ({
  is: "uncertain",
  because: { code: "smtp-broken", phase: "dot", said: spoken(said, evidence.secrets) },
  trace: evidence.trace,
});
