/** When each identity last did what it is there for: a mail accepted, its mailbox read to the end, an answer found there. */
import type { RoundTrip } from "../domain/health.ts";
import type { Instant } from "../domain/ids.ts";

export class RoundTrips {
  readonly #trips = new Map<string, RoundTrip>();

  constructor(identities: readonly string[]) {
    for (const identity of identities) this.#trips.set(identity, { identity });
  }

  note(identity: string, what: "acceptedAt" | "readAt" | "answeredAt", at: Instant): void {
    const before = this.#trips.get(identity) ?? { identity };
    this.#trips.set(identity, { ...before, [what]: at });
  }

  list(): readonly RoundTrip[] {
    return [...this.#trips.values()];
  }
}
