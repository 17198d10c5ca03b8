/** The deposits that declare for an employer, as far as their contents are still kept; of those read after a fact, when it is given. */
import type { Deposit } from "../domain/deposit.ts";
import { limits } from "../domain/limits.ts";
import type { JournalReader } from "../ports/journal.ts";
import type { Store } from "../ports/store.ts";
import { contentOf } from "./content.ts";

export async function* declaringFor(
  world: { readonly journal: JournalReader; readonly store: Store },
  siret: string,
  since = 0,
): AsyncGenerator<Deposit> {
  for (let after = since; ; ) {
    const facts = await world.journal.facts({ after, is: ["recognised"] }, limits.auditBatchMax);
    for (const fact of facts) {
      if (fact.is !== "recognised") continue;
      const deposit = await world.journal.deposit(fact.deposit);
      // Recognised again, by a later reading: the last one counts, once.
      if (!deposit || deposit.recognised?.content !== fact.content) continue;
      const { declarations } = await contentOf(world, deposit);
      if (declarations.some((d) => d.siret === siret)) yield deposit;
    }
    const last = facts.at(-1);
    if (!last) return;
    after = last.seq;
  }
}
