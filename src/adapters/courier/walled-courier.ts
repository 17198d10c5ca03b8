/**
 * A courier behind the wall (I6): whatever was decided before, a message of the mode essai leaves only for an
 * address that is a test's today, and no envelope ever names two organisms. Asked on the frozen envelope,
 * just before anything is dialled.
 */
import type { Outcome } from "../../domain/outcome.ts";
import {
  addressKey,
  type KnownAddresses,
  type Objection,
  wallObjection,
} from "../../domain/wall.ts";
import type { Courier, Handover } from "../../ports/courier.ts";

export const walledCourier = (courier: Courier, known: () => KnownAddresses): Courier => ({
  deliver: async (handover, signal) => {
    const objection = objectionTo(handover, known());
    return objection ? refused(objection) : courier.deliver(handover, signal);
  },
});

const objectionTo = (
  { envelope, essai }: Handover,
  known: KnownAddresses,
): Objection | undefined => {
  const own = addressKey(envelope.from);
  const organisms = envelope.to.filter((to) => addressKey(to) !== own);
  if (organisms.length > 1) return "several-recipients";
  if (!essai) return undefined;
  // A test that went to nobody but ourselves would prove nothing, and is allowed nothing more.
  return envelope.to
    .map((to) => wallObjection({ mode: "essai", to, ...essai }, known))
    .find((objection) => objection !== undefined);
};

/** Nothing was dialled: a definite no, which only a corrected plan and a person undo. */
const refused = (objection: Objection): Outcome => ({
  is: "refused",
  because: { code: "essai-wall", phase: "connect", said: objection },
  trace: { server: "" },
});
