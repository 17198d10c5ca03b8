/**
 * What a deposit still waits for, and until when. Pure: the alarms, the reports and the screens say the
 * same because they ask the same function.
 */
import { delayEnds, type WorkCalendar } from "./calendar/working-days.ts";
import { latestSafeHour } from "./deadline.ts";
import type { DeclarationState } from "./declaration-state.ts";
import { type Deposit, endedUnsent } from "./deposit.ts";
import type { DepositId, Instant } from "./ids.ts";
import { type Message, mayHaveArrived } from "./message.ts";
import { type Expected, expectedAnswers } from "./terms.ts";

export interface Wait {
  readonly level: Expected["level"];
  readonly due: Instant;
  /** Declarations without it. */
  readonly missing: number;
  readonly expected: Expected;
}

export interface Awaited {
  readonly deposit: DepositId;
  readonly dossier: string;
  /** The organism's; empty when the deposit was never ruled. */
  readonly address: string;
  readonly identity: string;
  /** When it may have arrived; absent: it has not left. */
  readonly sent?: Instant;
  readonly waits: readonly Wait[];
  /** Declarations of which nothing proves that the organism has them. */
  readonly unanswered: number;
  readonly deadline?: Instant;
  /** The latest hour at which sending again still makes sense. */
  readonly safeHour?: Instant;
  /** Sent later, the payment date that the file asks for cannot be held. */
  readonly askedBy?: Instant;
}

/** Whether time matters to it: real, alive, and some declaration has no final answer. */
export const isAwaiting = (d: Deposit): boolean => {
  if (d.claimed.mode !== "reel" || d.recognised === undefined) return false;
  if (endedUnsent(d) && !d.messages.some((m) => m.returned !== undefined)) return false;
  if (d.messages.some((m) => m.stage.is === "cancelled")) return false;
  return d.declarations.some(isOpen) || (d.declarations.length === 0 && d.receipts.length === 0);
};

const isOpen = (d: DeclarationState): boolean =>
  d.is === "waiting" || d.is === "received" || isUnproven(d);

/** Answered by nothing that proves anything: a forged receipt must not silence a deadline (mail.md §4). */
const isUnproven = (d: DeclarationState): boolean =>
  d.is !== "superseded" && d.is !== "otherwise" && !d.proven;

export const awaitedOf = (d: Deposit, calendar: WorkCalendar): Awaited | undefined => {
  if (!isAwaiting(d) || d.recognised === undefined) return undefined;
  const { format, family, deadline, legal } = d.recognised;
  const sent = sentAt(d.messages);
  const expected = expectedAnswers({ format, family, rule: d.ruled?.expects });
  return {
    deposit: d.id,
    dossier: d.claimed.dossier,
    address: (d.ruled?.to ?? "").toLowerCase(),
    identity: d.ruled?.identity ?? "",
    ...(sent === undefined ? {} : { sent }),
    waits:
      sent === undefined
        ? []
        : expected.flatMap((e) => {
            const missing = d.declarations.filter((s) => !has(s, e.level)).length;
            const due = delayEnds(sent, e.within, calendar);
            return missing === 0 ? [] : [{ level: e.level, due, missing, expected: e }];
          }),
    unanswered: d.declarations.filter(isUnproven).length,
    ...(deadline === undefined ? {} : { deadline, safeHour: latestSafeHour(deadline, calendar) }),
    ...(legal?.askedBy === undefined ? {} : { askedBy: legal.askedBy }),
  };
};

/** When the organism may have had it: the end of the last dialogue that reached its dot. */
export const sentAt = (messages: readonly Message[]): Instant | undefined => {
  const sent = messages.filter(mayHaveArrived).flatMap((m) => {
    const last = m.attempts.findLast((a) => a.phase === "dot");
    return last ? [last.ended?.at ?? last.begun] : [m.frozen.at];
  });
  return sent.length > 0 ? Math.max(...sent) : undefined;
};

/** A final answer stands for the levels before it: receipts come in any order, and some never do. */
const has = (s: DeclarationState, level: Expected["level"]): boolean => {
  // What proves nothing is no answer: anybody could silence the clock by writing one.
  const heard = s.verdicts.filter((v) => v.closes);
  if (s.is === "superseded" || s.is === "otherwise") return true;
  if (heard.length === 0) return false;
  if (level === "any" || (s.is !== "waiting" && s.is !== "received")) return true;
  return heard.some((v) => (v.level ?? 0) >= level);
};
