/** A clock that only a test moves. Waits end when time is advanced past them, never by themselves. */
import type { Instant } from "../../src/domain/ids.ts";
import type { Clock } from "../../src/ports/clock.ts";

export interface MemoryClock extends Clock {
  /** Both clocks go on by `ms`; waits that end meanwhile resolve, in the order of their ends. */
  advance(ms: number): Promise<void>;
  /** The wall clock alone jumps, forward or back (mail.md F80). */
  jump(ms: number): void;
  /** Waits that have not ended. */
  waiting(): number;
}

export const memoryClock = (start: Instant = Date.UTC(2026, 10, 5, 8)): MemoryClock => {
  let wall = start;
  let elapsed = 0;
  const waits = new Set<{ readonly end: number; readonly wake: () => void }>();

  return {
    now: () => wall,
    monotonic: () => elapsed,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || ms <= 0) return resolve();
        const wake = (): void => {
          waits.delete(wait);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        const wait = { end: elapsed + ms, wake };
        waits.add(wait);
        signal.addEventListener("abort", wake, { once: true });
      }),
    async advance(ms) {
      const target = elapsed + ms;
      for (;;) {
        const [next] = [...waits].filter((one) => one.end <= target).sort((a, b) => a.end - b.end);
        if (!next) break;
        wall += next.end - elapsed;
        elapsed = next.end;
        next.wake();
        // Whoever was waiting may do something, and wait again, before time goes on.
        await new Promise((resolve) => setImmediate(resolve));
      }
      wall += target - elapsed;
      elapsed = target;
    },
    jump: (ms) => {
      wall += ms;
    },
    waiting: () => waits.size,
  };
};

/** Time goes by a minute at a time, and whoever wakes does all it has to do before it goes on. */
export const passMinutes = async (clock: MemoryClock, ms: number): Promise<void> => {
  for (let left = ms; left > 0; left -= 60_000) {
    await clock.advance(Math.min(left, 60_000));
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
};
