/**
 * What has a deadline, reached nobody or was refused, and that nothing will carry there by itself: a file that the check rejected,
 * a mail that the server refused, a declaration that the organism refused. Somebody corrects it and drops it again.
 */

import type { WorkCalendar } from "./calendar/working-days.ts";
import { latestSafeHour } from "./deadline.ts";
import { type Deposit, endedUnsent } from "./deposit.ts";
import type { Instant } from "./ids.ts";

export interface Lost {
  readonly deposit: Deposit;
  /** Its declarations that no later deposit holds. */
  readonly count: number;
  readonly deadline: Instant;
  readonly safeHour: Instant;
}

/** So long after its deadline it is told no more: it is in the reconciliation of its period. */
export const toldAfterDeadlineMs = 31 * 86_400_000;

/** `recent`: where the same may have been dropped again. */
export const lostOf = (
  recent: readonly Deposit[],
  about: { readonly now: Instant; readonly calendarOf: (dossier: string) => WorkCalendar },
): readonly Lost[] =>
  recent.flatMap((deposit) => {
    const { claimed, recognised } = deposit;
    const deadline = recognised?.deadline;
    if (claimed.mode !== "reel" || deadline === undefined) return [];
    if (about.now > deadline + toldAfterDeadlineMs) return [];
    const count = lostIn(deposit);
    if (count === 0 || isDroppedAgain(deposit, recent)) return [];
    const safeHour = latestSafeHour(deadline, about.calendarOf(claimed.dossier));
    return [{ deposit, count, deadline, safeHour }];
  });

const lostIn = (d: Deposit): number => {
  if (d.stage.is === "rejected")
    return d.otherwise.length > 0 ? 0 : new Set(d.recognised?.keys ?? []).size;
  // A returned mail is awaited still, and told there.
  if (d.messages.some((m) => m.stage.is === "cancelled" || m.returned !== undefined)) return 0;
  const unsent = d.stage.is === "frozen" && endedUnsent(d);
  const corrected = new Set(d.corrected.flatMap((c) => c.declarations));
  return d.declarations.filter((s) =>
    s.is === "refused" ? s.proven && !corrected.has(s.id) : unsent && s.is === "waiting",
  ).length;
};

const isDroppedAgain = (d: Deposit, recent: readonly Deposit[]): boolean => {
  const keys = new Set(d.recognised?.keys);
  return recent.some(
    (other) =>
      other.claimed.seq > d.claimed.seq &&
      other.stage.is !== "duplicate" &&
      (other.recognised?.keys ?? []).some((k) => keys.has(k)),
  );
};
