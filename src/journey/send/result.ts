/**
 * The result of an attempt, when the journal would not take it: the only thing that the agent knows and
 * the disk does not. Whoever holds one writes it down before anything else is sent; if the process dies first,
 * the journal says dot without end, which is uncertain, and right (mail.md F27, F31).
 */
import type { FactOf } from "../../domain/facts.ts";
import type { Journal } from "../../ports/journal.ts";

type Result = FactOf<"attempt-ended">;

export class Unwritten extends Error {
  readonly result: Result;
  constructor(result: Result, cause: unknown) {
    super(`the result of ${result.message} could not be written`, { cause });
    this.name = "Unwritten";
    this.result = result;
  }
}

/** Does nothing when the attempt has its end already: a commit may fail and yet be there. */
export const writeResult = (world: { readonly journal: Journal }, result: Result): Promise<void> =>
  world.journal.transact(async (t) => {
    const deposit = await t.deposit(result.deposit);
    const stage = deposit?.messages.find((m) => m.id === result.message)?.stage;
    if (stage?.is === "sending" && stage.attempt.number === result.attempt) await t.append(result);
  });
