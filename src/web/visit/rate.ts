/** How often one address may ask: a bucket that fills again with time. */
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
  wait(address: string): number {
    const now = this.#clock.monotonic();
    const perMs = this.#perMinute / 60_000;
    const before = this.#left.get(address) ?? { tokens: this.#perMinute, at: now };
    const tokens = Math.min(this.#perMinute, before.tokens + (now - before.at) * perMs);
    this.#left.delete(address);
    if (this.#left.size >= addressesMax) this.#left.clear();
    const may = tokens >= 1;
    this.#left.set(address, { tokens: may ? tokens - 1 : tokens, at: now });
    return may ? 0 : Math.ceil((1 - tokens) / perMs);
  }
}

/** More addresses than a firm has machines: then somebody plays with them, and all begin anew. */
const addressesMax = 10_000;
