/**
 * A courier without a network, for the tests of whoever calls one. It passes the same contract as the
 * real one (`test/contract/courier.contract.ts`), so what is proved against it holds.
 */
import type { FaultCode } from "../../src/domain/faults.ts";
import type { Outcome, Phase } from "../../src/domain/outcome.ts";
import { asError } from "../../src/foundation/errors.ts";
import type { Courier, Handover } from "../../src/ports/courier.ts";

/** How the server behaves. `defers` is a 4xx, `refuses` a 5xx; the organism is the first recipient. */
export type CourierPlan =
  | "accepts"
  /** The 250 comes when the test calls `answer`. */
  | "accepts-when-told"
  | "unreachable"
  | "refuses-login"
  | "defers-organism"
  | "refuses-organism"
  | "drops-at-data"
  | "drops-in-data"
  | "defers-at-dot"
  | "refuses-at-dot"
  | "drops-after-dot"
  | "hangs-after-dot";

export interface MemoryCourierOptions {
  /** Chosen for each handover, with its number from 1; absent: every one is accepted. */
  readonly plan?: (handover: Handover, attempt: number) => CourierPlan;
  readonly commitMs?: number;
  readonly dsn?: boolean;
}

/** One mail that the server was given up to the dot. */
export interface Taken {
  readonly envelopeId: string;
  readonly bytes: Uint8Array;
  readonly plan: CourierPlan;
}

export interface MemoryCourier extends Courier {
  /** Final dots that left. */
  readonly dots: () => number;
  /** What the server was given up to the dot, whatever it answered then. */
  readonly received: () => readonly Uint8Array[];
  /** The same, each with its name and how the server behaved. */
  readonly ledger: () => readonly Taken[];
  /** Handovers so far. */
  readonly attempts: () => readonly Handover[];
  /** Lets the answer of `accepts-when-told` come. */
  readonly answer: () => void;
}

export const memoryCourier = (options: MemoryCourierOptions = {}): MemoryCourier => {
  const ledger: Taken[] = [];
  const attempts: Handover[] = [];
  const told = Promise.withResolvers<void>();
  const deliver = async (handover: Handover, signal: AbortSignal): Promise<Outcome> => {
    attempts.push(handover);
    const plan = options.plan?.(handover, attempts.length) ?? "accepts";
    const say = sayer(options);
    if (signal.aborted) return say("later", { code: "agent-stopped", phase: "connect" });
    const early = beforeData[plan];
    // Our own copy is taken where the organism is refused: the mail still goes.
    const alone = handover.envelope.to.length === 1;
    if (early !== undefined && (alone || early.phase !== "envelope")) return say(early.is, early);
    const withheld = await committed({ handover, signal, ms: options.commitMs ?? 10_000 });
    if (withheld !== undefined) return say("later", { phase: "data", ...withheld });
    const { envelopeId, bytes } = handover;
    ledger.push({ envelopeId, bytes: Uint8Array.from(bytes), plan });
    if (plan === "accepts-when-told") await told.promise;
    const late = early ?? afterDot[plan];
    return late === undefined ? say("accepted", { reply: "250 2.0.0 queued" }) : say(late.is, late);
  };
  return {
    deliver,
    dots: () => ledger.length,
    received: () => ledger.map((taken) => taken.bytes),
    ledger: () => ledger,
    attempts: () => attempts,
    answer: () => told.resolve(),
  };
};

interface Ending {
  readonly is: "later" | "refused" | "uncertain";
  readonly code: FaultCode;
  readonly phase: Phase;
  readonly reply?: number;
}

const beforeData: Partial<Record<CourierPlan, Ending>> = {
  unreachable: { is: "later", code: "smtp-unreachable", phase: "connect" },
  "refuses-login": { is: "later", code: "smtp-login", phase: "connect", reply: 535 },
  "defers-organism": { is: "later", code: "smtp-temporary", phase: "envelope", reply: 451 },
  "refuses-organism": { is: "refused", code: "smtp-refused", phase: "envelope", reply: 550 },
  "drops-at-data": { is: "later", code: "smtp-broken", phase: "envelope" },
  "drops-in-data": { is: "later", code: "smtp-broken", phase: "data" },
};

const afterDot: Partial<Record<CourierPlan, Ending>> = {
  "defers-at-dot": { is: "later", code: "smtp-temporary", phase: "dot", reply: 421 },
  "refuses-at-dot": { is: "refused", code: "smtp-refused", phase: "dot", reply: 554 },
  "drops-after-dot": { is: "uncertain", code: "smtp-broken", phase: "dot" },
  "hangs-after-dot": { is: "uncertain", code: "smtp-broken", phase: "dot" },
};

type Said = Partial<Omit<Ending, "is" | "reply">> & { readonly reply?: number | string };

const sayer =
  (options: MemoryCourierOptions) =>
  (is: Outcome["is"], { code = "smtp-broken", phase = "connect", reply }: Said): Outcome => {
    const dsn = options.dsn ?? true;
    const trace = { server: "memory:0", ...(phase === "connect" ? {} : { dsn, tls: "clear" }) };
    if (is === "accepted") return { is, reply: String(reply), trace: { ...trace, dsn } };
    const said = reply === undefined ? `memory: ${code}` : `${reply} memory says so`;
    const number = typeof reply === "number" ? { reply } : {};
    return { is, because: { code, phase, said, ...number }, trace };
  };

/** Undefined when the dot may leave; else why it may not. */
const committed = async (parts: {
  readonly handover: Handover;
  readonly signal: AbortSignal;
  readonly ms: number;
}): Promise<{ readonly code: FaultCode } | undefined> => {
  const { handover, signal, ms } = parts;
  const late = Promise.withResolvers<Error>();
  const timer = setTimeout(() => late.resolve(new Error("too late")), ms);
  const stopped = (): void => late.resolve(new Error("stopped"));
  signal.addEventListener("abort", stopped, { once: true });
  const work = async (): Promise<undefined> => {
    await handover.beforeDot();
    return undefined;
  };
  const fault = await Promise.race([work().catch(asError), late.promise]);
  clearTimeout(timer);
  signal.removeEventListener("abort", stopped);
  if (fault === undefined) return undefined;
  return { code: signal.aborted ? "agent-stopped" : "smtp-broken" };
};
