/** Holds that end by themselves when the rules are corrected (docs/decisions/0006). */
import type { FaultCode } from "../faults.ts";

const rulesHolds = [
  "rules-missing",
  "rules-invalid",
  "no-rule",
  "no-address",
  "mixed-recipients",
  "template-unfilled",
  "personal-in-clear",
  "essai-wall",
  "cannot-split",
  "companion-missing",
] as const satisfies readonly FaultCode[];

export const isRulesHold = (code: FaultCode): boolean => rulesHolds.some((known) => known === code);

/** Holds that end by themselves when the register, or a qualification, allows what it did not (docs/decisions/0035). */
const registerHolds = [
  "mandate-missing",
  "adhesion-missing",
  "address-differs",
  "not-qualified",
  "step-first",
] as const satisfies readonly FaultCode[];

export const isRegisterHold = (code: FaultCode): boolean =>
  registerHolds.some((known) => known === code);
