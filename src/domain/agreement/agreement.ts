/**
 * The client's agreement to a deposit that `validation=client` holds: explicit, or tacit once a statement was given and
 * the delay has run on the dossier's calendar. Pure: the agent, the commands and the papers ask this one function. Past
 * the legal deadline nothing is tacit: a late sending is a person's decision (docs/decisions/0040).
 */
import { delayEnds, type WorkCalendar } from "../calendar/working-days.ts";
import type { Deposit } from "../deposit.ts";
import type { Instant } from "../ids.ts";

export type AgreementStand =
  /** It does not wait for a client. */
  | { readonly is: "not-asked" }
  /** Its rules know no tacit agreement. */
  | { readonly is: "explicit-only" }
  /** No delay runs before the client has the statement. */
  | { readonly is: "to-give" }
  | { readonly is: "running"; readonly given: Instant; readonly ends: Instant }
  | { readonly is: "agreed"; readonly given: Instant; readonly ends: Instant }
  /** The delay ends, or was noticed to have ended, behind the deadline. */
  | { readonly is: "too-late"; readonly given: Instant; readonly ends: Instant };

export const agreementStand = (
  deposit: Deposit,
  { now, calendar }: { readonly now: Instant; readonly calendar: WorkCalendar },
): AgreementStand => {
  if (!awaitsClient(deposit) || deposit.stage.is !== "held") return { is: "not-asked" };
  const { tacit } = deposit.stage.hold;
  if (tacit === undefined || tacit.length === 0) return { is: "explicit-only" };
  // Given again because the first did not arrive: the client has all of the delay from then on.
  const last = deposit.given?.at(-1);
  // A link that let nothing go: its client had the statement of what the rules sent before.
  const isOfBefore = deposit.orders.some((o) => o.link !== undefined && o.seq > (last?.seq ?? 0));
  const given = isOfBefore ? undefined : last?.at;
  if (given === undefined) return { is: "to-give" };
  const ends = Math.max(...tacit.map((delay) => delayEnds(given, delay, calendar)));
  const times = { given, ends };
  const deadline = deposit.claimed.mode === "reel" ? deposit.recognised?.deadline : undefined;
  // A midnight that ends the delay is the deadline's own: only what lies before it is in time.
  if (deadline !== undefined && Math.max(ends, now) >= deadline)
    return { is: "too-late", ...times };
  return { is: now >= ends ? "agreed" : "running", ...times };
};

export const awaitsClient = ({ stage }: Deposit): boolean =>
  stage.is === "held" && stage.hold.because === "agreement-needed";
