/** How often one address, or one session, may ask: a bucket that fills again with time. */
import type { Clock } from "../../ports/clock.ts";

export class Rate {
  readonly #clock: Pick<Clock, "monotonic">;
  readonly #perMinute: number;
  readonly #left = new Map<string, { readonly tokens: number; readonly at: number }>();

  constructor(clock: Pick<Clock, "monotonic">, perMinute: number) {
    this.#clock = clock;
    this.#perMinute = perMinute;
  }

  /** Milliseconds to wait; 0: it may. */
  wait(who: string): number {
    const now = this.#clock.monotonic();
    const perMs = this.#perMinute / 60_000;
    const before = this.#left.get(who) ?? { tokens: this.#perMinute, at: now };
    const tokens = Math.min(this.#perMinute, before.tokens + (now - before.at) * perMs);
    this.#left.delete(who);
    if (this.#left.size >= visitorsMax) this.#left.clear();
    const may = tokens >= 1;
    this.#left.set(who, { tokens: may ? tokens - 1 : tokens, at: now });
    return may ? 0 : Math.ceil((1 - tokens) / perMs);
  }
}

/** More than a firm has machines and people: then somebody plays with addresses, and all begin anew. */
const visitorsMax = 10_000;
