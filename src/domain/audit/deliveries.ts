/** I4 on one deposit's facts: a receipt's file goes into `AR/` once, announced, and is that file. */
import type { DepositFact } from "../deposit.ts";
import type { Recorded } from "../facts.ts";
import type { ReceiptId, Sha256 } from "../ids.ts";
import type { Violation } from "./violation.ts";

export const checkDeliveries = (facts: readonly Recorded<DepositFact>[]): readonly Violation[] => {
  const found: Violation[] = [];
  const files = new Map<ReceiptId, Set<Sha256>>();
  const begun = new Set<ReceiptId>();
  const delivered = new Set<string>();
  for (const fact of facts) {
    if (fact.is === "receipt-matched" && fact.file)
      files.set(fact.receipt, (files.get(fact.receipt) ?? new Set()).add(fact.file.sha256));
    if (fact.is !== "delivery-begun" && fact.is !== "delivered") continue;
    const { seq, deposit, receipt, sha256 } = fact;
    const tell = (code: Violation["code"], detail: string): void =>
      void found.push({ code, seq, deposit, receipt, detail });
    if (!files.get(receipt)?.has(sha256)) tell("delivery-odd", `${receipt} has no file ${sha256}`);
    if (fact.is === "delivery-begun") {
      if (begun.has(receipt)) tell("delivered-twice", `${receipt} begun again`);
      begun.add(receipt);
      continue;
    }
    if (!begun.has(receipt)) tell("delivery-odd", `${receipt} was not announced`);
    if (delivered.has(receipt) || delivered.has(sha256))
      tell("delivered-twice", `${receipt} ${sha256}`);
    delivered.add(receipt).add(sha256);
  }
  return found;
};
