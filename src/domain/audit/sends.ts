/** I2 and I3 on one deposit's facts: what left, how often, and what became of it. */
import type { DepositFact } from "../deposit.ts";
import type { FactOf, Recorded } from "../facts.ts";
import type { MessageId } from "../ids.ts";
import type { AskableGrade } from "../receipt/expected.ts";
import { provesArrival } from "../receipt/proof.ts";
import type { Violation } from "./violation.ts";

type Of<K extends DepositFact["is"]> = Recorded<FactOf<K>>;

/** What is known of one message while its facts are read. */
interface Sending {
  /** Attempts whose dot left, without a definite no since. */
  readonly dotted: ReadonlySet<number>;
  /** Whether a person ordered another try since the last dot. */
  readonly ordered: boolean;
  /** The attempt that was made on such an order: refused, it leaves the order to the next one. */
  readonly madeOnOrder?: number;
  /** Whether the organism may hold it. */
  readonly mayHold: boolean;
  /** Whether its rule lets the agent itself send again what is uncertain (`incertain=renvoyer`). */
  readonly resends?: true;
}

/** What came back about the deposit, and how far it had to be vouched for, mail by mail. */
interface Said {
  readonly matched: readonly Of<"receipt-matched">[];
  readonly enough: (message: MessageId) => AskableGrade | undefined;
}

const untouched: Sending = { dotted: new Set(), ordered: false, mayHold: false };

export const checkSends = (facts: readonly Recorded<DepositFact>[]): readonly Violation[] => {
  const found: Violation[] = [];
  const messages = new Map<MessageId, Sending>();
  const said: Said = {
    matched: facts.filter((f) => f.is === "receipt-matched"),
    enough: (message) => gradeAsked(facts, message),
  };
  for (const fact of facts) {
    if (!("message" in fact) || fact.message === undefined) continue;
    const about = messages.get(fact.message) ?? untouched;
    const broken = breaks(fact, about, said);
    const place = { seq: fact.seq, deposit: fact.deposit, message: fact.message };
    if (broken) found.push({ ...broken, ...place });
    messages.set(fact.message, after(fact, about));
  }
  return found;
};

/** Facts of before a file could be cut tell it of the deposit alone. */
const gradeAsked = (
  facts: readonly Recorded<DepositFact>[],
  message: MessageId,
): AskableGrade | undefined => {
  const frozen = facts.find((f) => f.is === "frozen" && f.message === message);
  const ruled = facts.findLast((f) => f.is === "ruled");
  const own = frozen?.is === "frozen" ? frozen.expects : undefined;
  return (own ?? (ruled?.messages ? undefined : ruled?.expects))?.grade;
};

const breaks = (
  fact: Recorded<DepositFact>,
  about: Sending,
  said: Said,
): Pick<Violation, "code" | "detail"> | undefined => {
  switch (fact.is) {
    case "attempt-dot": {
      const others = [...about.dotted].filter((n) => n !== fact.attempt);
      if (others.length === 0 || about.ordered) return undefined;
      return { code: "dot-twice", detail: `attempts ${[...others, fact.attempt].join(", ")}` };
    }
    case "attempt-ended": {
      const { is } = fact.outcome;
      if ((is !== "accepted" && is !== "uncertain") || about.dotted.has(fact.attempt))
        return undefined;
      return { code: "answer-without-dot", detail: `attempt ${fact.attempt} ${is}` };
    }
    case "message-proved":
      return isProof(fact, said) ? undefined : noEvidence(`${fact.is} ${fact.by}`);
    case "message-returned":
      return isReceipt(fact, said) ? undefined : noEvidence(`${fact.is} ${fact.by}`);
    case "message-corrupt":
      return about.mayHold && !about.ordered ? noEvidence(fact.is) : undefined;
    default:
      return undefined;
  }
};

const noEvidence = (detail: string): Pick<Violation, "code" | "detail"> => ({
  code: "no-evidence",
  detail,
});

const isReceipt = (fact: Of<"message-proved" | "message-returned">, { matched }: Said): boolean =>
  matched.some((r) => r.seq < fact.seq && r.receipt === fact.by && r.message === fact.message);

/** By the grade that its rule asks for, or by the usual one, which older journals judged by. */
const isProof = (fact: Of<"message-proved">, { matched, enough }: Said): boolean =>
  matched.some(
    (r) =>
      r.seq < fact.seq &&
      r.receipt === fact.by &&
      (provesArrival(r, fact.message, enough(fact.message)) || provesArrival(r, fact.message)),
  );

const after = (fact: Recorded<DepositFact>, about: Sending): Sending => {
  switch (fact.is) {
    case "frozen":
      return fact.resends ? { ...about, resends: true } : about;
    case "attempt-dot":
      return {
        dotted: new Set([...about.dotted, fact.attempt]),
        ordered: false,
        ...(about.ordered ? { madeOnOrder: fact.attempt } : {}),
        mayHold: true,
        ...(about.resends ? { resends: true } : {}),
      };
    case "attempt-ended": {
      const { is } = fact.outcome;
      if (is === "accepted" || is === "uncertain") return about;
      const dotted = new Set([...about.dotted].filter((n) => n !== fact.attempt));
      const ordered = about.ordered || about.madeOnOrder === fact.attempt;
      return { ...about, dotted, ordered, mayHold: dotted.size > 0 };
    }
    case "message-returned":
      // The organism's side said no: what left did not arrive.
      return { ...about, mayHold: false };
    case "ordered": {
      // It arrived: what was ordered before that is not sent any more.
      if (fact.order === "confirm") return { ...about, ordered: false };
      const again = fact.order === "resend" || fact.order === "retry";
      const somebody = fact.by === "facteur" ? about.resends === true : fact.by !== "";
      return again && somebody ? { ...about, ordered: true } : about;
    }
    default:
      return about;
  }
};
