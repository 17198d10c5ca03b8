/**
 * Whether a deposit's story is over for everybody: nothing more leaves, nothing more is awaited, and no person has
 * anything left to decide. Only such a deposit may be purged.
 */
import { type Deposit, endedUnsent } from "../deposit.ts";
import type { Message } from "../message.ts";
import { nextStep } from "../next.ts";

export const isClosed = (d: Deposit): boolean => {
  if (d.heldBy || nextStep(d) !== undefined) return false;
  if (d.messages.some(isUnderWay)) return false;
  if (d.stage.is !== "frozen") return endedUnsent(d);
  return d.messages.every((m) => m.stage.is === "cancelled") || isAnswered(d);
};

const isUnderWay = ({ stage }: Message): boolean =>
  stage.is === "queued" ||
  stage.is === "sending" ||
  stage.is === "uncertain" ||
  stage.is === "corrupt";

/** Each declaration has its final answer by a proof, or counts no more. */
const isAnswered = (d: Deposit): boolean =>
  d.declarations.length > 0 &&
  d.declarations.every(
    ({ is, proven }) =>
      is === "superseded" ||
      is === "otherwise" ||
      (proven && (is === "registered" || is === "refused")),
  );
