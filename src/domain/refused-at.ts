import type { Deposit } from "./deposit.ts";

/** Where the original of a refused deposit stands: whoever opens `rejetes/` finds the reason there. */
export const refusedAt = ({ stage, original }: Deposit): string | undefined => {
  if (stage.is !== "rejected" || original === "in-place") return undefined;
  return original.to?.startsWith("rejetes/") ? original.to : undefined;
};
