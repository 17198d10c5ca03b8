/**
 * Whether the journal vouches for the hour that a clock tells. A purge counts in years: under a clock that is years ahead it
 * would take what must be kept, and nothing brings that back. An agent that works writes; where nothing was written for
 * half a year, or only for a few weeks since, it is the clock that may have jumped.
 */
import type { Instant } from "./ids.ts";
import { limits } from "./limits.ts";

export class VouchedHour {
  #newest: Instant | undefined;
  /** The last line before the latest silence, and the first after it. */
  #silence: { readonly from: Instant; readonly to: Instant } | undefined;

  /** Each line's hour, in the journal's order. */
  follow(at: Instant): void {
    const newest = this.#newest ?? at;
    if (at > newest + limits.silenceMsMax) this.#silence = { from: newest, to: at };
    const silence = this.#silence;
    const isBack = silence !== undefined && at < silence.to;
    // A clock that had jumped ahead was set right since, unless what it was set to is as far.
    if (isBack)
      this.#silence =
        at > silence.from + limits.silenceMsMax ? { from: silence.from, to: at } : undefined;
    this.#newest = isBack ? at : Math.max(newest, at);
  }

  /** The hour that is certain at least, where `now` is not. */
  doubts(now: Instant): Instant | undefined {
    if (this.#newest === undefined) return undefined;
    if (now > this.#newest + limits.silenceMsMax) return this.#newest;
    if (!this.#silence || now > this.#silence.to + limits.vouchedMsMin) return undefined;
    return this.#silence.from;
  }
}
