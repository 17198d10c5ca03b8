/**
 * What is wrong, as people are told it: a cause that concerns many things is one line with their number, where
 * the first of them stood. A mailbox full of unreadable mails must not bury the one that matters.
 */
import type { FaultCode } from "./faults.ts";
import type { Instant } from "./ids.ts";
import { limits } from "./limits.ts";

interface Wrong {
  readonly code: FaultCode;
  /** Dossier, identity, receipt or file concerned. */
  readonly about: string;
  readonly since: Instant;
}

/** `about` names the first things; `more` is how many others there are. */
export type ByCause<T extends Wrong> = T & { readonly more: number };

export const byCause = <T extends Wrong>(open: readonly T[]): readonly ByCause<T>[] =>
  [...Map.groupBy(open, (p) => p.code).values()].flatMap((alike): readonly ByCause<T>[] => {
    const [first] = alike;
    const more = alike.length - limits.problemsNamedMax;
    if (first === undefined || more <= 0) return alike.map((p) => ({ ...p, more: 0 }));
    const named = alike.slice(0, limits.problemsNamedMax).map((p) => p.about);
    const since = alike.reduce((least, p) => Math.min(least, p.since), first.since);
    return [{ ...first, about: named.join(", "), since, more }];
  });
