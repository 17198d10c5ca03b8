/** How far back a mailbox is read: no mail of before the agent is about what it sent. */
import type { Instant } from "../ids.ts";

const dayMs = 86_400_000;

export const mailSince = (about: {
  /** When the agent was made. */
  readonly created: Instant;
  readonly now: Instant;
  readonly days: number;
}): Instant => {
  const oldest = about.now - about.days * dayMs;
  // Made under a clock that was ahead: it would read nothing before that day comes (mail.md F80).
  return about.created > about.now ? oldest : Math.max(about.created - dayMs, oldest);
};
