/**
 * Which decisions a person may take about a deposit now. The law is `domain/order.ts`: what it would refuse has no button, and
 * what it allows is never hidden.
 */
import type { Deposit } from "../../domain/deposit.ts";
import { type OrderName, type ReplaceAnswer } from "../../domain/facts.ts";
import type { MessageId } from "../../domain/ids.ts";
import { judgeOrder, type OrderAnswer } from "../../domain/order.ts";

export const choiceNames = [
  "confirm",
  "resend",
  "agreed",
  "release",
  "override",
  "replacement",
  "separate",
  "retry",
  "hold",
  "cancel",
] as const;
export type ChoiceName = (typeof choiceNames)[number];

export interface Choice {
  readonly name: ChoiceName;
  readonly order: OrderName;
  readonly as?: ReplaceAnswer;
  /** Although the qualification is not complete, or although somebody decided about this mail already. */
  readonly override?: true;
  /** Of several mails, the one that it is about. */
  readonly message?: MessageId;
  readonly reasonNeeded: boolean;
}

/** Those that the law refuses without a reason. */
const withReason: readonly ChoiceName[] = ["resend", "cancel", "agreed", "override"];

const orderOf = (name: ChoiceName): OrderName => {
  switch (name) {
    case "replacement":
    case "separate":
    case "agreed":
    case "override":
      return "release";
    default:
      return name;
  }
};

export const choicesOf = (deposit: Deposit): readonly Choice[] =>
  choiceNames.flatMap((name) => {
    const as = name === "replacement" || name === "separate" ? name : undefined;
    const order = orderOf(name);
    // Any reason: whether one was given is judged when the order is.
    const agreed = name === "agreed" ? { agreedBy: "?" } : {};
    const asked = { order, reason: "?", ...(as ? { as } : {}), ...agreed };
    const overriding = name === "override" || isDecidedAlready(judgeOrder(deposit, asked));
    const override = overriding ? { override: true as const } : {};
    const answer = judgeOrder(deposit, { ...asked, ...override });
    if (answer.is !== "allowed") return [];
    const { message } = answer;
    const about = { ...(as ? { as } : {}), ...(message ? { message } : {}), ...override };
    return [{ name, order, ...about, reasonNeeded: withReason.includes(name) }];
  });

const isDecidedAlready = (answer: OrderAnswer): boolean =>
  answer.is === "refused" && answer.because === "decided-already";

/** Whether the deposit goes nowhere until somebody chooses. */
export const isAsked = (deposit: Deposit): boolean =>
  deposit.heldBy !== undefined ||
  deposit.stage.is === "held" ||
  deposit.messages.some(({ stage }) => stage.is === "uncertain" || stage.is === "refused");

/** What answers the question, before what merely may be done. */
export const answersFirst = (deposit: Deposit, { name }: Choice): boolean => {
  const stages = deposit.messages.map((m) => m.stage.is);
  if (stages.includes("uncertain") && (name === "confirm" || name === "resend")) return true;
  if (stages.includes("refused") && name === "retry") return true;
  const waits = deposit.heldBy !== undefined || deposit.stage.is === "held";
  return (
    waits && ["agreed", "release", "override", "replacement", "separate", "cancel"].includes(name)
  );
};
