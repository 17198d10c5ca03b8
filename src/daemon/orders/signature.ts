/** Who gave an order, as the command line sends it. */
import { limits } from "../../domain/limits.ts";

/** Who decided, and why. A decision of nobody is none: the journal would hold it for ever (I3). */
export const signature = (
  args: unknown,
): { readonly by: string; readonly reason: string } | undefined => {
  const { by, reason } = (args ?? {}) as Record<string, unknown>;
  if (typeof by !== "string" || by.trim() === "" || typeof reason !== "string") return undefined;
  return {
    by: by.slice(0, limits.orderByCharsMax),
    reason: reason.slice(0, limits.orderReasonCharsMax),
  };
};
