/**
 * Whether a condition can hold for no declaration at all, as far as that is decided without guessing: false means
 * "not shown", never "shown to be possible". The words of closed lists are tried one by one; a free field is
 * judged by its equalities, its beginnings and endings, and its bounds.
 */
import { periodicities } from "../domain/calendar/period.ts";
import { families } from "../domain/checks/payment-modes.ts";
import { environments } from "../domain/mode.ts";
import { folded } from "../foundation/glob.ts";
import { type Comparison, compare, type Expression, isNumber, order } from "./expression.ts";
import type { FieldName } from "./fields.ts";

interface Literal extends Comparison {
  readonly negated: boolean;
}

export const neverHolds = (expression: Expression): boolean =>
  casesOf(expression, false)?.every(isContradiction) === true;

/** Alternatives that are gone through: more are left undecided. */
const casesMax = 64;

/** The alternatives, each a list of what must hold together; undefined when they are too many to go through. */
const casesOf = (
  expression: Expression,
  negated: boolean,
): readonly (readonly Literal[])[] | undefined => {
  switch (expression.is) {
    case "compare":
      return [[{ ...expression, negated }]];
    case "non":
      return casesOf(expression.of, !negated);
    case "et":
    case "ou": {
      const left = casesOf(expression.left, negated);
      const right = left && casesOf(expression.right, negated);
      if (!right) return undefined;
      const either = (expression.is === "ou") !== negated;
      const count = either ? left.length + right.length : left.length * right.length;
      if (count > casesMax) return undefined;
      return either
        ? [...left, ...right]
        : left.flatMap((one) => right.map((other) => [...one, ...other]));
    }
  }
};

const isContradiction = (literals: readonly Literal[]): boolean => {
  const open = literals.filter(({ field }) => !isClosed(field));
  const fields = new Set(open.map(({ field }) => field));
  for (const field of fields)
    if (excludesAll(field, fields.size === 1 ? open : open.filter((l) => l.field === field)))
      return true;
  const closed = literals.filter(({ field }) => isClosed(field));
  return !worlds.some((world) => closed.every((literal) => meets(literal, world[literal.field])));
};

const meets = (literal: Literal, value = ""): boolean =>
  compare(literal, value) !== literal.negated;

type World = Readonly<Partial<Record<FieldName, string>>>;

/** What a declaration's closed fields can be together: a hire is always for the Urssaf, and has no period. */
const worlds: readonly World[] = environments.flatMap((environnement) => [
  ...["dpae-flat", "dpae-xml"].map((format) => ({
    environnement,
    type: "dpae",
    format,
    famille: "urssaf",
    periodicite: "",
  })),
  ...["ducs-edifact", "ducs-flat"].flatMap((format) =>
    // No form of theirs is known (formats.md §6).
    ["", ...families.filter((family) => family !== "ccpbtp")].flatMap((famille) =>
      ["", ...periodicities].map((periodicite) => ({
        environnement,
        type: "ducs",
        format,
        famille,
        periodicite,
      })),
    ),
  ),
]);
const isClosed = (field: FieldName): boolean => worlds[0] !== undefined && field in worlds[0];

/** No text at all, nor the absence of one, meets all of these, which are of one free field. */
const excludesAll = (field: FieldName, literals: readonly Literal[]): boolean => {
  if (!neverEmpty.includes(field) && literals.every((literal) => meets(literal))) return false;
  const exact = literals.find(isExact);
  if (exact)
    return !exact.values.some(
      (value) => value !== "" && literals.every((l) => isOpenFor(l, value) || meets(l, value)),
    );
  return literals.some((l) => literals.some((other) => clash(l, other))) || noRoom(field, literals);
};

const neverEmpty: readonly FieldName[] = ["nombre", "date", "fichier", "dossier"];

const isExact = ({ operator, negated }: Literal): boolean =>
  negated ? operator === "!=" : operator === "=" || operator === "dans";

const isText = ({ operator }: Literal): boolean =>
  operator === "contient" || operator === "commence" || operator === "finit";

const isBound = ({ operator }: Literal): boolean => ["<", ">", "<=", ">="].includes(operator);

/** « 7 » is also « 007 »: of a number, its beginning, its end and its place among texts are not known. */
const isOpenFor = (literal: Literal, value: string): boolean =>
  isNumber(value) && (isText(literal) || (isBound(literal) && !isNumber(literal.values[0] ?? "")));

const clash = (one: Literal, other: Literal): boolean => {
  if (!isText(one) || one.negated || !isText(other)) return false;
  const [a, b] = [folded(one.values[0] ?? ""), folded(other.values[0] ?? "")];
  if (!other.negated)
    return (
      one.operator === other.operator &&
      ((one.operator === "commence" && !a.startsWith(b) && !b.startsWith(a)) ||
        (one.operator === "finit" && !a.endsWith(b) && !b.endsWith(a)))
    );
  switch (other.operator) {
    case "contient":
      return a.includes(b);
    case "commence":
      return one.operator === "commence" && a.startsWith(b);
    default:
      return one.operator === "finit" && a.endsWith(b);
  }
};

interface Bound {
  readonly value: string;
  readonly included: boolean;
}

/** The bounds leave nothing between them. Told only where one order holds for all of them. */
const noRoom = (field: FieldName, literals: readonly Literal[]): boolean => {
  const bounds = literals.filter(isBound);
  const counts = field === "nombre" && bounds.every((l) => isNumber(l.values[0] ?? ""));
  if (!counts && bounds.some((l) => isNumber(l.values[0] ?? ""))) return false;
  const lows = bounds.filter((l) => l.operator.startsWith(">") !== l.negated).map(boundOf);
  const highs = bounds.filter((l) => l.operator.startsWith("<") !== l.negated).map(boundOf);
  // A file of which a rule is asked holds one declaration at least.
  if (counts) lows.push({ value: "1", included: true });
  return lows.some((low) =>
    highs.some((high) => {
      const apart = counts ? lastOf(high) - firstOf(low) : -order(low.value, high.value);
      if (apart !== 0) return apart < 0;
      if (!counts && !(low.included && high.included)) return true;
      const only = counts ? String(firstOf(low)) : low.value;
      return literals.some((l) => !isOpenFor(l, only) && !meets(l, only));
    }),
  );
};

/** A denied bound is the other side of it, with the value itself the other way too. */
const boundOf = ({ operator, values, negated }: Literal): Bound => ({
  value: values[0] ?? "",
  included: operator.endsWith("=") !== negated,
});

const firstOf = ({ value, included }: Bound): number => Number(value) + (included ? 0 : 1);
const lastOf = ({ value, included }: Bound): number => Number(value) - (included ? 0 : 1);
