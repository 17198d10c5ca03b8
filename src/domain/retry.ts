/** When a failed attempt is tried again. There is no give-up: a late declaration must still go. */
import type { Instant } from "./ids.ts";
import type { Attempt } from "./message.ts";
import type { Outcome } from "./outcome.ts";

/**
 * `failures`: attempts that ended in `later`, at least 1. `minutes`: the waits, the last one repeats;
 * one's own submission server may be tried sooner than RFC 5321 §4.5.4.1 asks of a remote MX.
 */
export const retryAt = (failures: number, now: Instant, minutes: readonly number[]): Instant => {
  const wait = minutes[Math.min(failures, minutes.length) - 1] ?? 60;
  return now + wait * 60_000;
};

/** No wait is longer, unless the server asked for it. */
export const longestRetryMs = (minutes: readonly number[]): number =>
  Math.max(...minutes, 60) * 60_000;

/**
 * Whether a message that is `due` goes at `at`. One due after `beyond` (`at` and the longest wait) was given its
 * hour by a clock that has been set back since: it goes now, rather than days late (mail.md F80).
 */
export const isDue = (due: Instant, at: Instant, beyond: Instant): boolean =>
  due <= at || due > beyond;

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
