/**
 * The generations of one declaration: every deposit that declared it, oldest first, and the one that counts (seed 002 §2.5: the
 * last one that the organism was sent cancels and replaces those before it). Pure; « the same » is the business key.
 */
import { type DeclarationIs, hasLeft } from "./declaration-state.ts";
import type { Deposit } from "./deposit.ts";
import { type DeclarationId, type DepositId, declarationId, type Instant } from "./ids.ts";
import type { Mode } from "./mode.ts";

export interface Generation {
  readonly deposit: DepositId;
  readonly declaration: DeclarationId;
  readonly taken: Instant;
  readonly mode: Mode;
  /** `unsent`: no mail that holds it has left. */
  readonly is: DeclarationIs | "unsent";
  /** The deposit that took its place, by a person's answer or as the correction of a refusal. */
  readonly replacedBy?: DepositId;
  /** Of real ones, at most those that somebody called separate stand side by side. */
  readonly counts: boolean;
}

/** `holders`: the deposits that hold this key, in any order. */
export const generationsOf = (key: string, holders: readonly Deposit[]): readonly Generation[] =>
  holders
    .toSorted((a, b) => a.claimed.seq - b.claimed.seq)
    .flatMap((deposit) => {
      const position = (deposit.recognised?.keys.indexOf(key) ?? -1) + 1;
      return position === 0 ? [] : [generationOf(deposit, declarationId(deposit.id, position))];
    });

const generationOf = (deposit: Deposit, declaration: DeclarationId): Generation => {
  const state = deposit.declarations.find((d) => d.id === declaration)?.is ?? "waiting";
  const by =
    deposit.superseded.find((s) => s.declarations.includes(declaration))?.by ??
    deposit.corrected.find((s) => s.declarations.includes(declaration))?.by;
  const { mode, at } = deposit.claimed;
  const reached = state === "otherwise" || hasLeft(deposit, declaration);
  return {
    deposit: deposit.id,
    declaration,
    taken: at,
    mode,
    is: reached || state === "superseded" ? state : "unsent",
    ...(by === undefined ? {} : { replacedBy: by }),
    counts: mode === "reel" && reached && by === undefined && state !== "refused",
  };
};
