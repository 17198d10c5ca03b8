/**
 * What the journal tells a start about logins: a service that is started again and again with a wrong password would ask
 * its provider each time, who locks the account (mail.md F47). A person who has put it right starts the agent too: one try
 * more is theirs at once, the next waits for the hour, or for `facteur probe`.
 */
import type { FactOf, Recorded } from "../domain/facts.ts";
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { agentFacts } from "../journey/agent-facts.ts";
import type { World } from "../journey/world.ts";

export type LoginServer = FactOf<"login-answered">["server"];

export interface LoginMemory {
  /** What the server said when the identity was suspended, while it still is. */
  readonly suspended: string | undefined;
  /** By the submission server itself; else by the mailbox alone. */
  readonly bySending: boolean;
  /** What each server was last heard to refuse, and milliseconds until it may be asked again. */
  readonly refused: Partial<Record<LoginServer, { readonly said: string; readonly wait: number }>>;
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
    // One of before servers were told apart: only sending, or a person, says that all is well.
    bySending: submission !== undefined || mailbox === undefined,
    refused: { ...(submission ? { submission } : {}), ...(mailbox ? { mailbox } : {}) },
  };
};

/** Nothing to wait for after one refusal; after two within the hour, what is left of it. */
const refusedBy = (facts: readonly LoginFact[], server: LoginServer, now: Instant) => {
  const answers = facts.filter((f) => f.is === "login-answered" && f.server === server);
  const refusals = answers.slice(answers.findLastIndex((f) => "took" in f && f.took) + 1);
  const last = refusals.at(-1);
  if (last === undefined) return undefined;
  const lately = refusals.filter(({ at }) => at > now - limits.loginRetryMs);
  const wait = lately.length < 2 ? 0 : last.at + limits.loginRetryMs - now;
  return { said: "said" in last ? (last.said ?? "") : "", wait };
};
