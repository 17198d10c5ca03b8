/** Why a deposit is ruled as it is: for each declaration the rule that took it, and what the others lacked. */
import {
  type Case,
  type DecideContext,
  type Decision,
  decide,
  fieldsFor,
  matches,
} from "./decide.ts";
import { titleOf } from "./decide-texts.ts";
import { type Fields, fieldNames } from "./fields.ts";
import type { RuleSet, SetRule } from "./set.ts";

export interface Unmet {
  readonly key: string;
  readonly wanted: string;
  readonly found: string;
}

export interface RuleTried {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  /** `later`: it would match, but an earlier rule took the declaration. */
  readonly is: "chosen" | "later" | "unmet";
  readonly unmet: readonly Unmet[];
}

export interface DeclarationExplained {
  readonly position: number;
  /** Those that have a value, without the one that names a person. */
  readonly fields: Partial<Fields>;
  readonly rules: readonly RuleTried[];
}

export interface Explanation {
  readonly declarations: readonly DeclarationExplained[];
  readonly decision: Decision;
}

export const explain = (set: RuleSet, of: Case, context: DecideContext): Explanation => ({
  declarations: of.declarations.map((declaration) => {
    const fields = fieldsFor(declaration, of);
    let taken = false;
    const rules = set.rules.map((rule): RuleTried => {
      const fits = matches(rule, fields);
      const is = fits ? (taken ? "later" : "chosen") : "unmet";
      taken ||= fits;
      return { ...placeOf(rule, context.root), is, unmet: fits ? [] : unmetOf(rule, fields) };
    });
    return { position: declaration.position, fields: shownFields(fields), rules };
  }),
  decision: decide(set, of, context),
});

const placeOf = (rule: SetRule, root: string) => ({
  rule: titleOf(rule),
  file: rule.file ?? root,
  line: rule.line,
});

const unmetOf = (rule: SetRule, fields: Fields): readonly Unmet[] =>
  rule.conditions
    .filter((condition) => !condition.holds(fields))
    .map((condition) => ({
      key: condition.key,
      wanted: rule.written.get(condition.key)?.text ?? condition.text,
      found: condition.found(fields),
    }));

const shownFields = (fields: Fields): Partial<Fields> =>
  Object.fromEntries(
    fieldNames
      .filter((name) => name !== "salarie" && fields[name] !== "")
      .map((name) => [name, fields[name]]),
  );
