/** One thing that came back, as the facts about it tell: a function of the set, the last judgement counting. */
import type { FactOf, Recorded } from "../facts.ts";
import type { ReceiptId } from "../ids.ts";

/**
 * `pending`: its authenticity is asked again. `to-assign`: a person says whom it is about. `poison`: it could not be
 * read or opened, and waits for a person. `filed`: tied to a deposit. `aside`: none of our business, or dismissed.
 */
const receiptStates = ["pending", "to-assign", "poison", "filed", "aside"] as const;
export type ReceiptState = (typeof receiptStates)[number];

export interface Receipt {
  readonly id: ReceiptId;
  readonly stored: Recorded<FactOf<"receipt-stored">>;
  readonly state: ReceiptState;
  readonly classified?: Recorded<FactOf<"receipt-classified">>;
  readonly matches: readonly Recorded<FactOf<"receipt-matched">>[];
  readonly dismissed?: Recorded<FactOf<"receipt-dismissed">>;
}

/** Of what we only simulated: nothing of it left, so there is nobody to assign it to. */
export const answersNothingSent = ({ classified }: Receipt): boolean =>
  classified?.by.includes("never-sent") === true;

/** Facts about one receipt, oldest first; undefined when they do not begin with its arrival. */
export const foldReceipt = (facts: readonly Recorded[]): Receipt | undefined => {
  const stored = facts.find((f) => f.is === "receipt-stored");
  if (!stored) return undefined;
  const classified = facts.findLast((f) => f.is === "receipt-classified");
  const dismissed = facts.findLast((f) => f.is === "receipt-dismissed");
  const matches = facts.filter((f) => f.is === "receipt-matched");
  return {
    id: stored.receipt,
    stored,
    matches,
    ...(classified ? { classified } : {}),
    ...(dismissed ? { dismissed } : {}),
    state: stateOf(classified, {
      matched: matches.length > 0,
      over: dismissed !== undefined || facts.some((f) => f.is === "receipt-purged"),
    }),
  };
};

const stateOf = (
  classified: FactOf<"receipt-classified"> | undefined,
  { matched, over }: { readonly matched: boolean; readonly over: boolean },
): ReceiptState => {
  if (matched) return "filed";
  if (over || !classified) return "aside";
  if (classified.class === "pending") return "pending";
  if (classified.class === "unreadable" || classified.class === "sealed") return "poison";
  return (classified.candidates ?? []).length > 0 ? "to-assign" : "aside";
};
