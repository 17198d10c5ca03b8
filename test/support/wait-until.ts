/** Waits for a condition, never for a time. Throws with `what` when the deadline passes. */
import { setTimeout as pause } from "node:timers/promises";

export const waitUntil = async <T>(
  what: string,
  condition: () => T | Promise<T>,
  // For the busiest machine that runs the tests: whoever waits for what comes waits no longer for that.
  deadlineMs = 60_000,
): Promise<NonNullable<T>> => {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== null && value !== false) return value;
    if (performance.now() > end) throw new Error(`waited ${deadlineMs} ms for: ${what}`);
    await pause(20);
  }
};
