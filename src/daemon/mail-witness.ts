/** What the mailboxes say of time: when each was read to its end, and the newest stamp of their servers. */
import type { Instant } from "../domain/ids.ts";
import type { MailWitness } from "./alarm-loop.ts";
import type { Problems } from "./problems.ts";

export class MailTimes implements MailWitness {
  readonly #looked = new Map<string, Instant | undefined>();
  readonly #problems: Problems;
  #newest: Instant = 0;

  constructor(watched: readonly string[], problems: Problems) {
    for (const identity of watched) this.#looked.set(identity, undefined);
    this.#problems = problems;
  }

  /** Read to its end, by a look that began at `began`. */
  looked(identity: string, began: Instant): void {
    this.#looked.set(identity, began);
  }

  stamped(arrived: Instant): void {
    this.#newest = Math.max(this.#newest, arrived);
  }

  lookedAt(): Instant | undefined {
    const all = [...this.#looked.values()];
    return all.length === 0 || all.includes(undefined)
      ? undefined
      : Math.min(...all.map((at) => at ?? 0));
  }

  newestStamp(): Instant {
    return this.#newest;
  }

  doubted(): boolean {
    return this.#problems.list().some((p) => p.code === "clock-jump");
  }
}
