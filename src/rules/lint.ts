/** What is wrong with rules that are each well written: together, or against the plan. */
import { environmentOf } from "../domain/mode.ts";
import { addressKey } from "../domain/wall.ts";
import { told } from "./key.ts";
import { isMatchKey, type RuleKeyName } from "./keys/all.ts";
import { templateProblems } from "./lint-templates.ts";
import { excludeOneAnother, implies, impliesByMeaning } from "./match.ts";
import type { PlanRow } from "./plan.ts";
import { type RuleProblem, ruleError, ruleWarning } from "./problem.ts";
import type { SetRule, Written } from "./set.ts";

export interface LintContext {
  readonly plan: readonly PlanRow[];
  /** A plan is named, whether or not it could be read. */
  readonly planned: boolean;
}

export const lintRules = (
  rules: readonly SetRule[],
  context: LintContext,
): readonly RuleProblem[] => [
  ...rules.flatMap((rule) => lintRule(rule, context)),
  ...shadows(rules),
  ...wallProblems(rules, context.plan),
  ...officeProblems(rules, context.plan),
];

/** One organism per mail, and one declaration per organism. */
const officeProblems = (
  rules: readonly SetRule[],
  plan: readonly PlanRow[],
): readonly RuleProblem[] => {
  const organisms = new Set(
    [...plan.map((row) => row.address), ...rules.flatMap((rule) => rule.send.a ?? [])].map(
      addressKey,
    ),
  );
  return rules.flatMap((rule) =>
    (rule.send["copie.bureau"] ?? [])
      .filter((office) => organisms.has(addressKey(office)))
      .map((value) => ruleError("bureau-organisme", { ...at(rule, "copie.bureau"), value })),
  );
};

const lintRule = (rule: SetRule, context: LintContext): readonly RuleProblem[] => [
  ...recipient(rule, context),
  ...templateProblems(rule),
  ...impossible(rule),
  ...notes(rule),
  ...window(rule),
  ...ducsSubject(rule),
  ...sharing(rule),
  ...receipts(rule),
  ...tacit(rule),
];

const at = (rule: SetRule, key: Parameters<SetRule["written"]["get"]>[0]) => {
  const place = rule.written.get(key);
  return { file: place?.file ?? rule.file, line: place?.line ?? rule.line, key };
};

const recipient = (rule: SetRule, { planned }: LintContext): readonly RuleProblem[] => {
  const written = rule.written.get("a");
  // A wrong address was told where it stands; an empty one is as good as none.
  if (rule.send.a !== undefined || (written && written.text !== "")) return [];
  if (planned) return [];
  return [ruleError("destinataire-absent", { ...at(rule, "a"), line: written?.line ?? rule.line })];
};

const notes = (rule: SetRule): readonly RuleProblem[] =>
  rule.written.has("note.fichier") && (rule.written.has("note") || rule.written.has("note+"))
    ? [ruleError("note-double", at(rule, "note.fichier"))]
    : [];

const window = (rule: SetRule): readonly RuleProblem[] => {
  const { "envoi.apres": after, "envoi.avant": before } = rule.send;
  return after !== undefined && after === before
    ? [ruleError("fenetre-vide", { ...at(rule, "envoi.avant"), value: before })]
    : [];
};

/** Seed 002: the subject should begin with DUCS, in its first four positions. */
const ducsSubject = (rule: SetRule): readonly RuleProblem[] => {
  const forDucs = rule.match.type?.some((kind) => kind.startsWith("ducs")) === true;
  const subject = rule.send.sujet ?? "";
  return forDucs && !subject.startsWith("DUCS")
    ? [ruleWarning("sujet-sans-ducs", { ...at(rule, "sujet"), value: subject })]
    : [];
};

/** Conditions that no file meets together, as far as what is read from a file tells. */
const impossible = (rule: SetRule): readonly RuleProblem[] => {
  const { type, famille, periodicite } = rule.match;
  const hires = type?.every((kind) => kind.startsWith("dpae")) === true;
  const key =
    hires && famille?.includes("urssaf") === false
      ? "famille"
      : hires && periodicite !== undefined
        ? "periodicite"
        : // No form of theirs is known (formats.md §6): the organism's number tells them.
          famille?.every((family) => family === "ccpbtp") === true
          ? "famille"
          : excludeOneAnother(rule.conditions)
            ? "si"
            : undefined;
  const value = key && rule.written.get(key)?.text;
  return key === undefined || value === undefined
    ? []
    : [ruleWarning("condition-impossible", { ...at(rule, key), value })];
};

const sharing = (rule: SetRule): readonly RuleProblem[] =>
  rule.send.partage === true && rule.send.marque === undefined
    ? [ruleWarning("partage-sans-marque", { ...at(rule, "partage"), value: rule.send.a ?? "" })]
    : [];

/** A delay that nothing reads would let somebody believe that silence agrees. */
const tacit = (rule: SetRule): readonly RuleProblem[] =>
  rule.send["validation.tacite"] !== undefined && rule.send.validation !== "client"
    ? [ruleError("tacite-sans-client", at(rule, "validation.tacite"))]
    : [];

const receipts = (rule: SetRule): readonly RuleProblem[] =>
  rule.receipts?.grade === "C"
    ? [ruleWarning("preuve-faible", { ...at(rule, "ar.authenticite"), value: "C" })]
    : [];

/** Each rule is compared with all before it: a tenth of a second for so many that have a `si`. */
const comparedByMeaningMax = 200;

/** First match wins: a rule behind one that takes all its cases never decides anything. */
const shadows = (all: readonly SetRule[]): readonly RuleProblem[] => {
  // A condition that could not be read says nothing of what its rule takes.
  // One that takes nothing at all is told as such, and hides nothing.
  const rules = all.filter(
    (rule) => ![...rule.written].some(isUnreadCondition) && !excludeOneAnother(rule.conditions),
  );
  const takes = rules.length > comparedByMeaningMax ? implies : impliesByMeaning;
  return rules.flatMap((rule, index) => {
    const earlier = rules.slice(0, index).find((other) => takes(rule.conditions, other.conditions));
    if (!earlier) return [];
    const all = earlier.conditions.length === 0;
    const name = earlier.name === "" ? `ligne ${earlier.line}` : `[${earlier.name}]`;
    return [
      ruleWarning(all ? "regle-inatteignable" : "regle-masquee", {
        file: rule.file,
        line: rule.line,
        value: `[${rule.name}]`,
        expected: told(`sa place avant ${name}`, `its place before ${name}`),
      }),
    ];
  });
};

const isUnreadCondition = ([name, { value }]: readonly [RuleKeyName, Written]): boolean =>
  isMatchKey(name) && value === undefined;

/** An address on both sides of the wall, or shared in one place and not in another. */
const wallProblems = (
  rules: readonly SetRule[],
  plan: readonly PlanRow[],
): readonly RuleProblem[] => {
  const named = [
    ...plan.map((row) => ({
      ...row,
      environments: [row.environment],
    })),
    ...rules.flatMap((rule) =>
      rule.send.a === undefined
        ? []
        : [
            {
              ...at(rule, "a"),
              address: rule.send.a,
              environments:
                rule.match.environnement === undefined ? [] : [rule.match.environnement],
              shared: rule.send.partage === true,
            },
          ],
    ),
  ];
  const real = new Map(
    named
      .filter((n) => n.environments.includes(environmentOf("reel")))
      .map((n) => [n.address.toLowerCase(), n]),
  );
  const shared = new Set(named.filter((n) => n.shared).map((n) => n.address.toLowerCase()));
  return named.flatMap((n) => {
    const key = n.address.toLowerCase();
    const place = { file: n.file, line: n.line, key: "a", value: n.address };
    if (n.environments.includes("test") && real.has(key))
      return [
        ruleError(shared.has(key) ? "adresse-non-partagee" : "adresse-test-et-reelle", place),
      ];
    const mixed = shared.has(key) && !n.shared && n.environments.includes("reel");
    return mixed ? [ruleError("adresse-non-partagee", place)] : [];
  });
};
