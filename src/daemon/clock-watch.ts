/**
 * Tells when the wall clock jumped (mail.md F80). Waits are monotonic, so nothing else changes: sending goes
 * on. No alarm depends on the time of day here; those of legal hours must ask a witness first.
 */
import { limits } from "../domain/limits.ts";
import type { Clock } from "../ports/clock.ts";
import type { JournalReader } from "../ports/journal.ts";
import type { Problems } from "./problems.ts";

export interface ClockParts {
  readonly clock: Clock;
  readonly journal: Pick<JournalReader, "head">;
  readonly problems: Problems;
}

const about = "horloge";

export const clockWatch = async (parts: ClockParts, signal: AbortSignal): Promise<void> => {
  const { clock, journal, problems } = parts;
  const newest = (await journal.head())?.at ?? Number.NEGATIVE_INFINITY;
  // The last moment at which the wall clock was right, as far as anybody can tell.
  let right = { wall: Math.max(newest, clock.now()), passed: clock.monotonic() };
  let told: "right" | "back" | "ahead" = "right";
  let toldUntil = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    const now = { wall: clock.now(), passed: clock.monotonic() };
    const back = right.wall - now.wall;
    // A suspended machine looks the same: its monotonic clock stood still on Linux.
    const ahead = -back - (now.passed - right.passed);
    const isBack = back > limits.clockBackMsMax;
    const isAhead = ahead > limits.clockAheadMsMax;
    if (isAhead) toldUntil = now.passed + limits.clockAheadToldMs;
    const state = isBack ? "back" : now.passed < toldUntil ? "ahead" : "right";
    if (state !== told) problems.clear(about, "clock-jump");
    if (isBack) problems.raise("clock-jump", about, `- ${minutes(back)} min`);
    if (isAhead) problems.raise("clock-jump", about, `+ ${minutes(ahead)} min`);
    told = state;
    if (!isBack) right = { wall: Math.max(right.wall, now.wall), passed: now.passed };
    await clock.wait(limits.clockCheckMs, signal);
  }
};

const minutes = (ms: number): number => Math.round(ms / 60_000);
