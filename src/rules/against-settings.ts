/** What is wrong with rules against the settings: identities that are not there, modes without effect, sealers that nobody set. */
import { isBelow, type Mode } from "../domain/mode.ts";
import { closest } from "../foundation/closest.ts";
import { type Candidate, chooseIdentity } from "./choose-identity.ts";
import { told } from "./key.ts";
import type { RuleKeyName } from "./keys/all.ts";
import { type RuleProblem, ruleError, ruleWarning } from "./problem.ts";
import type { SetRule } from "./set.ts";

/** What is not certain, because the settings are wrong there, is undefined, and nothing is compared with it. */
export interface SettingsForRules {
  readonly mode: Mode | undefined;
  /** Names of the sealers that are set. */
  readonly sealers: readonly string[] | undefined;
  /** Those among them that sign only. */
  readonly signing?: readonly string[];
  readonly identities: readonly (Candidate & { readonly hasMailbox: boolean })[] | undefined;
}

export const settingsProblems = (
  rules: readonly SetRule[],
  settings: SettingsForRules,
): readonly RuleProblem[] => once(rules.flatMap((rule) => problemsOf(rule, settings)));

/** A default is written once, however many rules it serves. */
const once = (problems: readonly RuleProblem[]): readonly RuleProblem[] => [
  ...new Map(problems.map((p) => [JSON.stringify(p), p])).values(),
];

const problemsOf = (rule: SetRule, settings: SettingsForRules): readonly RuleProblem[] => [
  ...identity(rule, settings),
  ...mailboxes(rule, settings),
  ...sealing(rule, settings),
  ...mode(rule, settings),
  ...receipts(rule, settings),
];

const at = (rule: SetRule, key: RuleKeyName) => {
  const place = rule.written.get(key);
  return { file: place?.file ?? rule.file, line: place?.line ?? rule.line, key };
};

const identity = (rule: SetRule, { identities }: SettingsForRules): readonly RuleProblem[] => {
  if (!identities) return [];
  const written = rule.written.get("profil");
  // A wrong text was told where it stands.
  if (written && written.value === undefined && written.text !== "") return [];
  const profile = rule.send.profil ?? "";
  const choice = chooseIdentity(profile === "" ? {} : { profile }, identities);
  const problem = choice.is === "problem" ? choice.problem : choice.warning;
  if (!problem) return [];
  const names = identities.map((i) => i.name);
  const meant = closest(profile, names);
  const tell = problem.severity === "error" ? ruleError : ruleWarning;
  const expected = told(meant ?? names.join(", "), meant ?? names.join(", "));
  return [tell(problem.code, { ...at(rule, "profil"), value: problem.value, expected })];
};

const mailboxes = (rule: SetRule, { identities }: SettingsForRules): readonly RuleProblem[] =>
  (identities ? (rule.receipts?.mailboxes ?? []) : [])
    .filter((name) => !identities?.some((i) => i.hasMailbox && i.name === name))
    .map((name) => {
      const known = (identities ?? []).filter((i) => i.hasMailbox).map((i) => i.name);
      const list = known.join(", ");
      return ruleError("identite-inconnue", {
        ...at(rule, "ar.boites"),
        value: name,
        ...(list === "" ? {} : { expected: told(list, list) }),
      });
    });

const sealing = (rule: SetRule, { sealers, signing }: SettingsForRules): readonly RuleProblem[] => {
  const name = rule.send.chiffrement;
  if (name && signing?.includes(name))
    return [ruleWarning("chiffrement-signe", { ...at(rule, "chiffrement"), value: name })];
  if (!name || !sealers || sealers.includes(name)) return [];
  const list = ["aucun", ...sealers].join(", ");
  return [
    ruleError("chiffrement-inconnu", {
      ...at(rule, "chiffrement"),
      value: name,
      expected: told(list, list),
    }),
  ];
};

const mode = (rule: SetRule, settings: SettingsForRules): readonly RuleProblem[] =>
  rule.send.mode !== undefined &&
  settings.mode !== undefined &&
  isBelow(settings.mode, rule.send.mode)
    ? [ruleWarning("mode-sans-effet", { ...at(rule, "mode"), value: rule.send.mode })]
    : [];

const receipts = (rule: SetRule, settings: SettingsForRules): readonly RuleProblem[] =>
  settings.mode === "reel" &&
  (rule.send.mode ?? "reel") === "reel" &&
  rule.match.environnement !== "test" &&
  rule.receipts?.levels === undefined
    ? [ruleWarning("accuse-non-attendu", { ...at(rule, "ar.attendus"), line: rule.line })]
    : [];
