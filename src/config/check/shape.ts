/**
 * Compares a value with the schema: every difference with its exact path, and what is left when the
 * wrong parts are taken out, defaults filled in, so that the checks of meaning can go on and all
 * problems are told at once. conf's own validator stops at a sentence without a path.
 */
import { closest } from "../../foundation/closest.ts";
import {
  cleanText,
  type GroupKey,
  type Json,
  type Key,
  type ListKey,
  type NamedKey,
  type NumberKey,
  type TextKey,
} from "../key.ts";
import type { Complaint, Path } from "../problems.ts";
import { type Words, words } from "../words.ts";

export interface Checked {
  readonly complaints: readonly Complaint[];
  /** Undefined when nothing of the value can be kept. */
  readonly kept: Json | undefined;
}

export const checkShape = (key: Key, value: unknown, path: Path): Checked => {
  switch (key.is) {
    case "text":
      return checkText(key, value, path);
    case "number":
    case "integer":
      return checkNumber(key, value, path);
    case "flag":
      return checkFlag(value, path);
    case "list":
      return checkList(key, value, path);
    case "named":
      return checkNamed(key, value, path);
    case "group":
      return checkGroup(key, value, path);
  }
};

const bad = (complaint: Complaint): Checked => ({ complaints: [complaint], kept: undefined });
const good = (kept: Json): Checked => ({ complaints: [], kept });
const wrongType = (path: Path, value: unknown, expected: Words): Checked =>
  bad({ code: "type-wrong", path, value, expected });

const checkText = (key: TextKey, value: unknown, path: Path): Checked => {
  if (typeof value !== "string")
    return wrongType(path, value, words("un texte entre guillemets", "a text in quotes"));
  if (key.oneOf) {
    if (key.oneOf.includes(value)) return good(value);
    const expected = words(key.oneOf.join(", "), key.oneOf.join(", "));
    const meant = closest(value, key.oneOf);
    return bad({ code: "value-unknown", path, value, expected, ...(meant ? { meant } : {}) });
  }
  if (value.trim() === "" && !key.mayBeEmpty)
    return bad({ code: "text-invalid", path, expected: words("un texte non vide", "some text") });
  const expected = words(
    "un texte sans caractère de contrôle",
    "a text without control characters",
  );
  if (!new RegExp(cleanText, "u").test(value))
    return bad({ code: "text-invalid", path, value, expected });
  if (key.pattern === undefined || new RegExp(key.pattern, "u").test(value)) return good(value);
  return bad({
    code: "text-invalid",
    path,
    value,
    ...(key.expected ? { expected: key.expected } : {}),
  });
};

const checkNumber = (key: NumberKey, value: unknown, path: Path): Checked => {
  if (typeof value !== "number" || (key.is === "integer" && !Number.isInteger(value))) {
    const whole = words("un nombre entier, sans guillemets", "a whole number, without quotes");
    const anyNumber = words("un nombre, sans guillemets", "a number, without quotes");
    return wrongType(path, value, key.is === "integer" ? whole : anyNumber);
  }
  const { min = -Infinity, above = -Infinity, max = Infinity } = key;
  if (value >= min && value > above && value <= max) return good(value);
  return bad({ code: "out-of-range", path, value, expected: rangeTold(key) });
};

export const rangeTold = ({ min, above, max }: NumberKey): Words => {
  const low = min ?? above ?? 0;
  const more = above === undefined ? words("de", "from") : words("plus de", "more than");
  return words(`${more.fr} ${low} à ${max ?? "…"}`, `${more.en} ${low} to ${max ?? "…"}`);
};

const checkFlag = (value: unknown, path: Path): Checked =>
  typeof value === "boolean"
    ? good(value)
    : wrongType(
        path,
        value,
        words("true ou false, sans guillemets", "true or false, without quotes"),
      );

const checkList = (key: ListKey, value: unknown, path: Path): Checked => {
  if (!Array.isArray(value))
    return wrongType(path, value, words("une liste entre crochets", "a list in square brackets"));
  if (value.length < (key.countMin ?? 0)) {
    const expected = words(`au moins ${key.countMin} élément`, `at least ${key.countMin} item`);
    return bad({ code: "out-of-range", path, value, expected });
  }
  const items = value.map((item: unknown, i) => checkShape(key.of, item, [...path, i]));
  return {
    complaints: items.flatMap((item) => item.complaints),
    kept: items.flatMap((item) => (item.kept === undefined ? [] : [item.kept])),
  };
};

const objectTold = words("un objet entre accolades", "an object in braces");

const checkNamed = (key: NamedKey, value: unknown, path: Path): Checked => {
  if (!isObject(value)) return wrongType(path, value, objectTold);
  const entries = Object.entries(value);
  if (entries.length === 0) {
    const expected = words("au moins un élément", "at least one item");
    return bad({ code: "out-of-range", path, value, expected });
  }
  const each = entries.map(([name, item]) => ({
    name,
    ...checkShape(key.each, item, [...path, name]),
  }));
  return {
    complaints: each.flatMap((item) => item.complaints),
    kept: Object.fromEntries(each.map(({ name, kept }) => [name, kept ?? {}])),
  };
};

const checkGroup = (group: GroupKey, value: unknown, path: Path): Checked => {
  // Something stands there, wrong as it is: what it lacks is not told a second time.
  if (!isObject(value)) return { ...wrongType(path, value, objectTold), kept: {} };
  const known = Object.keys(group.keys);
  const complaints: Complaint[] = [];
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue;
    const meant = closest(name, known);
    complaints.push({ code: "key-unknown", path: [...path, name], ...(meant ? { meant } : {}) });
  }
  if (group.exactlyOne && Object.keys(value).length !== 1) {
    const list = known.join(", ");
    complaints.push({ code: "choice-wrong", path, value, expected: words(list, list) });
  }
  const kept: Record<string, Json> = {};
  for (const [name, key] of Object.entries(group.keys)) {
    const found = checkMember(key, Object.hasOwn(value, name) ? value[name] : undefined, [
      ...path,
      name,
    ]);
    complaints.push(...found.complaints);
    if (found.kept !== undefined) kept[name] = found.kept;
  }
  return { complaints, kept };
};

const checkMember = (key: Key, value: unknown, path: Path): Checked => {
  if (value !== undefined) return checkShape(key, value, path);
  if (key.required) return bad({ code: "key-missing", path, expected: key.told });
  return key.default === undefined
    ? { complaints: [], kept: undefined }
    : { complaints: [], kept: checkShape(key, key.default, path).kept };
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
