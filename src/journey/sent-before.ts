/**
 * The business-key guard: a declaration that was sent before, with other bytes, is not sent again without
 * an answer. A hire is SIRET, person, date and hour, so that successive contracts of one person are
 * normal; a return is SIRET, organism, form, period and reference (domain/declaration.ts).
 */
import { type Deposit, endedUnsent } from "../domain/deposit.ts";
import type { FactOf, ReplaceAnswer } from "../domain/facts.ts";
import { type DeclarationId, type DepositId, declarationId } from "../domain/ids.ts";
import { declares, mayHaveArrived, modeOf } from "../domain/message.ts";
import type { JournalReader } from "../ports/journal.ts";

/** Holders looked at first; a file that is dropped every minute in test has more, and none of them may hide the one that left. */
const holdersMax = 50;

/** Earlier deposits, in real mode, that declared the same and that nobody refused; by deposit, the declarations met. */
export const sentBefore = async (
  world: { readonly journal: JournalReader },
  deposit: Deposit,
): Promise<ReadonlyMap<DepositId, readonly DeclarationId[]>> => {
  const met = new Map<DepositId, DeclarationId[]>();
  for (const key of deposit.recognised?.keys ?? [])
    for (const other of await everyHolder(world.journal, key)) {
      const position = (other.recognised?.keys.indexOf(key) ?? -1) + 1;
      if (other.id === deposit.id || !counts(other, { position, than: deposit })) continue;
      met.set(other.id, [...(met.get(other.id) ?? []), declarationId(other.id, position)]);
    }
  return met;
};

/** All deposits that hold this key, however many. */
export const everyHolder = async (
  journal: JournalReader,
  key: string,
): Promise<readonly Deposit[]> => {
  for (let most = holdersMax; ; most *= 4) {
    const found = await journal.find({ by: "key", key }, most);
    if (found.length < most) return found;
  }
};

/** A correction of what was refused, and a repetition of what never left, are what people are told to do. */
const counts = (
  other: Deposit,
  { position, than }: { readonly position: number; readonly than: Deposit },
): boolean => {
  const state = other.declarations[position - 1]?.is;
  if (other.claimed.mode !== "reel" || state === "refused" || state === "superseded") return false;
  if (state === "registered" || state === "received" || state === "otherwise") return true;
  // Of a file that left cut, the mail that holds it: the others' fate is not its own.
  const id = declarationId(other.id, position);
  const holding = other.messages.filter(
    (m) => declares(m) && modeOf(m) === "reel" && m.frozen.declarations.includes(id),
  );
  if (other.messages.length > 0)
    return holding.some((m) => mayHaveArrived(m) || m.stage.is === "queued");
  // Two files under way together: the one that was taken first goes, the other asks.
  return !endedUnsent(other) && other.claimed.seq < than.claimed.seq;
};

/** What the answer « replacement » changes: older receipts are no longer proof (seed 002 §2.5). */
export const supersede = (
  by: Deposit,
  met: ReadonlyMap<DepositId, readonly DeclarationId[]>,
  answer: ReplaceAnswer | undefined,
): readonly FactOf<"superseded">[] =>
  answer === "replacement"
    ? [...met].map(([deposit, declarations]) => ({
        is: "superseded",
        deposit,
        declarations,
        by: by.id,
      }))
    : [];
