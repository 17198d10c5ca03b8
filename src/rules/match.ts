/** The conditions of a rule: made once from its keys, asked of each declaration, and told one by one by `explain`. */
import { globMatcher } from "../foundation/glob.ts";
import { type Expression, holds as expressionHolds } from "./expression.ts";
import type { FieldName, Fields } from "./fields.ts";
import type { MatchValues, matchKeys } from "./keys/match.ts";
import { neverHolds } from "./never.ts";

export interface Condition {
  readonly key: keyof typeof matchKeys;
  /** As people would write it. */
  readonly text: string;
  readonly holds: (fields: Fields) => boolean;
  /** What the declaration has there, for people. */
  readonly found: (fields: Fields) => string;
  /** The values, to compare two conditions of one key. */
  readonly values: readonly string[];
  /** Whether everything that satisfies this satisfies the other, which is of the same key. */
  readonly within: (other: Condition) => boolean;
  /** The same as `si` would say it; absent for patterns. */
  readonly expression?: Expression;
}

export const conditionsOf = (values: MatchValues): readonly Condition[] => {
  const made: Condition[] = [];
  const add = (
    key: Condition["key"],
    texts: readonly string[] | undefined,
    ask: { readonly holds: Condition["holds"]; readonly found: Condition["found"] },
  ): void => {
    if (texts) made.push(condition(key, texts, ask));
  };
  add("environnement", one(values.environnement), {
    holds: (f) => f.environnement === values.environnement,
    found: (f) => f.environnement,
  });
  add("type", values.type, {
    holds: (f) => values.type?.some((kind) => kind === f.type || kind === f.format) === true,
    found: (f) => `${f.type}, ${f.format}`,
  });
  add("famille", values.famille, {
    holds: (f) => values.famille?.some((family) => family === f.famille) === true,
    found: (f) => f.famille,
  });
  add("siret", values.siret, {
    holds: (f) => values.siret?.some((siret) => siret === f.siret || siret === f.siren) === true,
    found: (f) => f.siret,
  });
  add(
    "organisme",
    values.organisme,
    globs(values.organisme, (f) => [f.organisme, f.nom_organisme]),
  );
  add("periodicite", values.periodicite, {
    holds: (f) => values.periodicite?.some((each) => each === f.periodicite) === true,
    found: (f) => f.periodicite,
  });
  add(
    "fichiers",
    values.fichiers,
    globs(values.fichiers, (f) => [f.fichier]),
  );
  add(
    "dossier",
    values.dossier,
    globs(values.dossier, (f) => [f.dossier]),
  );
  const { si } = values;
  if (si)
    made.push({
      ...condition("si", [JSON.stringify(si)], {
        holds: (f) => expressionHolds(si, f),
        found: () => "",
      }),
      expression: si,
    });
  return made;
};

/** Whether whatever satisfies `narrow` satisfies `wide`, key by key. */
export const implies = (narrow: readonly Condition[], wide: readonly Condition[]): boolean =>
  wide.every((w) => isWithin(narrow, w));

/** The same by the meaning of what `si` says, as far as it shows: dearer, so for rule sets that people read. */
export const impliesByMeaning = (
  narrow: readonly Condition[],
  wide: readonly Condition[],
): boolean => wide.every((w) => isWithin(narrow, w) || excludesOutside(narrow, w));

const isWithin = (narrow: readonly Condition[], wide: Condition): boolean =>
  narrow.some((n) => n.key === wide.key && n.within(wide));

/** Whether no declaration satisfies all of these; told only where a `si` is among them. */
export const excludeOneAnother = (conditions: readonly Condition[]): boolean =>
  conditions.some((c) => c.key === "si") && neverHolds(together(conditions));

const excludesOutside = (narrow: readonly Condition[], wide: Condition): boolean =>
  wide.expression !== undefined &&
  [wide, ...narrow].some((c) => c.key === "si") &&
  neverHolds(together(narrow, { is: "non", of: wide.expression }));

const always: Expression = { is: "compare", field: "nombre", operator: ">=", values: ["1"] };

const together = (conditions: readonly Condition[], last: Expression = always): Expression =>
  conditions.reduceRight<Expression>(
    (right, { expression }) => (expression ? { is: "et", left: expression, right } : right),
    last,
  );

/** Kinds are types or formats, SIRETs may be SIRENs: either field may be the one that is named. */
const inWords = (key: Condition["key"], values: readonly string[]): Expression | undefined => {
  const among = (field: FieldName): Expression => ({
    is: "compare",
    field,
    operator: "dans",
    values,
  });
  switch (key) {
    case "type":
      return { is: "ou", left: among("type"), right: among("format") };
    case "siret":
      return { is: "ou", left: among("siret"), right: among("siren") };
    case "environnement":
    case "famille":
    case "periodicite":
      return among(key);
    default:
      return undefined;
  }
};

const one = (value: string | undefined): readonly string[] | undefined =>
  value === undefined ? undefined : [value];

const condition = (
  key: Condition["key"],
  values: readonly string[],
  ask: Pick<Condition, "holds" | "found">,
): Condition => {
  const expression = inWords(key, values);
  return {
    key,
    text: values.join(", "),
    values,
    ...ask,
    within: (other) =>
      other.values.includes("*") ||
      values.every((value) => other.values.some((wide) => covers(key, wide, value))),
    ...(expression ? { expression } : {}),
  };
};

/** `*` takes every name, a SIREN all its SIRETs, a kind all its formats; the rest is compared as text. */
const covers = (key: Condition["key"], wide: string, narrow: string): boolean => {
  if (wide === narrow) return true;
  switch (key) {
    case "fichiers":
    case "dossier":
    case "organisme":
      return wide === "*";
    case "siret":
      return wide.length === 9 && narrow.startsWith(wide);
    case "type":
      return narrow.startsWith(`${wide}-`);
    default:
      return false;
  }
};

const globs = (
  patterns: readonly string[] | undefined,
  pick: (fields: Fields) => readonly string[],
): Pick<Condition, "holds" | "found"> => {
  const matchers = (patterns ?? []).map(globMatcher);
  return {
    holds: (fields) =>
      pick(fields).some((text) => text !== "" && matchers.some((matches) => matches(text))),
    found: (fields) => pick(fields).filter(Boolean).join(", "),
  };
};
