/** The machine's clocks. See ports/clock.ts. */
import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../../ports/clock.ts";

/** Node fires at once for anything longer (2^31 - 1 ms, about 24 days). */
const timerMsMax = 2_147_483_647;

export const systemClock = (): Clock => ({
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async wait(ms, signal) {
    const end = performance.now() + ms;
    for (let left = ms; left > 0 && !signal.aborted; left = end - performance.now())
      await pause(Math.min(left, timerMsMax), undefined, { signal }).catch(() => undefined);
  },
});
