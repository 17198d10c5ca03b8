/**
 * The deposits that name a person, looked for in what was read of each file (a right of access, or of erasure). Nothing of the
 * search is kept. By social security number, 13 characters with or without its key and blanks, or by family and
 * given name, without regard to accents and case.
 */
import type { Hire } from "../domain/declaration.ts";
import type { Deposit } from "../domain/deposit.ts";
import { limits } from "../domain/limits.ts";
import { isPurged } from "../domain/purge.ts";
import type { JournalReader } from "../ports/journal.ts";
import type { Store } from "../ports/store.ts";
import { contentOf } from "./content.ts";

export interface FoundPerson {
  readonly deposit: Deposit;
  /** How many other declarations stand in the same file, and would go with it. */
  readonly others: number;
}

export async function* findPerson(
  world: { readonly journal: JournalReader; readonly store: Store },
  person: string,
): AsyncGenerator<FoundPerson> {
  const isThem = matching(person);
  for (let after = 0; ; ) {
    const facts = await world.journal.facts({ after }, limits.auditBatchMax);
    for (const fact of facts) {
      if (fact.is !== "recognised") continue;
      const deposit = await world.journal.deposit(fact.deposit);
      if (!deposit || isPurged(deposit, "originals")) continue;
      const { declarations } = await contentOf(world, deposit);
      const theirs = declarations.filter((d) => d.kind === "dpae" && isThem(d)).length;
      if (theirs > 0) yield { deposit, others: declarations.length - theirs };
    }
    const last = facts.at(-1);
    if (!last) return;
    after = last.seq;
  }
}

const matching = (text: string): ((hire: Hire) => boolean) => {
  const number = text.replace(/[\s.]/gu, "").toUpperCase();
  if (/^[1-478]\d{4}(?:\d{2}|2[AB])\d{6}(?:\d{2})?$/u.test(number))
    return ({ person }) => person.nir.toUpperCase() === number.slice(0, 13);
  const wanted = plain(text);
  return ({ person }) => {
    const [family, given] = [plain(person.family), plain(person.given)];
    return wanted !== "" && (wanted === `${family} ${given}` || wanted === `${given} ${family}`);
  };
};

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/gu, " ")
    .trim();
