/**
 * `si`: a small expression over what a declaration declares. Read once into a tree, evaluated without any
 * code of the user's being run: comparisons, `et`, `ou`, `non`, parentheses. Bounded in length and depth.
 */

import { limits } from "../domain/limits.ts";
import { folded } from "../foundation/glob.ts";
import { type FieldName, type Fields, fieldNames, fieldWords, isFieldName } from "./fields.ts";
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
      const hint = /^['‘’]/u.test(rest)
        ? told(" ; les textes vont entre guillemets doubles", "; texts stand in double quotes")
        : told("", "");
      return {
        wrong: told(
          `« ${rest} » ne se comprend pas${hint.fr}`,
          `“${rest}” is not understood${hint.en}`,
        ),
      };
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
    if (rest) throw new Mistake(tooMuch(rest.text));
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
    const written = operator === "dans" ? this.#list() : [this.#value()];
    const values = isNumbered(field) ? written.map((v) => v.replace(/\s/gu, "")) : written;
    const wanted = searchesText(operator) ? undefined : wantedOf(field, values);
    if (wanted) throw new Mistake(wanted);
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
    if (token?.text === "=" && token.is === "sign")
      throw new Mistake(told("un seul signe =", "a single sign ="));
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

const inFrench: Readonly<Partial<Record<string, string>>> = { and: "et", or: "ou", not: "non" };

const tooMuch = (text: string): Told => {
  const meant = inFrench[text.toLowerCase()];
  return meant === undefined
    ? told(`« ${text} » est de trop`, `“${text}” is too much`)
    : told(`« ${meant} » au lieu de « ${text} »`, `“${meant}” instead of “${text}”`);
};

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

const searchesText = (operator: Operator): boolean =>
  ["contient", "commence", "finit"].includes(operator);

/** People write them in groups. */
const isNumbered = (field: FieldName): boolean => field === "siret" || field === "siren";

/**
 * What should stand in the place of a value that the field can never have: compared whole, it would be false, or earlier or later
 * than all of them, without a word.
 */
const wantedOf = (field: FieldName, values: readonly string[]): Told | undefined => {
  const words = fieldWords[field];
  const fits = words
    ? (v: string) => v === "" || words.includes(folded(v))
    : (v: string) => shapes[field]?.shape.test(v) !== false;
  const strange = values.find((v) => !fits(v));
  if (strange === undefined) return undefined;
  const wanted = words
    ? told(`un mot parmi ${words.join(", ")}`, `one of ${words.join(", ")}`)
    : (shapes[field]?.wanted ?? told("", ""));
  return told(`${wanted.fr}, et non « ${strange} »`, `${wanted.en}, not “${strange}”`);
};

const aDate = {
  shape: /^\d{4}-\d{2}-\d{2}$/u,
  wanted: told("une date comme 2026-12-31", "a date such as 2026-12-31"),
};
const shapes: Readonly<
  Partial<Record<FieldName, { readonly shape: RegExp; readonly wanted: Told }>>
> = {
  date: aDate,
  date_embauche: aDate,
  nombre: { shape: /^\d{1,15}$/u, wanted: told("un nombre entier", "a whole number") },
  siret: { shape: /^\d{14}$/u, wanted: told("un SIRET (14 chiffres)", "a SIRET (14 digits)") },
  siren: { shape: /^\d{9}$/u, wanted: told("un SIREN (9 chiffres)", "a SIREN (9 digits)") },
};

const number = /^-?\d{1,15}$/u;
export const isNumber = (text: string): boolean => number.test(text);
const same = (a: string, b: string): boolean => order(a, b) === 0;

/** Whole numbers by their value, all else as text without case or accents. */
export const order = (a: string, b: string): number => {
  if (isNumber(a) && isNumber(b)) return Number(a) - Number(b);
  const [x, y] = [folded(a), folded(b)];
  return x < y ? -1 : x > y ? 1 : 0;
};
