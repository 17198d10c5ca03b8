/** Facts for tests: numbers them, folds them, and has one of each kind with sensible values. */
import { type Deposit, type DepositFact, foldDeposit } from "../../src/domain/deposit.ts";
import type { FactOf } from "../../src/domain/facts.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { Verdict } from "../../src/domain/receipt/verdict.ts";
import { claimedFact, frozenFact, recognisedFact } from "../contract/journal.contract.ts";

export const depositOf = (...facts: readonly DepositFact[]): Deposit =>
  foldDeposit(facts.map((fact, index) => ({ ...fact, seq: index + 1, at: 1000 + index })));

export const claimed = (more: Partial<FactOf<"claimed">> = {}) =>
  claimedFact("D1", more) as FactOf<"claimed">;
export const recognised = (...keys: readonly string[]) =>
  recognisedFact("D1", keys) as FactOf<"recognised">;
export const checked: FactOf<"checked"> = {
  is: "checked",
  deposit: "D1",
  findings: "0".repeat(64),
  blocking: 0,
  warnings: 0,
};
export const moved: FactOf<"original"> = {
  is: "original",
  deposit: "D1",
  became: "moved",
  to: "traites/x",
};
export const ruled: FactOf<"ruled"> = {
  is: "ruled",
  deposit: "D1",
  identity: "cabinet",
  to: "accept@organisme.test",
  subject: "DUE",
  ruling: "0".repeat(64),
  rules: { file: "mapibox.cfg", sha256: "0".repeat(64), encoding: "ascii" },
  warnings: [],
};
export const frozen = frozenFact("D1") as FactOf<"frozen">;

const about = (attempt: number) => ({ deposit: "D1", message: "D1.M1", attempt }) as const;
export const begun = (attempt = 1) => ({ is: "attempt-begun", ...about(attempt) }) as const;
export const dot = (attempt = 1) => ({ is: "attempt-dot", ...about(attempt) }) as const;

const trace = { server: "localhost:25" };
const fault = (phase: "envelope" | "dot") => ({ code: "smtp-broken", phase, said: "cut" }) as const;

export const outcomes: Readonly<Record<Outcome["is"], Outcome>> = {
  accepted: { is: "accepted", reply: "250 2.0.0 Ok", trace },
  later: { is: "later", because: fault("envelope"), trace },
  refused: { is: "refused", because: fault("envelope"), trace },
  uncertain: { is: "uncertain", because: fault("dot"), trace },
};

export const ended = (is: Outcome["is"], attempt = 1): FactOf<"attempt-ended"> => ({
  is: "attempt-ended",
  ...about(attempt),
  outcome: outcomes[is],
  ...(is === "later" ? { next: 9000 } : {}),
});

/** The usual way to a frozen message of `keys.length` declarations. */
export const upToFrozen = (...keys: readonly string[]) =>
  [claimed(), recognised(...keys), checked, moved, ruled, frozen] as const;

export const matched = (
  more: Partial<FactOf<"receipt-matched">> = {},
): FactOf<"receipt-matched"> => ({
  is: "receipt-matched",
  receipt: "R1",
  deposit: "D1",
  message: "D1.M1",
  by: ["references"],
  grade: "B",
  gradeBecause: "dkim=pass",
  verdicts: [],
  arrived: 5000,
  sender: "accept@organisme.test",
  subject: "Fichier des AR",
  ...more,
});

export const verdict = (
  position: number,
  is: Verdict["is"],
  more: Partial<Verdict> = {},
): Verdict => ({
  declaration: `D1.${position}`,
  is,
  ...more,
});
