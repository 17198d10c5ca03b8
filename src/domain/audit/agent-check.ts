/** The facts that are about no deposit and no receipt: what a restored backup lacks, and who answered for it. */
import { openMissing } from "../behind.ts";
import type { Recorded } from "../facts.ts";
import type { Violation } from "./violation.ts";

export const checkAgent = (facts: readonly Recorded[]): readonly Violation[] => {
  const open = new Set(openMissing(facts).map((m) => m.messageIdHeader));
  return facts.flatMap((f): readonly Violation[] => {
    if (f.is === "journal-behind" && open.has(f.messageIdHeader))
      return [{ code: "journal-behind", seq: f.seq, detail: f.messageIdHeader }];
    if (f.is === "reconciled" && (f.by === "" || f.reason === ""))
      return [{ code: "order-unsigned", seq: f.seq, detail: f.is }];
    return [];
  });
};
