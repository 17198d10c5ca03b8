/** Time. Intervals are monotonic; only instants that are written down come from the wall clock. */
import type { Instant } from "../domain/ids.ts";

export interface Clock {
  /** Wall clock, milliseconds since 1970 UTC. May jump either way. */
  now(): Instant;
  /** Milliseconds since an arbitrary origin; never goes back. */
  monotonic(): number;
  /** Resolves after `ms`, or at once when the signal aborts (it never rejects). */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}
