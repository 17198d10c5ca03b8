/**
 * A hint that there may be something to look at. Ringing while nobody waits is remembered once, so no
 * hint is lost and none piles up.
 */
interface Waiter {
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

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
      this.#wake = () => woken.abort();
      await clock.wait(ms, AbortSignal.any([woken.signal, signal]));
      this.#wake = undefined;
    }
    this.#rung = false;
  }
}
