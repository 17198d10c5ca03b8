/** The conditions of a rule: made once from its keys, asked of each declaration, and told one by one by `explain`. */
import { globMatcher } from "../foundation/glob.ts";
import { holds as expressionHolds } from "./expression.ts";
import type { Fields } from "./fields.ts";
import type { MatchValues, matchKeys } from "./keys/match.ts";

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
    made.push(
      condition("si", [JSON.stringify(si)], {
        holds: (f) => expressionHolds(si, f),
        found: () => "",
      }),
    );
  return made;
};

const one = (value: string | undefined): readonly string[] | undefined =>
  value === undefined ? undefined : [value];

const condition = (
  key: Condition["key"],
  values: readonly string[],
  ask: Pick<Condition, "holds" | "found">,
): Condition => ({
  key,
  text: values.join(", "),
  values,
  ...ask,
  within: (other) =>
    other.values.includes("*") ||
    values.every((value) => other.values.some((wide) => covers(key, wide, value))),
});

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
