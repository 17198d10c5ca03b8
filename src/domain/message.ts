/** A message (pli): the frozen mail for one organism, and what became of it. */
import type { FactOf, Recorded } from "./facts.ts";
import type { Instant, MessageId, ReceiptId } from "./ids.ts";
import type { Outcome } from "./outcome.ts";

export interface Attempt {
  readonly number: number;
  readonly begun: Instant;
  readonly phase: "before-dot" | "dot";
  readonly ended?: { readonly at: Instant; readonly outcome: Outcome };
}

export type MessageStage =
  | { readonly is: "queued"; readonly due: Instant }
  | { readonly is: "sending"; readonly attempt: Attempt }
  | { readonly is: "accepted"; readonly at: Instant; readonly provedBy?: ReceiptId }
  | { readonly is: "refused"; readonly at: Instant; readonly said: string }
  | { readonly is: "uncertain"; readonly since: Instant }
  | { readonly is: "corrupt"; readonly at: Instant };

export interface Message {
  readonly id: MessageId;
  readonly frozen: Recorded<FactOf<"frozen">>;
  readonly stage: MessageStage;
  readonly attempts: readonly Attempt[];
  /** A DSN said that it did not arrive. */
  readonly returned?: Recorded<FactOf<"message-returned">>;
}

export type MessageFact =
  | Recorded<FactOf<"attempt-begun">>
  | Recorded<FactOf<"attempt-dot">>
  | Recorded<FactOf<"attempt-ended">>
  | Recorded<FactOf<"message-corrupt">>
  | Recorded<FactOf<"message-proved">>
  | Recorded<FactOf<"message-returned">>;

export const frozenMessage = (frozen: Recorded<FactOf<"frozen">>): Message => ({
  id: frozen.message,
  frozen,
  stage: { is: "queued", due: frozen.at },
  attempts: [],
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
      return { ...next, stage: stageAfter(fact) };
    }
    case "message-corrupt":
      return { ...message, stage: { is: "corrupt", at: fact.at } };
    case "message-proved":
      // A receipt is proof of arrival whatever we believed before, even of a refused message.
      return { ...message, stage: { is: "accepted", at: fact.at, provedBy: fact.by } };
    case "message-returned":
      return {
        ...message,
        returned: fact,
        stage: { is: "refused", at: fact.at, said: `${fact.status} ${fact.said}`.trim() },
      };
  }
};

const stageAfter = (fact: Recorded<FactOf<"attempt-ended">>): MessageStage => {
  const { outcome, at } = fact;
  switch (outcome.is) {
    case "accepted":
      return { is: "accepted", at };
    case "later":
      return { is: "queued", due: fact.next ?? at };
    case "refused":
      return { is: "refused", at, said: outcome.because.said };
    case "uncertain":
      return { is: "uncertain", since: at };
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

/** Whether the organism may hold these bytes: the final dot may have left, with no definite no since. */
export const mayHaveArrived = (message: Message): boolean =>
  message.stage.is === "accepted" ||
  message.stage.is === "uncertain" ||
  (message.stage.is === "sending" && message.stage.attempt.phase === "dot");

/** What a message costs before anything else: whether it can still go by itself. */
export const isOpen = (message: Message): boolean =>
  message.stage.is === "queued" ||
  message.stage.is === "sending" ||
  message.stage.is === "uncertain" ||
  message.stage.is === "accepted";
