/**
 * Deposits that were folded lately, so that one more fact costs one fact and not the whole fold. A fold is a
 * value of the facts up to its `lastSeq`: what came after is read when it is asked for again, so nothing here can be
 * out of date. Only facts that were taken back would be; whoever rolls back forgets all.
 */
import {
  continueDeposit,
  type Deposit,
  type DepositFact,
  foldDeposit,
} from "../../domain/deposit.ts";
import type { Recorded } from "../../domain/facts.ts";

export class Folds {
  readonly #kept = new Map<number, Deposit>();
  readonly #max: number;
  readonly #others: Folds | undefined;

  /** `others`: those of another connection, of which only what stands in the database counts here too. */
  constructor(max: number, others?: Folds) {
    this.#max = max;
    this.#others = others;
  }

  /** The deposit of this number after the facts that `after` gives, which begin behind the one it names. */
  fold(n: number, after: (seq: number) => readonly Recorded<DepositFact>[]): Deposit | undefined {
    const kept = this.#kept.get(n);
    const facts = after(kept?.lastSeq ?? 0);
    if (kept && facts.length === 0) return kept;
    if (!kept && facts.length === 0) return undefined;
    const deposit = kept ? continueDeposit(kept, facts) : foldDeposit(facts);
    this.#kept.delete(n);
    this.#kept.set(n, deposit);
    if (this.#kept.size > this.#max) this.#forgetOldest();
    return deposit;
  }

  /**
   * The deposit of this number as it stands after its fact `lastSeq`, when that is at hand: no fact is read for it. Whoever
   * asks has seen that fact: the fold of a connection that is writing is never one of facts that may be taken back.
   */
  at(n: number, lastSeq: number): Deposit | undefined {
    const kept = this.#kept.get(n);
    return kept?.lastSeq === lastSeq ? kept : this.#others?.at(n, lastSeq);
  }

  /** After a rollback: the numbers of the facts that were taken back are given again. */
  forget(): void {
    this.#kept.clear();
  }

  #forgetOldest(): void {
    for (const n of this.#kept.keys()) {
      this.#kept.delete(n);
      return;
    }
  }
}
