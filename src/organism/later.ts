/** Work that waits for its time: bounded, and cancelled as a whole. */
import { limits } from "../domain/limits.ts";

export class Later implements Disposable {
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;

  /** False when too much waits already, or when all is over: then the work is not taken. */
  run(delayMs: number, work: () => void): boolean {
    if (this.#stopped || this.full) return false;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, delayMs);
    this.#timers.add(timer);
    return true;
  }

  get full(): boolean {
    return this.#timers.size >= limits.organismPendingMax;
  }

  [Symbol.dispose](): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
