/** `envoi.apres`, `envoi.avant`: the hours of the day, in the law's zone, in which a message may leave. */
import type { Instant } from "./ids.ts";
import { parisDay, parisInstant, parisIso } from "./paris-time.ts";

export interface SendWindow {
  /** `HH:MM`, included. */
  readonly after?: string;
  /** `HH:MM`, excluded. */
  readonly before?: string;
}

/**
 * The first instant from `at` on that lies in the window. A legal deadline is stronger: a message that
 * would miss it by waiting leaves at once (a late declaration is worse than an early one).
 */
export const inWindow = (at: Instant, window: SendWindow, deadline?: Instant): Instant => {
  const open = nextOpening(at, window);
  return deadline !== undefined && open > deadline ? at : open;
};

const nextOpening = (at: Instant, { after = "00:00", before = "24:00" }: SendWindow): Instant => {
  const hour = parisIso(at).slice(11, 16);
  // From 20:00 to 06:00: over midnight.
  const overnight = before <= after;
  const inside = overnight ? hour >= after || hour < before : hour >= after && hour < before;
  if (inside) return at;
  const today = parisInstant(parisDay(at), after) ?? at;
  if (today > at) return today;
  return parisInstant(parisDay(at + dayMs), after) ?? at;
};

const dayMs = 86_400_000;
