/** Every generation of each declaration of a deposit, found by the journal's index of business keys. */
import type { Deposit } from "../../domain/deposit.ts";
import { type Generation, generationsOf } from "../../domain/generations.ts";
import type { JournalReader } from "../../ports/journal.ts";

/** Corrected more often, a declaration is a person's business anyway. */
const holdersMax = 50;

export interface DeclarationGenerations {
  /** In the deposit that was asked about. */
  readonly position: number;
  readonly generations: readonly Generation[];
}

export const generationsFor = async (
  journal: Pick<JournalReader, "find">,
  deposit: Deposit,
): Promise<readonly DeclarationGenerations[]> => {
  const all: DeclarationGenerations[] = [];
  for (const [index, key] of (deposit.recognised?.keys ?? []).entries()) {
    const holders = await journal.find({ by: "key", key }, holdersMax);
    all.push({ position: index + 1, generations: generationsOf(key, holders) });
  }
  return all;
};
