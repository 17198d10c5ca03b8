/**
 * What became of a refusal, of the organism's or of our own checks, that another deposit declared again: every report
 * asks this one function, so that none asks for a correction that was made. Pure.
 */
import type { DeclarationState } from "./declaration-state.ts";
import type { Deposit } from "./deposit.ts";
import type { DepositId } from "./ids.ts";
import type { NextStep, Situation } from "./rollup.ts";

export interface Correction {
  /** The newest deposit that declares it again: what becomes of it is told there. */
  readonly by: DepositId;
  /** Declarations to be corrected of which no later deposit holds anything. */
  readonly left: number;
  /** Those that were declared again. */
  readonly made: number;
}

/** What somebody must declare again: what was refused; of a file that was rejected whole, all that it declares. */
export const toCorrect = (d: Deposit): readonly DeclarationState[] =>
  d.declarations.filter((s) =>
    d.stage.is === "rejected" ? s.is === "waiting" : s.is === "refused",
  );

export const correctionOf = (d: Deposit): Correction | undefined => {
  const last = d.corrected.at(-1);
  if (last === undefined) return undefined;
  const led = new Set(d.corrected.flatMap((c) => c.declarations));
  const wrong = toCorrect(d);
  const left = wrong.filter((s) => !led.has(s.id)).length;
  return { by: last.by, left, made: wrong.length - left };
};

/** What a person does next about the deposit itself. */
export const nextAfter = (s: Situation, correction: Correction | undefined): NextStep =>
  correction?.left === 0 ? "voir-le-rapport" : s.next;

/** Whether nothing of it is left to wait or look for here: every refusal was declared again, the rest is registered. */
export const isLedOn = (
  { is, counts: c }: Situation,
  correction: Correction | undefined,
): boolean =>
  correction?.left === 0 &&
  (is === "rejete" || c.registered + c.refused + c.refusedUnproven + c.superseded === c.total);
