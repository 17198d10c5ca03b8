/**
 * What became of a refusal that another deposit declared again: every report asks this one function, so that none
 * asks for a correction that was made. Pure.
 */
import type { Deposit } from "./deposit.ts";
import type { DepositId } from "./ids.ts";
import type { NextStep, Situation } from "./rollup.ts";

export interface Correction {
  /** The newest deposit that declares it again: what becomes of it is told there. */
  readonly by: DepositId;
  /** Refused declarations of which no later deposit holds anything. */
  readonly left: number;
  /** Refused declarations that were declared again. */
  readonly made: number;
}

export const correctionOf = (d: Deposit): Correction | undefined => {
  const last = d.corrected.at(-1);
  if (last === undefined) return undefined;
  const led = new Set(d.corrected.flatMap((c) => c.declarations));
  const refused = d.declarations.filter((s) => s.is === "refused");
  const left = refused.filter((s) => !led.has(s.id)).length;
  return { by: last.by, left, made: refused.length - left };
};

/** What a person does next about the deposit itself. */
export const nextAfter = (s: Situation, correction: Correction | undefined): NextStep =>
  correction?.left === 0 ? "voir-le-rapport" : s.next;

/** Whether nothing of it is left to wait or look for here: every refusal was declared again, the rest is registered. */
export const isLedOn = ({ counts: c }: Situation, correction: Correction | undefined): boolean =>
  correction?.left === 0 && c.registered + c.refused + c.refusedUnproven + c.superseded === c.total;
