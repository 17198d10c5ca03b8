/** I5 and I7 on the facts of one received mail: kept first, judged once, set aside with a reason. */
import type { Recorded } from "../facts.ts";
import type { ReceiptId } from "../ids.ts";
import type { Violation } from "./violation.ts";

export const checkReceipt = (
  receipt: ReceiptId,
  facts: readonly Recorded[],
): readonly Violation[] => {
  const [first] = facts;
  const found: Violation[] = [];
  if (first?.is !== "receipt-stored")
    found.push({
      code: "receipt-without-raw",
      ...(first ? { seq: first.seq } : {}),
      receipt,
      detail: first?.is ?? "no facts",
    });
  const classes = facts.flatMap((f) => (f.is === "receipt-classified" ? [f] : []));
  const [judged] = classes;
  if (first && !judged)
    found.push({ code: "set-aside-unnamed", seq: first.seq, receipt, detail: "not classified" });
  const aside = judged?.class === "unreadable" || judged?.class === "sealed";
  if (judged && aside && judged.by.length === 0)
    found.push({ code: "set-aside-unnamed", seq: judged.seq, receipt, detail: judged.class });
  return found;
};
