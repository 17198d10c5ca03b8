/**
 * What the mailbox knows and the journal does not: a backup was restored (mail.md F30). Nothing is sent while
 * one of these is open, because it may be sent already.
 */
import type { Fact, FactOf } from "./facts.ts";

export type Missing = FactOf<"journal-behind">;

/** Those that no person has resolved, by number. */
export const openMissing = (facts: readonly Fact[]): readonly Missing[] => {
  const open = new Map<string, Missing>();
  for (const fact of facts) {
    if (fact.is === "journal-behind") open.set(fact.messageIdHeader, fact);
    if (fact.is === "reconciled") open.delete(fact.messageIdHeader);
  }
  return [...open.values()].sort((a, b) => a.number - b.number);
};

/** Each Message-ID is asked about once, whatever many receipts cite it. */
export const isToldAlready = (facts: readonly Fact[], header: string): boolean =>
  facts.some((f) => f.is === "journal-behind" && f.messageIdHeader === header);
