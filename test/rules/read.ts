/** A rule file without sections, read as the agent reads it, and what it comes to. */

import type { RuleProblem } from "../../src/rules/problem.ts";
import type { Rule, RuleEncoding } from "../../src/rules/rule.ts";
import { readRuleSet } from "../../src/rules/set.ts";

export interface LegacyFile {
  readonly encoding: RuleEncoding;
  readonly rule?: Pick<Rule, "profile" | "to" | "subject" | "note" | "replaces" | "receipts">;
  readonly problems: readonly RuleProblem[];
}

export const parseRuleFile = (bytes: Uint8Array): LegacyFile => {
  const { encoding, set, problems } = readRuleSet({ root: bytes, companions: new Map() });
  const [only, ...others] = set?.rules ?? [];
  if (!only) return { encoding, problems };
  if (others.length > 0) throw new Error("a file without sections is one rule");
  const { profil, a = "", sujet = "", remplace } = only.send;
  return {
    encoding,
    problems,
    rule: {
      ...(profil ? { profile: profil } : {}),
      to: a,
      subject: sujet,
      note: only.note,
      ...(remplace ? { replaces: true } : {}),
      ...(only.receipts ? { receipts: only.receipts } : {}),
    },
  };
};
