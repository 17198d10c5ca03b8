/** The programs and keys of an external sealing as the journal knows them, and a person's word that others are right now. */
import type { FactOf } from "../domain/facts.ts";
import type { SealProgram } from "../domain/seal.ts";
import type { JournalReader } from "../ports/journal.ts";
import { agentFacts } from "./agent-facts.ts";
import type { World } from "./world.ts";

/** Undefined before the first use. */
export const knownPrograms = async (
  world: { readonly journal: Pick<JournalReader, "facts"> },
  sealer: string,
): Promise<FactOf<"sealer-known"> | undefined> => {
  const known = await agentFacts(world.journal, "sealer-known");
  return known.findLast((fact) => fact.sealer === sealer);
};

export interface Acceptance {
  readonly sealer: string;
  /** As the person saw them: what stands there a moment later must still be compared. */
  readonly programs: readonly SealProgram[];
  readonly by: string;
  readonly reason: string;
}

export const acceptPrograms = (
  world: Pick<World, "journal">,
  { sealer, programs, by, reason }: Acceptance,
): Promise<void> =>
  world.journal.transact((t) => t.append({ is: "sealer-known", sealer, programs, by, reason }));
