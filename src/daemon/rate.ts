/** When attempts began in the last day, and how many of them in the last minute: each instant is looked at once. */
const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Forgotten instants are taken away together. */
const tidyCount = 1_000;

export class Rate {
  /** Monotonic instants, oldest first. */
  #begun: number[] = [];
  #today = 0;
  #thisMinute = 0;

  /** Attempts that an earlier life of the agent made, in any order. */
  remember(begun: readonly number[]): void {
    this.#begun = [...this.#begun.slice(this.#today), ...begun].sort((a, b) => a - b);
    this.#today = 0;
    this.#thisMinute = 0;
  }

  count(now: number): void {
    this.#begun.push(now);
  }

  /** An attempt that was counted and never began. */
  giveBack(): void {
    if (this.#begun.length > Math.max(this.#today, this.#thisMinute)) this.#begun.pop();
  }

  /** How many since a day and since a minute ago. */
  since(now: number): { readonly day: number; readonly minute: number } {
    const begun = this.#begun;
    while ((begun[this.#today] ?? Number.POSITIVE_INFINITY) <= now - dayMs) this.#today += 1;
    while ((begun[this.#thisMinute] ?? Number.POSITIVE_INFINITY) <= now - minuteMs)
      this.#thisMinute += 1;
    const counts = { day: begun.length - this.#today, minute: begun.length - this.#thisMinute };
    if (this.#today > tidyCount) this.remember([]);
    return counts;
  }
}
