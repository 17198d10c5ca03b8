/**
 * What the journal tells a start about logins: a service that is started again and again with a wrong password would ask
 * its provider each time, who locks the account (mail.md F47). A person who has put it right starts the agent too: one try
 * more is theirs at once, the next waits for the hour, or for `facteur probe`.
 */

import type { Suspender } from "../domain/facts/agent.ts";
import type { FactOf, Recorded } from "../domain/facts.ts";
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { agentFacts } from "../journey/agent-facts.ts";
import type { World } from "../journey/world.ts";

export type LoginServer = FactOf<"login-answered">["server"];

interface Refused {
  readonly said: string;
  readonly wait: number;
  readonly at: Instant;
}

export interface LoginMemory {
  /** What the server said when the identity was suspended, while it still is. */
  readonly suspended: string | undefined;
  /** Who refused it: only the submission server's own word needs sending, or a person, to take it back. */
  readonly by: Suspender;
  /** When the submission server last refused it, or it was suspended: a dot of an attempt begun since proves the login. */
  readonly since: Instant;
  /** What each server was last heard to refuse, and milliseconds until it may be asked again. */
  readonly refused: Partial<Record<LoginServer, Refused>>;
}

type LoginFact = Recorded<FactOf<"identity-suspended" | "identity-resumed" | "login-answered">>;

export const loginMemory = async (
  journal: World["journal"],
  now: Instant,
): Promise<ReadonlyMap<string, LoginMemory>> => {
  const kinds = ["identity-suspended", "identity-resumed", "login-answered"] as const;
  const told = new Map<string, LoginFact[]>();
  for (const fact of await agentFacts(journal, ...kinds)) {
    const before = fact.is === "identity-resumed" ? [] : (told.get(fact.identity) ?? []);
    told.set(fact.identity, [...before, fact]);
  }
  return new Map([...told].map(([identity, facts]) => [identity, memoryOf(facts, now)]));
};

/** Of what was told since the identity was last resumed. */
const memoryOf = (facts: readonly LoginFact[], now: Instant): LoginMemory => {
  const suspended = facts.findLast((fact) => fact.is === "identity-suspended");
  const submission = refusedBy(facts, "submission", now);
  const mailbox = refusedBy(facts, "mailbox", now);
  return {
    suspended: suspended?.said,
    by: submission ? "sending" : (suspended?.because ?? "sending"),
    since: Math.max(suspended?.at ?? 0, submission?.at ?? 0),
    refused: { ...(submission ? { submission } : {}), ...(mailbox ? { mailbox } : {}) },
  };
};

/**
 * Nothing to wait for after one refusal; after two within the hour, what is left of it. A line of our future was written
 * under a clock that has been put back since: it says nothing of how long ago that was (mail.md F80).
 */
const refusedBy = (facts: readonly LoginFact[], server: LoginServer, now: Instant) => {
  const answers = facts.filter((f) => f.is === "login-answered").filter((f) => f.server === server);
  const refusals = answers.slice(answers.findLastIndex((f) => f.took) + 1);
  const last = refusals.at(-1);
  if (last === undefined) return undefined;
  const lately = refusals.filter(({ at }) => at > now - limits.loginRetryMs && at <= now);
  const newest = Math.max(...lately.map(({ at }) => at));
  const wait = lately.length < 2 ? 0 : newest + limits.loginRetryMs - now;
  return { said: last.said ?? "", wait, at: last.at };
};
