/**
 * The agent's own facts of some kinds, to the last one. What counts is mostly what was said last, and an agent that
 * runs for years has more of them than one answer holds.
 */

import type { AgentFact } from "../domain/facts/agent.ts";
import type { FactOf, Recorded } from "../domain/facts.ts";
import { limits } from "../domain/limits.ts";
import type { JournalReader } from "../ports/journal.ts";

type Kind = AgentFact["is"];

/** Oldest first. */
export const agentFacts = async <K extends Kind>(
  journal: Pick<JournalReader, "facts">,
  ...kinds: readonly K[]
): Promise<readonly Recorded<FactOf<K>>[]> => {
  const wanted = new Set<string>(kinds);
  const isWanted = (fact: Recorded): fact is Recorded<FactOf<K>> => wanted.has(fact.is);
  const all: Recorded<FactOf<K>>[] = [];
  for (let after = 0; ; ) {
    const page = await journal.facts({ agent: true, is: kinds, after }, limits.agentFactsBatchMax);
    all.push(...page.filter(isWanted));
    after = page.at(-1)?.seq ?? after;
    if (page.length < limits.agentFactsBatchMax) return all;
  }
};
