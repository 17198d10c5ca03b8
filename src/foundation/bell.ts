/**
 * A hint that there may be something to look at. Ringing while nobody waits is remembered once, so no
 * hint is lost and none piles up.
 */
interface Waiter {
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

const reason = "rung";

export class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves when rung, after `ms`, or when aborted. One waiter at a time. */
  async wait(ms: number, clock: Waiter, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      const woken = new AbortController();
      // A reason of ours: without one, each ring would cost an exception with its stack.
      const wake = (): void => woken.abort(reason);
      this.#wake = wake;
      signal.addEventListener("abort", wake, { once: true });
      await clock.wait(ms, woken.signal);
      signal.removeEventListener("abort", wake);
      this.#wake = undefined;
    }
    this.#rung = false;
  }
}
