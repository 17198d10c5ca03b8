/**
 * `si`: a small expression over what a declaration declares. Read once into a tree, evaluated without any
 * code of the user's being run: comparisons, `et`, `ou`, `non`, parentheses. Bounded in length and depth.
 */

import { limits } from "../domain/limits.ts";
import { folded } from "../foundation/glob.ts";
import { type FieldName, type Fields, fieldNames, isFieldName } from "./fields.ts";
import { type Parsed, type Told, told } from "./key.ts";

export const operators = [
  "=",
  "!=",
  "<=",
  ">=",
  "<",
  ">",
  "contient",
  "commence",
  "finit",
  "dans",
] as const;
type Operator = (typeof operators)[number];

export type Expression =
  | { readonly is: "et" | "ou"; readonly left: Expression; readonly right: Expression }
  | { readonly is: "non"; readonly of: Expression }
  | Comparison;

export interface Comparison {
  readonly is: "compare";
  readonly field: FieldName;
  readonly operator: Operator;
  readonly values: readonly string[];
}

type Token = { readonly is: "word" | "text" | "sign"; readonly text: string; readonly at: number };

export const parseExpression = (text: string): Parsed<Expression> => {
  if (text.length > limits.expressionCharsMax)
    return bad(
      told(
        `au plus ${limits.expressionCharsMax} caractères`,
        `at most ${limits.expressionCharsMax} characters`,
      ),
    );
  const tokens = tokensOf(text);
  if ("wrong" in tokens) return bad(tokens.wrong);
  const reader = new Reader(tokens);
  try {
    return { value: reader.whole() };
  } catch (cause) {
    if (cause instanceof Mistake) return bad(cause.told);
    throw cause;
  }
};

const bad = (wrong: Told): Parsed<never> => ({ wrong, code: "expression-invalide" });

class Mistake extends Error {
  readonly told: Told;
  constructor(said: Told) {
    super(said.en);
    this.told = said;
  }
}

const tokensOf = (text: string): readonly Token[] | { readonly wrong: Told } => {
  const tokens: Token[] = [];
  const shape = /\s*(?:"([^"]*)"|«\s*([^»]*?)\s*»|(<=|>=|!=|[=<>(),])|([\p{L}\p{N}_.*-]+))/uy;
  let at = 0;
  while (at < text.trimEnd().length) {
    shape.lastIndex = at;
    const found = shape.exec(text);
    if (!found) {
      const rest = text.slice(at).trim().slice(0, 20);
      return { wrong: told(`« ${rest} » ne se comprend pas`, `“${rest}” is not understood`) };
    }
    const [, quoted, chevrons, sign, word] = found;
    if (sign !== undefined) tokens.push({ is: "sign", text: sign, at });
    else if (word !== undefined) tokens.push({ is: "word", text: word, at });
    else tokens.push({ is: "text", text: quoted ?? chevrons ?? "", at });
    at = shape.lastIndex;
  }
  return tokens;
};

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const found = this.#either();
    const rest = this.#tokens[this.#at];
    if (rest) throw new Mistake(told(`« ${rest.text} » est de trop`, `“${rest.text}” is too much`));
    return found;
  }

  #either(): Expression {
    let left = this.#both();
    while (this.#takeWord("ou")) left = { is: "ou", left, right: this.#both() };
    return left;
  }

  #both(): Expression {
    let left = this.#one();
    while (this.#takeWord("et")) left = { is: "et", left, right: this.#one() };
    return left;
  }

  #one(): Expression {
    this.#depth += 1;
    if (this.#depth > limits.expressionDepthMax)
      throw new Mistake(
        told("l'expression est trop imbriquée", "the expression is nested too deep"),
      );
    try {
      if (this.#takeWord("non")) return { is: "non", of: this.#one() };
      if (this.#takeSign("(")) {
        const inner = this.#either();
        this.#mustSign(")");
        return inner;
      }
      return this.#comparison();
    } finally {
      this.#depth -= 1;
    }
  }

  #comparison(): Expression {
    const token = this.#tokens[this.#at];
    const field = token?.is === "word" ? token.text.toLowerCase() : "";
    if (!isFieldName(field)) {
      const list = fieldNames.join(", ");
      throw new Mistake(
        told(
          `un champ parmi ${list}${token ? `, et non « ${token.text} »` : ""}`,
          `a field among ${list}${token ? `, not “${token.text}”` : ""}`,
        ),
      );
    }
    this.#at += 1;
    const operator = this.#operator(field);
    const values = operator === "dans" ? this.#list() : [this.#value()];
    const strange = isDate(field, operator) ? values.find((v) => !isoDate.test(v)) : undefined;
    if (strange !== undefined)
      throw new Mistake(
        told(
          `une date comme 2026-12-31, et non « ${strange} »`,
          `a date such as 2026-12-31, not “${strange}”`,
        ),
      );
    return { is: "compare", field, operator, values };
  }

  #list(): readonly string[] {
    this.#mustSign("(");
    const values = [this.#value()];
    while (this.#takeSign(",")) values.push(this.#value());
    this.#mustSign(")");
    return values;
  }

  #operator(after: string): Operator {
    const token = this.#tokens[this.#at];
    const found = operators.find((o) => token?.is !== "text" && o === token?.text.toLowerCase());
    if (!found) {
      const list = operators.join(" ");
      throw new Mistake(
        told(`après « ${after} », un signe parmi ${list}`, `after “${after}”, one of ${list}`),
      );
    }
    this.#at += 1;
    return found;
  }

  #value(): string {
    const token = this.#tokens[this.#at];
    if (!token || token.is === "sign")
      throw new Mistake(
        told(
          "une valeur, entre guillemets si elle a des blancs",
          "a value, in quotes when it has blanks",
        ),
      );
    this.#at += 1;
    return token.text;
  }

  #takeWord(word: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.is !== "word" || token.text.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #takeSign(sign: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.is !== "sign" || token.text !== sign) return false;
    this.#at += 1;
    return true;
  }

  #mustSign(sign: string): void {
    if (!this.#takeSign(sign))
      throw new Mistake(told(`« ${sign} » manque`, `“${sign}” is missing`));
  }
}

export const holds = (expression: Expression, fields: Fields): boolean => {
  switch (expression.is) {
    case "et":
      return holds(expression.left, fields) && holds(expression.right, fields);
    case "ou":
      return holds(expression.left, fields) || holds(expression.right, fields);
    case "non":
      return !holds(expression.of, fields);
    case "compare":
      return compare(expression, fields[expression.field]);
  }
};

export const compare = ({ operator, values }: Comparison, found: string): boolean => {
  const [first = ""] = values;
  switch (operator) {
    case "=":
      return same(found, first);
    case "!=":
      return !same(found, first);
    // What a declaration does not have is before and after nothing.
    case "<":
      return found !== "" && order(found, first) < 0;
    case ">":
      return found !== "" && order(found, first) > 0;
    case "<=":
      return found !== "" && order(found, first) <= 0;
    case ">=":
      return found !== "" && order(found, first) >= 0;
    case "contient":
      return folded(found).includes(folded(first));
    case "commence":
      return folded(found).startsWith(folded(first));
    case "finit":
      return folded(found).endsWith(folded(first));
    case "dans":
      return values.some((value) => same(found, value));
  }
};

/** Compared whole, so a date in another order would be earlier or later than all of them. */
const isDate = (field: FieldName, operator: Operator): boolean =>
  (field === "date" || field === "date_embauche") &&
  !["contient", "commence", "finit"].includes(operator);

const isoDate = /^\d{4}-\d{2}-\d{2}$/u;

const number = /^-?\d{1,15}$/u;
export const isNumber = (text: string): boolean => number.test(text);
const same = (a: string, b: string): boolean => order(a, b) === 0;

/** Whole numbers by their value, all else as text without case or accents. */
export const order = (a: string, b: string): number => {
  if (isNumber(a) && isNumber(b)) return Number(a) - Number(b);
  const [x, y] = [folded(a), folded(b)];
  return x < y ? -1 : x > y ? 1 : 0;
};
