/**
 * Which identity a rule sends under. Old files name a profile of the mail program of their time
 * (« Microsoft Outlook »), which the settings may map; when there is only one identity there is no
 * choice to make, and when there are several a wrong guess would declare in another firm's name.
 */
import { profileKey } from "../domain/profile-key.ts";
import type { RuleProblem } from "./problem.ts";
import type { Rule } from "./rule.ts";

export interface Candidate {
  readonly name: string;
  readonly legacyNames: readonly string[];
}

export type IdentityChoice =
  | { readonly is: "chosen"; readonly name: string; readonly warning?: RuleProblem }
  | { readonly is: "problem"; readonly problem: RuleProblem };

export const chooseIdentity = (
  rule: Pick<Rule, "profile">,
  identities: readonly Candidate[],
): IdentityChoice => {
  const profile = rule.profile ?? "";
  const [only, ...others] = identities;
  const single = others.length === 0 ? only : undefined;
  if (profile === "")
    return single
      ? { is: "chosen", name: single.name }
      : { is: "problem", problem: tell("error", "profil-ambigu", "") };
  const exact = identities.filter((identity) => names(identity).includes(profile));
  const loose = identities.filter((identity) => names(identity).some((n) => same(n, profile)));
  const [match, ...rivals] = exact.length > 0 ? exact : loose;
  if (match)
    return rivals.length === 0
      ? { is: "chosen", name: match.name }
      : { is: "problem", problem: tell("error", "profil-ambigu", profile) };
  return single
    ? { is: "chosen", name: single.name, warning: tell("warning", "profil-inconnu", profile) }
    : { is: "problem", problem: tell("error", "profil-inconnu", profile) };
};

const names = (identity: Candidate): readonly string[] => [identity.name, ...identity.legacyNames];

const same = (a: string, b: string): boolean => profileKey(a) === profileKey(b);

const tell = (
  severity: RuleProblem["severity"],
  code: "profil-ambigu" | "profil-inconnu",
  value: string,
): RuleProblem => ({ severity, code, line: 0, key: "profil", value });
