/** A message (pli): the frozen mail for one organism, and what became of it. */
import { notOneOf } from "../foundation/errors.ts";
import type { FactOf, Recorded } from "./facts.ts";
import type { Instant, MessageId, ReceiptId } from "./ids.ts";
import type { Mode } from "./mode.ts";
import type { Outcome } from "./outcome.ts";

export interface Attempt {
  readonly number: number;
  readonly begun: Instant;
  readonly phase: "before-dot" | "dot";
  readonly ended?: { readonly at: Instant; readonly outcome: Outcome };
}

export type MessageStage =
  | {
      readonly is: "queued";
      readonly due: Instant;
      /** When that hour was set: a wait that was set in our future was set by a clock that has been put back since. */
      readonly set: Instant;
    }
  | { readonly is: "sending"; readonly attempt: Attempt }
  | {
      readonly is: "accepted";
      readonly at: Instant;
      readonly provedBy?: ReceiptId;
      readonly confirmedBy?: string;
    }
  | { readonly is: "refused"; readonly at: Instant; readonly said: string }
  | { readonly is: "uncertain"; readonly since: Instant }
  | { readonly is: "cancelled"; readonly at: Instant; readonly by: string }
  | { readonly is: "corrupt"; readonly at: Instant };

type Held = Extract<MessageStage, { readonly is: "accepted" | "uncertain" }>;

export interface Message {
  readonly id: MessageId;
  readonly frozen: Recorded<FactOf<"frozen">>;
  readonly stage: MessageStage;
  readonly attempts: readonly Attempt[];
  /**
   * What was known before a person ordered it to be sent again: an answer to the second copy says nothing about the
   * first (I3). A bounce takes it back.
   */
  readonly held?: Held;
  /** A DSN said that it did not arrive. */
  readonly returned?: Recorded<FactOf<"message-returned">>;
  /** Decisions of people about this message, oldest first. */
  readonly orders: readonly Recorded<FactOf<"ordered">>[];
  readonly searches: readonly Recorded<FactOf<"proof-searched">>[];
}

export type MessageFact =
  | Recorded<FactOf<"attempt-begun">>
  | Recorded<FactOf<"attempt-dot">>
  | Recorded<FactOf<"attempt-ended">>
  | Recorded<FactOf<"message-corrupt">>
  | Recorded<FactOf<"message-proved">>
  | Recorded<FactOf<"proof-searched">>
  | Recorded<FactOf<"ordered">>
  | Recorded<FactOf<"message-returned">>;

export const frozenMessage = (frozen: Recorded<FactOf<"frozen">>): Message => ({
  id: frozen.message,
  frozen,
  stage: { is: "queued", due: Math.max(frozen.at, frozen.notBefore ?? 0), set: frozen.at },
  attempts: [],
  orders: [],
  searches: [],
});

/** The message after one more fact. Entering a stage asserts what must be true of the one it leaves. */
export const advanceMessage = (message: Message, fact: MessageFact): Message => {
  switch (fact.is) {
    case "attempt-begun": {
      if (message.stage.is !== "queued") throw impossible(message, fact);
      const attempt: Attempt = { number: fact.attempt, begun: fact.at, phase: "before-dot" };
      return {
        ...message,
        stage: { is: "sending", attempt },
        attempts: [...message.attempts, attempt],
      };
    }
    case "attempt-dot":
      return withAttempt(message, fact, (a) => ({ ...a, phase: "dot" }));
    case "attempt-ended": {
      const ended = { at: fact.at, outcome: fact.outcome };
      const next = withAttempt(message, fact, (a) => ({ ...a, ended }));
      return { ...next, stage: afterBounce(message) ?? stageAfter(message, fact) };
    }
    case "message-corrupt":
      return { ...message, stage: { is: "corrupt", at: fact.at } };
    case "message-proved":
      // A receipt is proof of arrival whatever we believed before, even of a refused message.
      return { ...message, stage: { is: "accepted", at: fact.at, provedBy: fact.by } };
    case "proof-searched": {
      const searched = { ...message, searches: [...message.searches, fact] };
      // Only the provider puts a copy there, and only of what it took: we never append one.
      return fact.found === "found" && (message.stage.is === "uncertain" || isDeferred(message))
        ? { ...searched, stage: { is: "accepted", at: fact.at } }
        : searched;
    }
    case "ordered": {
      const { returned, ...rest } = message;
      const again = fact.order === "retry" || fact.order === "resend";
      const kept = { ...(returned && !again ? { returned } : {}), ...heldAfter(message, fact) };
      const orders = [...message.orders, fact];
      return { ...rest, ...kept, orders, stage: ordered(message, fact) };
    }
    case "message-returned": {
      const { held: _, ...rest } = message;
      return {
        ...rest,
        returned: fact,
        // It may come before the server's own answer: the attempt then ends as refused.
        stage: message.stage.is === "sending" ? message.stage : bounced(fact),
      };
    }
    default:
      throw notOneOf("fact", fact);
  }
};

const heldAfter = (
  { stage }: Message,
  { order }: Recorded<FactOf<"ordered">>,
): { readonly held?: Held } =>
  order === "resend" && (stage.is === "accepted" || stage.is === "uncertain")
    ? { held: stage }
    : {};

/** A bounce that came before the end of the attempt was known says more than the attempt. */
const afterBounce = (message: Message): MessageStage | undefined =>
  message.returned && bounced(message.returned);

const bounced = (fact: Recorded<FactOf<"message-returned">>): MessageStage => ({
  is: "refused",
  at: fact.at,
  said: `${fact.status} ${fact.said}`.trim(),
});

/** `domain/order.ts` says which order may be given when; here only what it changes. */
const ordered = (message: Message, fact: Recorded<FactOf<"ordered">>): MessageStage => {
  switch (fact.order) {
    case "retry":
    case "resend":
      return { is: "queued", due: fact.at, set: fact.at };
    case "confirm":
      return { is: "accepted", at: fact.at, confirmedBy: fact.by };
    case "cancel":
      return message.stage.is === "queued"
        ? { is: "cancelled", at: fact.at, by: fact.by }
        : message.stage;
    case "hold":
    case "release":
      return message.stage;
    default:
      throw notOneOf("order", fact.order);
  }
};

const stageAfter = (message: Message, fact: Recorded<FactOf<"attempt-ended">>): MessageStage => {
  const { outcome, at } = fact;
  switch (outcome.is) {
    case "accepted":
      return { is: "accepted", at };
    case "later":
      return { is: "queued", due: fact.next ?? at, set: at };
    case "refused":
      return message.held ?? { is: "refused", at, said: outcome.because.said };
    case "uncertain":
      return { is: "uncertain", since: at };
    default:
      throw notOneOf("outcome", outcome);
  }
};

const withAttempt = (
  message: Message,
  fact: Recorded<FactOf<"attempt-dot" | "attempt-ended">>,
  change: (attempt: Attempt) => Attempt,
): Message => {
  if (message.stage.is !== "sending" || message.stage.attempt.number !== fact.attempt)
    throw impossible(message, fact);
  const attempt = change(message.stage.attempt);
  const attempts = message.attempts.map((a) => (a.number === attempt.number ? attempt : a));
  return { ...message, attempts, stage: { is: "sending", attempt } };
};

const impossible = (message: Message, fact: MessageFact): Error =>
  new Error(`${message.id}: the fact ${fact.is} cannot follow the stage ${message.stage.is}`);

/** An office copy is a mail like others, but what becomes of it says nothing of the declarations. */
export const declares = (message: Message): boolean => message.frozen.copy !== true;

/** How far it goes: an essai's receipts are those of a test. */
export const modeOf = (message: Message): Mode => (message.frozen.essai ? "essai" : "reel");

/** Whether a final dot may have left in an attempt that did not end in a definite no. */
export const everDotted = (message: Message): boolean => message.attempts.some(mayHaveTaken);

/** Whether the server may have taken it in this attempt. */
export const mayHaveTaken = ({ phase, ended }: Attempt): boolean =>
  phase === "dot" && (ended === undefined || !isDefiniteNo(ended.outcome));

const isDefiniteNo = (outcome: Outcome): boolean =>
  outcome.is === "later" || outcome.is === "refused";

/**
 * Whether it waits because the server said « later » after the dot, and nobody ordered another try since: some
 * servers deliver all the same, so a proof is looked for before it goes again (mail.md F41).
 */
export const isDeferred = (message: Message): boolean => {
  const last = message.attempts.at(-1);
  if (message.stage.is !== "queued" || last?.phase !== "dot") return false;
  const { ended } = last;
  if (ended?.outcome.is !== "later") return false;
  return !message.orders.some((o) => o.at >= ended.at && againOrders.has(o.order));
};

/** Ordered to be sent again, and its next dot has not left: whoever learns meanwhile that the first copy arrived still stops it. */
export const awaitsResending = ({ stage, held }: Message): boolean =>
  held !== undefined &&
  (stage.is === "queued" || (stage.is === "sending" && stage.attempt.phase === "before-dot"));

/** A person who learns that the organism has it may say so: its first copy too, when the second one was damaged. */
export const awaitsConfirmation = (message: Message): boolean =>
  message.stage.is === "uncertain" ||
  awaitsResending(message) ||
  (message.stage.is === "corrupt" && message.held !== undefined);

const againOrders: ReadonlySet<string> = new Set(["retry", "resend"]);

/**
 * Whether the organism may hold these bytes: the final dot may have left, with no definite no since. What became of a copy that a
 * person ordered says nothing of the one before.
 */
export const mayHaveArrived = (message: Message): boolean =>
  message.held !== undefined ||
  message.stage.is === "accepted" ||
  message.stage.is === "uncertain" ||
  (message.stage.is === "sending" && message.stage.attempt.phase === "dot");

/**
 * Whether a receipt may be about it: one of its final dots left, whatever the server said then (some deliver after a no,
 * mail.md F41), or a proof or a person says that it arrived.
 */
export const mayHaveLeft = (message: Message): boolean =>
  mayHaveArrived(message) || message.attempts.some((a) => a.phase === "dot");

/** What a message costs before anything else: whether it can still go by itself, or a copy of it may be there. */
export const isOpen = (message: Message): boolean =>
  message.held !== undefined ||
  message.stage.is === "queued" ||
  message.stage.is === "sending" ||
  message.stage.is === "uncertain" ||
  message.stage.is === "accepted";
