/** I6: a mail goes to the address that its rule says, to our own in the same transaction when it says so, and to nobody else. */
import type { DepositFact } from "../deposit.ts";
import type { FactOf, Recorded } from "../facts.ts";
import type { Violation } from "./violation.ts";

export const checkRecipients = (facts: readonly Recorded<DepositFact>[]): readonly Violation[] => {
  const found: Violation[] = [];
  let ruled: FactOf<"ruled"> | undefined;
  for (const fact of facts) {
    if (fact.is === "ruled") ruled = fact;
    // The offices' addresses stand in the rule alone, which lies in the store.
    if (fact.is !== "frozen" || fact.copy || !ruled) continue;
    const strange = strangerOf(fact, ruled);
    const { seq, deposit, message } = fact;
    if (strange !== undefined)
      found.push({ code: "frozen-elsewhere", seq, deposit, message, detail: String(strange) });
  }
  return found;
};

/** The first recipient that nobody named, by its place among them. */
const strangerOf = (
  { envelope }: FactOf<"frozen">,
  { to, messages }: FactOf<"ruled">,
): number | undefined => {
  const named = new Set(messages?.map((one) => one.to) ?? [to]);
  const place = envelope.to.findIndex((one, n) =>
    n === 0 ? !named.has(one) : one !== envelope.from,
  );
  return place < 0 ? undefined : place + 1;
};
