/** I4 on one deposit's facts: a receipt's file goes into `AR/` once, and once more for each order of somebody; announced, and is that file. */
import type { DepositFact } from "../deposit.ts";
import type { FactOf, Recorded } from "../facts.ts";
import type { ReceiptId, Sha256 } from "../ids.ts";
import type { Violation } from "./violation.ts";

export const checkDeliveries = (facts: readonly Recorded<DepositFact>[]): readonly Violation[] => {
  const found: Violation[] = [];
  const files = new Map<ReceiptId, Set<Sha256>>();
  const begun = new Map<ReceiptId, string>();
  const delivered = new Set<string>();
  for (const fact of facts) {
    if (fact.is === "receipt-matched" && fact.file)
      files.set(fact.receipt, (files.get(fact.receipt) ?? new Set()).add(fact.file.sha256));
    if (fact.is === "refile-ordered") {
      found.push(...refiled(fact, files.get(fact.receipt) ?? new Set(), delivered));
      begun.delete(fact.receipt);
    }
    if (fact.is !== "delivery-begun" && fact.is !== "delivered") continue;
    const { seq, deposit, receipt, sha256 } = fact;
    const tell = (code: Violation["code"], detail: string): void =>
      void found.push({ code, seq, deposit, receipt, detail });
    if (!files.get(receipt)?.has(sha256)) tell("delivery-odd", `${receipt} has no file ${sha256}`);
    if (fact.is === "delivery-begun") {
      // Announced again under another name: the first one was taken meanwhile.
      const again = begun.get(receipt) === fact.name || delivered.has(receipt);
      if (again) tell("delivered-twice", `${receipt} begun again`);
      begun.set(receipt, fact.name);
      continue;
    }
    // What stood there before a restored backup was announced in a journal that is lost.
    if (!begun.has(receipt) && !fact.before) tell("delivery-odd", `${receipt} was not announced`);
    if (delivered.has(receipt) || delivered.has(sha256))
      tell("delivered-twice", `${receipt} ${sha256}`);
    delivered.add(receipt).add(sha256);
  }
  return found;
};

/** What was delivered is forgotten: it may come once more. Only what was there can be asked for again, and by somebody. */
const refiled = (
  { seq, deposit, receipt, by, reason }: Recorded<FactOf<"refile-ordered">>,
  files: ReadonlySet<Sha256>,
  delivered: Set<string>,
): readonly Violation[] => {
  const place = { seq, deposit, receipt };
  const was = [receipt, ...files].filter((one) => delivered.delete(one));
  return [
    ...(by === "" || reason === ""
      ? [{ code: "order-unsigned", ...place, detail: "refile" } as const]
      : []),
    ...(was.length === 0
      ? [{ code: "delivery-odd", ...place, detail: `${receipt} was never filed` } as const]
      : []),
  ];
};
