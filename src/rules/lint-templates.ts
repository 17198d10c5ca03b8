/** What is wrong with `{{…}}` in a rule: names that are no fields, braces that are none, fields where none can stand. */
import { type FieldName, fieldNames, isFieldName } from "./fields.ts";
import { told } from "./key.ts";
import { isMatchKey, type RuleKeyName } from "./keys/all.ts";
import { type RuleProblem, ruleError, ruleWarning } from "./problem.ts";
import type { SetRule } from "./set.ts";
import { personalSlots, singleBraces, slotsOf, strayBraces, unknownSlots } from "./template.ts";

export const templateProblems = (rule: SetRule): readonly RuleProblem[] => [
  ...elsewhere(rule),
  ...(rule.templates
    ? [...inText(rule, "sujet"), ...inText(rule, "note"), ...personal(rule)]
    : [...asWritten(rule, "sujet"), ...asWritten(rule, "note")]),
];

const at = (rule: SetRule, key: RuleKeyName) => {
  const place = rule.written.get(key);
  return { file: place?.file ?? rule.file, line: place?.line ?? rule.line, key };
};

/** The key that the note comes from. */
const noteKey = (rule: SetRule): RuleKeyName =>
  (["note", "note.fichier", "note+"] as const).find((key) => rule.written.has(key)) ?? "note+";

const inText = (rule: SetRule, which: "sujet" | "note"): readonly RuleProblem[] => {
  const text = which === "sujet" ? (rule.send.sujet ?? "") : rule.note;
  const place = at(rule, which === "sujet" ? "sujet" : noteKey(rule));
  const names = told(fieldNames.join(", "), fieldNames.join(", "));
  const slot = (name: string) => told(`{{${name}}}`, `{{${name}}}`);
  return [
    ...unknownSlots(text).map(({ name, meant }) =>
      ruleError("modele-inconnu", {
        ...place,
        value: `{{${name}}}`,
        expected: meant ? slot(meant) : names,
      }),
    ),
    ...strayBraces(text)
      .slice(0, 1)
      .map((value) => ruleError("modele-mal-forme", { ...place, value, expected: slot("siret") })),
    ...singleBraces(text).map((name) =>
      ruleWarning("modele-une-accolade", { ...place, value: `{${name}}`, expected: slot(name) }),
    ),
  ];
};

/** The old file has no templates: what looks like one is sent to the organism as it stands. */
const asWritten = (rule: SetRule, which: "sujet" | "note"): readonly RuleProblem[] =>
  slotsOf(which === "sujet" ? (rule.send.sujet ?? "") : rule.note)
    .filter((name) => isFieldName(name))
    .map((name) =>
      ruleWarning("modele-sans-section", {
        ...at(rule, which === "sujet" ? "sujet" : noteKey(rule)),
        value: `{{${name}}}`,
      }),
    );

const personal = (rule: SetRule): readonly RuleProblem[] => {
  const sealed = rule.send.chiffrement !== undefined && rule.send.chiffrement !== "";
  const found: readonly FieldName[] = sealed ? personalSlots(rule.send.sujet ?? "") : [];
  return found.map((name) =>
    ruleError("modele-personnel", { ...at(rule, "sujet"), value: `{{${name}}}` }),
  );
};

const texts: readonly RuleKeyName[] = ["sujet", "note", "note+"];

/** An address, an identity or a file's name is not made from a declaration: it would lead wherever its text says. */
const elsewhere = (rule: SetRule): readonly RuleProblem[] =>
  [...rule.written]
    .filter(([key]) => !texts.includes(key) && !isMatchKey(key))
    .flatMap(([key, { text }]) => {
      const [, name = ""] = /\{\{([^{}]*)\}\}/u.exec(text) ?? [];
      return isFieldName(name.trim().toLowerCase())
        ? [ruleError("modele-mal-place", { ...at(rule, key), value: text })]
        : [];
    });
