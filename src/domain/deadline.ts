/**
 * Legal deadlines that a file tells by itself. A hire is declared before it begins (Code du travail
 * R1221-4 and following; formats.md §2): its own date and hour. Returns have calendars, which are data of
 * another day: without one there is no deadline here, and age decides.
 */
import type { Declaration } from "./declaration.ts";
import type { Instant } from "./ids.ts";
import { parisInstant } from "./paris-time.ts";

/** The earliest of the declarations' deadlines; undefined when none tells one. */
export const deadlineOf = (declarations: readonly Declaration[]): Instant | undefined => {
  const all = declarations.flatMap((d) =>
    d.kind === "dpae" ? (parisInstant(d.hireDate, d.hireHour) ?? []) : [],
  );
  return all.length > 0 ? all.reduce((a, b) => Math.min(a, b)) : undefined;
};

const hourMs = 3_600_000;
/** What a person needs to call the organism and act. */
const personMs = 4 * hourMs;
/** Without a deadline: every organism answers within 48 hours (seed 002 §3.3.5); half of it is left. */
const patienceMs = 24 * hourMs;

/** The latest hour at which a person can still act on a message that became uncertain at `since`. */
export const latestSafeHour = (since: Instant, deadline: Instant | undefined): Instant =>
  deadline === undefined
    ? since + patienceMs
    : Math.max(since, Math.min(deadline - personMs, since + patienceMs));
