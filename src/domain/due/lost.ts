/**
 * What has a deadline, reached nobody or was refused, and that nothing will carry there by itself: a file that the check rejected,
 * a mail that the server refused, a declaration that the organism refused. Somebody corrects it and drops it again.
 */

import type { WorkCalendar } from "../calendar/working-days.ts";
import { carriedBy, type DeclarationState } from "../declaration-state.ts";
import type { Deposit } from "../deposit.ts";
import type { Instant, MessageId } from "../ids.ts";
import { isOpen } from "../message.ts";
import { addressOf, type RuledMail, ruledMails, timesOf } from "../ruled-mails.ts";
import { latestSafeHour } from "./deadline.ts";

/** Of a file that left cut, of one of its mails: the others may be registered. */
export interface Lost {
  readonly deposit: Deposit;
  /** Absent when it was never frozen. */
  readonly message?: MessageId;
  /** The organism's, lower case; empty when the deposit was never ruled. */
  readonly address: string;
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
    if (deposit.claimed.mode !== "reel") return [];
    const [first, ...others] = ruledMails(deposit);
    return [first, ...others].flatMap((mail) => {
      const own = mail && others.length > 0 ? carriedBy(deposit, mail) : deposit.declarations;
      return lostMail({ deposit, mail, own, recent }, about);
    });
  });

interface Asked {
  readonly deposit: Deposit;
  /** Undefined when the deposit was never ruled. */
  readonly mail: RuledMail | undefined;
  /** What it carries. */
  readonly own: readonly DeclarationState[];
  readonly recent: readonly Deposit[];
}

const lostMail = (
  { deposit, mail, own, recent }: Asked,
  about: Parameters<typeof lostOf>[1],
): readonly Lost[] => {
  const { deadline } = timesOf(deposit, mail ?? {});
  if (deadline === undefined || about.now > deadline + toldAfterDeadlineMs) return [];
  const count = lostIn(deposit, mail, own);
  if (count === 0 || isDroppedAgain(deposit, own, recent)) return [];
  const safeHour = latestSafeHour(deadline, about.calendarOf(deposit.claimed.dossier));
  const message = mail?.message?.id;
  return [
    {
      deposit,
      ...(message === undefined ? {} : { message }),
      address: mail ? addressOf(mail) : "",
      count,
      deadline,
      safeHour,
    },
  ];
};

const lostIn = (
  d: Deposit,
  mail: RuledMail | undefined,
  own: readonly DeclarationState[],
): number => {
  if (d.stage.is === "rejected")
    return d.otherwise.length > 0 ? 0 : new Set(d.recognised?.keys ?? []).size;
  const message = mail?.message;
  // A returned mail is awaited still, and told there.
  if (message?.stage.is === "cancelled" || message?.returned !== undefined) return 0;
  const unsent = d.stage.is === "frozen" && message !== undefined && !isOpen(message);
  const corrected = new Set(d.corrected.flatMap((c) => c.declarations));
  return own.filter((s) =>
    s.is === "refused" ? s.proven && !corrected.has(s.id) : unsent && s.is === "waiting",
  ).length;
};

const isDroppedAgain = (
  d: Deposit,
  own: readonly DeclarationState[],
  recent: readonly Deposit[],
): boolean => {
  const keys = new Set(own.flatMap((s) => d.recognised?.keys[s.position - 1] ?? []));
  return recent.some(
    (other) =>
      other.claimed.seq > d.claimed.seq &&
      other.stage.is !== "duplicate" &&
      (other.recognised?.keys ?? []).some((k) => keys.has(k)),
  );
};
