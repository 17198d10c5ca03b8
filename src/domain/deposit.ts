/**
 * A deposit (dépôt): one file taken from a dossier, as the facts about it tell. One pure function
 * over the set of facts; nothing else knows what a deposit is.
 */
import { notOneOf } from "../foundation/errors.ts";
import { awaitsClient } from "./agreement/agreement.ts";
import { type DeclarationState, declarationStates } from "./declaration-state.ts";
import type { Fact, FactOf, Hold, Recorded } from "./facts.ts";
import type { DepositId, Instant } from "./ids.ts";
import { advanceMessage, declares, frozenMessage, isOpen, type Message } from "./message.ts";

export type DepositStage =
  | { readonly is: "claimed" }
  | { readonly is: "recognised" }
  | { readonly is: "checked" }
  | { readonly is: "ruled" }
  | { readonly is: "frozen" }
  | { readonly is: "incomplete"; readonly truncatedAt: number }
  | { readonly is: "duplicate"; readonly of: DepositId }
  | { readonly is: "rejected"; readonly codes: FactOf<"rejected">["codes"] }
  | { readonly is: "held"; readonly hold: Hold }
  | { readonly is: "simulated" }
  | { readonly is: "cancelled"; readonly by: string; readonly reason: string };

export interface Deposit {
  readonly id: DepositId;
  readonly claimed: Recorded<FactOf<"claimed">>;
  readonly stage: DepositStage;
  /** When the stage was entered. */
  readonly stageAt: Instant;
  readonly original: "in-place" | Recorded<FactOf<"original">>;
  readonly recognised?: Recorded<FactOf<"recognised">>;
  readonly checked?: Recorded<FactOf<"checked">>;
  readonly ruled?: Recorded<FactOf<"ruled">>;
  readonly messages: readonly Message[];
  readonly receipts: readonly Recorded<FactOf<"receipt-matched">>[];
  /** A person holds it: nothing new leaves until it is released. */
  readonly heldBy?: Recorded<FactOf<"ordered">>;
  /** What a person answered to a hold of the agent's; it is not asked again. */
  readonly released?: Recorded<FactOf<"ordered">>;
  /** The holds that a person released, each once: none of them is asked again. */
  readonly answered: readonly Hold["because"][];
  /** The signed links that were made for its client, oldest first: only the last one counts. */
  readonly links?: readonly Recorded<FactOf<"agreement-link">>[];
  /** Of an agreement by a link: where its mails were to go, and under which subjects. */
  readonly agreedTo?: readonly string[] | undefined;
  /** When its client was given the statement of what is about to be declared, oldest first. */
  readonly given?: readonly Recorded<FactOf<"statement-given">>[];
  /** Its client said nothing against it in time. */
  readonly tacitly?: Recorded<FactOf<"tacitly-agreed">>;
  readonly orders: readonly Recorded<FactOf<"ordered">>[];
  /** Later deposits that declare again what was refused. */
  readonly corrected: readonly Recorded<FactOf<"corrected">>[];
  readonly superseded: readonly Recorded<FactOf<"superseded">>[];
  /** What a person declared by another way. */
  readonly otherwise: readonly Recorded<FactOf<"declared-otherwise">>[];
  readonly deliveries: readonly Recorded<FactOf<"delivery-begun" | "delivered">>[];
  /** Files that a person wants in `AR/` once more. */
  readonly refilings: readonly Recorded<FactOf<"refile-ordered">>[];
  readonly purges: readonly Recorded<FactOf<"purged">>[];
  readonly declarations: readonly DeclarationState[];
  /** The newest fact about this deposit. */
  readonly lastSeq: number;
  /** When something last happened to it; a purge changes nothing of what happened. */
  readonly lastAt: Instant;
}

/** A fact about one deposit (receipts become one when they are matched). */
export type DepositFact = Extract<Fact, { readonly deposit: DepositId }>;

/** The deposit after its facts, oldest first. Throws when they do not begin with its claim. */
export const foldDeposit = (facts: readonly Recorded<DepositFact>[]): Deposit => {
  const [first, ...rest] = facts;
  if (first?.is !== "claimed") throw new Error("a deposit's facts begin with its claim");
  const deposit: Deposit = {
    id: first.deposit,
    claimed: first,
    stage: { is: "claimed" },
    stageAt: first.at,
    original: "in-place",
    messages: [],
    receipts: [],
    orders: [],
    corrected: [],
    superseded: [],
    otherwise: [],
    deliveries: [],
    refilings: [],
    purges: [],
    answered: [],
    declarations: [],
    lastSeq: first.seq,
    lastAt: first.at,
  };
  return continueDeposit(deposit, rest);
};

/** A whole fold after the facts that followed it: the same as folding all of them. */
export const continueDeposit = (
  from: Deposit,
  facts: readonly Recorded<DepositFact>[],
): Deposit => {
  let deposit = from;
  for (const fact of facts) deposit = advanceDeposit(deposit, fact);
  return { ...deposit, declarations: declarationStates(deposit) };
};

/** The deposit after one more fact; its declarations are computed by whole folds only. */
export const advanceDeposit = (d: Deposit, fact: Recorded<DepositFact>): Deposit => {
  const next = apply(d, fact);
  const stageAt = next.stage === d.stage ? d.stageAt : fact.at;
  const lastAt = fact.is === "purged" ? d.lastAt : fact.at;
  return { ...next, stageAt, lastSeq: fact.seq, lastAt };
};

const apply = (d: Deposit, fact: Recorded<DepositFact>): Deposit => {
  switch (fact.is) {
    case "claimed":
      throw new Error(`${d.id} is claimed twice`);
    case "incomplete":
      return { ...d, stage: { is: "incomplete", truncatedAt: fact.truncatedAt } };
    case "duplicate":
      return { ...d, stage: { is: "duplicate", of: fact.of } };
    case "original":
      return { ...d, original: fact };
    case "recognised":
      return { ...d, recognised: fact, stage: { is: "recognised" } };
    case "checked":
      return { ...d, checked: fact, stage: { is: "checked" } };
    case "rejected":
      return { ...d, stage: { is: "rejected", codes: fact.codes } };
    case "held":
      return { ...d, stage: { is: "held", hold: fact } };
    case "ruled":
      return { ...d, ruled: fact, stage: { is: "ruled" } };
    case "simulated":
      return { ...d, stage: { is: "simulated" } };
    case "corrected":
      return { ...d, corrected: [...d.corrected, fact] };
    case "declared-otherwise":
      return { ...d, otherwise: [...d.otherwise, fact] };
    case "superseded":
      return { ...d, superseded: [...d.superseded, fact] };
    case "ordered":
      return ordered(d, fact);
    case "agreement-link":
      return { ...d, links: [...(d.links ?? []), fact] };
    case "statement-given":
      return { ...d, given: [...(d.given ?? []), fact] };
    case "tacitly-agreed":
      return { ...judgedAgain(d), agreedTo: undefined, tacitly: fact };
    case "frozen":
      return { ...d, stage: { is: "frozen" }, messages: [...d.messages, frozenMessage(fact)] };
    case "receipt-matched":
      // By arrival, not by when we learnt of it: the order in which mails are read changes nothing.
      return { ...d, receipts: [...d.receipts, fact].sort((a, b) => a.arrived - b.arrived) };
    case "delivery-begun":
    case "delivered":
      return { ...d, deliveries: [...d.deliveries, fact] };
    case "refile-ordered":
      return { ...d, refilings: [...d.refilings, fact] };
    case "purged":
      return { ...d, purges: [...d.purges, fact] };
    default:
      return {
        ...d,
        messages: d.messages.map((m) => (m.id === fact.message ? advanceMessage(m, fact) : m)),
      };
  }
};

/** A person's decision: about one message when it names one, else about the deposit. */
const ordered = (d: Deposit, fact: Recorded<FactOf<"ordered">>): Deposit => {
  const messages = d.messages.map((m) =>
    fact.message === undefined || m.id === fact.message ? advanceMessage(m, fact) : m,
  );
  const next: Deposit = { ...d, messages, orders: [...d.orders, fact] };
  switch (fact.order) {
    case "hold":
      return { ...next, heldBy: fact };
    case "release": {
      const { heldBy: _, ...free } = next;
      // Released from a hold of the agent's: judged again, knowing the answer.
      // A client's agreement is not given by lifting a person's own suspension.
      if (d.stage.is !== "held" || (awaitsClient(d) && fact.agreedBy === undefined)) return free;
      return { ...judgedAgain(free), ...agreedTo(d.stage.hold, fact), released: fact };
    }
    case "cancel":
      return d.messages.length === 0
        ? { ...next, stage: { is: "cancelled", by: fact.by, reason: fact.reason } }
        : next;
    case "retry":
    case "confirm":
    case "resend":
      return next;
    default:
      throw notOneOf("order", fact.order);
  }
};

/** Nobody of the office looks at what a link lets go; whoever else agrees for the client does. */
const agreedTo = (
  { because, details }: Hold,
  { link }: FactOf<"ordered">,
): Pick<Deposit, "agreedTo"> =>
  because === "agreement-needed" ? { agreedTo: link === undefined ? undefined : details } : {};

/** Its hold was answered: the rules are asked again, knowing it. */
const judgedAgain = (d: Deposit): Deposit =>
  d.stage.is === "held"
    ? {
        ...d,
        answered: [...new Set([...d.answered, d.stage.hold.because])],
        stage: { is: d.checked ? "checked" : "claimed" },
      }
    : d;

/** The stages that end a deposit without anything sent. */
export const endedUnsent = (d: Deposit): boolean => {
  switch (d.stage.is) {
    case "incomplete":
    case "duplicate":
    case "rejected":
    case "simulated":
    case "cancelled":
      return true;
    case "frozen":
      return !d.messages.some((m) => declares(m) && isOpen(m));
    default:
      return false;
  }
};

/**
 * Whether the same bytes, in the same dossier and mode, would now be a duplicate: this deposit is
 * alive, or the organism may hold it (design §3). After a refusal, a rejection or a simulation the
 * same bytes make a new deposit: the seed's own day is Test, then Réel, with the same file.
 */
export const blocksSameBytes = (d: Deposit): boolean => !isAnsweredTest(d) && mayStandInTheWay(d);

/** What such a deposit never amounts to: however many of these there are, they need not be looked at. */
export const neverBlocking = ["doublon", "simule", "rejete", "incomplet"] as const;

/** A test is over when it is answered: a step may send what the one before it sent (seed 000, étapes 4 to 6). */
const isAnsweredTest = (d: Deposit): boolean =>
  d.claimed.mode === "essai" &&
  d.declarations.length > 0 &&
  d.declarations.every((s) => s.proven && (s.is === "registered" || s.is === "refused"));

const mayStandInTheWay = (d: Deposit): boolean =>
  // A bounce after an acknowledgement (an alias, a forger) takes nothing back: somebody has it.
  !endedUnsent(d) ||
  d.messages.some((m) => m.held !== undefined) ||
  declarationStates(d).some((s) => s.is === "registered" || s.is === "received");
