/** The machine's clocks. See ports/clock.ts. */
import type { Clock } from "../../ports/clock.ts";

/** Node fires at once for anything longer (2^31 - 1 ms, about 24 days). */
const timerMsMax = 2_147_483_647;

export const systemClock = (): Clock => ({
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async wait(ms, signal) {
    const end = performance.now() + ms;
    for (let left = ms; left > 0 && !signal.aborted; left = end - performance.now())
      await pause(Math.min(left, timerMsMax), signal);
  },
});

/** Not the library's, which makes an exception with its stack each time a wait is cut short. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end, { once: true });
  });
