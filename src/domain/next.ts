/** What the agent itself has to do next for a deposit: one pure table, so a restart resumes anywhere. */

import type { Deposit } from "./deposit.ts";
import type { FactOf, Recorded } from "./facts.ts";
import type { Instant, ReceiptId } from "./ids.ts";
import { believed } from "./receipt/believed.ts";
import { proofs } from "./receipt/proof.ts";

export type Step = "recognise" | "check" | "retire" | "rule" | "freeze" | "prove" | "file";

/** The next step, or undefined when the deposit waits for a server, a receipt, a person, or nothing. */
export const nextStep = (d: Deposit): Step | undefined => {
  switch (d.stage.is) {
    case "claimed":
      return "recognise";
    case "recognised":
      return "check";
    case "rejected":
    case "duplicate":
      return inPlace(d) ? "retire" : undefined;
    case "checked":
      if (inPlace(d)) return "retire";
      return d.heldBy ? undefined : "rule";
    case "ruled":
      return d.heldBy ? undefined : "freeze";
    case "frozen":
      if (proofs(d).length > 0) return "prove";
      return undelivered(d).length > 0 ? "file" : undefined;
    case "incomplete":
    case "held":
    case "simulated":
      return undefined;
    case "cancelled":
      return inPlace(d) ? "retire" : undefined;
  }
};

const inPlace = (d: Deposit): boolean => d.original === "in-place";

/** What was put into `AR/` and is done with: a person who asks for a file again begins it anew. */
export const deliveriesFor = (d: Deposit, receipt: ReceiptId): Deposit["deliveries"] => {
  const since = d.refilings.findLast((x) => x.receipt === receipt)?.seq ?? 0;
  return d.deliveries.filter((x) => x.seq > since);
};

/**
 * Matched receipts that brought a file which is not in `AR/` yet, oldest first. The same file sent twice is one delivery.
 * Only what closes, and all of it, is delivered: the payroll program believes what it finds there, and a file that proves nothing
 * would take the place of one that does. A person who confirms it makes it one that closes.
 */
export const undelivered = (d: Deposit): readonly Recorded<FactOf<"receipt-matched">>[] =>
  d.receipts.filter(
    (r) =>
      r.file !== undefined &&
      believed(d, r) === "wholly" &&
      !deliveriesFor(d, r.receipt).some(
        (x) => x.is === "delivered" && (x.receipt === r.receipt || x.sha256 === r.file?.sha256),
      ),
  );

/** What of it waits to be sent. */
export interface Sending {
  /** When the earliest of its messages wants to go. */
  readonly due: Instant;
  /** When the hour of one of them was set, the latest. */
  readonly set: Instant;
  /** Whose they are, each once. */
  readonly identities: readonly string[];
}

export const sendingOf = (d: Deposit): Sending | undefined => {
  if (d.heldBy) return undefined;
  const waiting = d.messages.flatMap(({ stage, frozen }) =>
    stage.is === "queued" ? [{ ...stage, identity: frozen.identity }] : [],
  );
  if (waiting.length === 0) return undefined;
  return {
    due: Math.min(...waiting.map((m) => m.due)),
    set: Math.max(...waiting.map((m) => m.set)),
    identities: [...new Set(waiting.map((m) => m.identity))],
  };
};

/** Whether a message may or may not have arrived, and nobody has decided. */
export const isUncertain = (d: Deposit): boolean =>
  d.messages.some((m) => m.stage.is === "uncertain");

/** Whether an attempt has no end: only a crash leaves one behind. */
export const hasCutAttempt = (d: Deposit): boolean =>
  d.messages.some((m) => m.stage.is === "sending");
