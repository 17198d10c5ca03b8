/**
 * Which answers are expected to what was sent, and how soon: the rule's own words (`ar.attendus`,
 * `ar.delai.1`…), else what the manuals say. Each carries its source, because reports show it.
 */
import type { Mark } from "../calendar/legal-calendar.ts";
import type { Family } from "../checks/payment-modes.ts";
import type { FormatName } from "../declaration.ts";
import {
  type ExpectedReceipts,
  type ReceiptDelay,
  type ReceiptLevel,
  receiptLevels,
} from "./expected.ts";

/** `any`: an answer of whatever level. 3: the final one, whether it registers or refuses. */
export interface Expected {
  readonly level: "any" | ReceiptLevel;
  readonly within: ReceiptDelay;
  readonly mark: Mark;
}

const hours = (count: number): ReceiptDelay => ({ count, unit: "heures" });
/** Seed 001 §7: the organism's own result, at most five jours ouvrés after the portal's. */
const fiveDays: ReceiptDelay = { count: 5, unit: "jours-ouvres" };

/** Seed 002 §3.3.5 and table 7.3: 48 hours for a first answer anywhere, 24 for each level at Urssaf. */
export const expectedAnswers = (about: {
  readonly format: FormatName;
  readonly family?: Family | undefined;
  readonly rule?: ExpectedReceipts | undefined;
}): readonly Expected[] => {
  const { rule = {}, family, format } = about;
  const urssaf = family === "urssaf" && format.startsWith("ducs");
  const { levels } = rule;
  if (levels !== undefined && levels.length > 0)
    return levels.map((level) => ofRule(level, rule, urssaf));
  const usual: readonly Expected[] = urssaf
    ? receiptLevels.map((level) => ({ level, within: hours(24), mark: "seed" }))
    : [
        { level: "any", within: hours(48), mark: format.startsWith("ducs") ? "seed" : "inferred" },
        { level: 3, within: fiveDays, mark: "inferred" },
      ];
  // A delay without `ar.attendus` moves that level's only.
  const said = receiptLevels.filter((level) => rule.delays?.[level] !== undefined);
  return [
    ...usual.filter((e) => e.level === "any" || !said.includes(e.level)),
    ...said.map((level) => ofRule(level, rule, urssaf)),
  ];
};

const ofRule = (level: ReceiptLevel, rule: ExpectedReceipts, urssaf: boolean): Expected => {
  const own = rule.delays?.[level];
  if (own) return { level, within: own, mark: "utilisateur" };
  if (urssaf) return { level, within: hours(24), mark: "seed" };
  return { level, within: level === 3 ? fiveDays : hours(48), mark: "inferred" };
};
