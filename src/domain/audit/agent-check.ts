/** The facts that are about no deposit and no receipt: what a restored backup lacks, and who answered for it. */
import { openMissing } from "../behind.ts";
import type { FactOf, Recorded } from "../facts.ts";
import type { Violation } from "./violation.ts";

export const checkAgent = (facts: readonly Recorded[]): readonly Violation[] => {
  const open = new Set(openMissing(facts).map((m) => m.messageIdHeader));
  return facts.flatMap((f): readonly Violation[] => {
    if (f.is === "journal-behind" && open.has(f.messageIdHeader))
      return [{ code: "journal-behind", seq: f.seq, detail: f.messageIdHeader }];
    if (f.is === "reconciled" && (f.by === "" || f.reason === ""))
      return [{ code: "order-unsigned", seq: f.seq, detail: f.is }];
    if (f.is === "client-ordered" && (f.by === "" || f.reason === ""))
      return [{ code: "order-unsigned", seq: f.seq, detail: f.is }];
    if (f.is === "register-forgotten" && (f.by === "" || f.reason === ""))
      return [{ code: "order-unsigned", seq: f.seq, detail: f.is }];
    if (signedOnly.has(f.is) && "by" in f && f.by === "")
      return [{ code: "order-unsigned", seq: f.seq, detail: f.is }];
    // The first one is the agent's own; a later one is a person's acceptance.
    if (f.is === "sealer-known" && isAcceptance(facts, f) && !(f.by && f.reason))
      return [{ code: "order-unsigned", seq: f.seq, detail: f.is }];
    return [];
  });
};

/** Of these the name alone is needed. */
const signedOnly: ReadonlySet<Recorded["is"]> = new Set([
  "register-changed",
  "account-given",
  "dossier-taken-over",
]);

const isAcceptance = (
  facts: readonly Recorded[],
  fact: Recorded<FactOf<"sealer-known">>,
): boolean =>
  facts.some((f) => f.is === "sealer-known" && f.sealer === fact.sealer && f.seq < fact.seq);
