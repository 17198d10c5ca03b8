/** When a failed attempt is tried again. There is no give-up: a late declaration must still go. */
import type { Instant } from "./ids.ts";
import { limits } from "./limits.ts";
import type { Attempt } from "./message.ts";
import type { Outcome } from "./outcome.ts";
import { inWindow, type SendWindow } from "./send-window.ts";

/**
 * `failures`: attempts that ended in `later`, at least 1. `minutes`: the waits, the last one repeats;
 * one's own submission server may be tried sooner than RFC 5321 §4.5.4.1 asks of a remote MX.
 */
export const retryAt = (failures: number, now: Instant, minutes: readonly number[]): Instant => {
  const wait = minutes[Math.min(failures, minutes.length) - 1] ?? 60;
  return now + wait * 60_000;
};

/** An hour that was set later than this, by the present clock, was set by a clock that has been put back since. */
export const latestSetting = (now: Instant): Instant => now + limits.clockBackMsMax;

/**
 * Whether a waiting message goes at `now`. Where the clock has been put back since its hour was set, it goes now,
 * rather than days late (mail.md F80), but never outside the hours of its rule.
 */
export const isDue = (
  waiting: { readonly due: Instant; readonly set: Instant },
  now: Instant,
  hours?: { readonly window: SendWindow; readonly deadline?: Instant | undefined },
): boolean => {
  if (waiting.due <= now) return true;
  if (waiting.set <= latestSetting(now)) return false;
  return hours === undefined || inWindow(now, hours.window, hours.deadline) <= now;
};

/**
 * A 503 (« bad sequence of commands », RFC 5321 §4.2.3) judges the dialogue, not the message: one more try. A second one
 * is the refusal it says, for a person (mail.md F42).
 */
export const oneMoreTry = (attempts: readonly Attempt[], outcome: Outcome): Outcome => {
  if (outcome.is !== "refused" || outcome.because.reply !== 503) return outcome;
  const known = attempts.some((a) => {
    const before = a.ended?.outcome;
    return before?.is === "later" && before.because.reply === 503;
  });
  if (known) return outcome;
  const { trace, because } = outcome;
  return { is: "later", because: { ...because, code: "smtp-temporary" }, trace };
};
