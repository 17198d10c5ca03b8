/**
 * As much of JSON Schema as `docs/report-schema.json` uses. Unknown keywords throw, so the schema cannot
 * silently promise what is not checked; `seen` collects the properties that values really had.
 */
type Schema = Readonly<Record<string, unknown>>;

const known = new Set([
  "$schema",
  "$defs",
  "$ref",
  "title",
  "description",
  "type",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "enum",
  "const",
  "pattern",
  "minimum",
]);

export const checker = (root: Schema, seen: Set<string>): ((value: unknown) => string[]) => {
  const check = (schema: Schema, value: unknown, path: string): string[] => {
    const strange = Object.keys(schema).filter((k) => !known.has(k));
    if (strange.length > 0) throw new Error(`${path}: keyword ${strange.join(", ")}`);
    if (typeof schema["$ref"] === "string") {
      const name = schema["$ref"].replace("#/$defs/", "");
      return check((root["$defs"] as Record<string, Schema>)[name] ?? {}, value, path);
    }
    return [...simple(schema, value).map((m) => `${path}: ${m}`), ...inside(schema, value, path)];
  };
  const inside = (schema: Schema, value: unknown, path: string): string[] => {
    if (Array.isArray(value))
      return value.flatMap((v) => check(schema["items"] as Schema, v, `${path}[]`));
    if (typeof value !== "object" || value === null) return [];
    const properties = schema["properties"] as Record<string, Schema>;
    const missing = (schema["required"] as string[]).filter((k) => !(k in value));
    return [
      ...missing.map((k) => `${path}: ${k} is missing`),
      ...Object.entries(value).flatMap(([key, v]) => {
        seen.add(`${path}.${key}`);
        const property = properties[key];
        return property ? check(property, v, `${path}.${key}`) : [`${path}: ${key} is unknown`];
      }),
    ];
  };
  return (value) => check(root, value, "");
};

const simple = (schema: Schema, value: unknown): string[] => {
  const wrong: string[] = [];
  const number = schema["type"] === "number" && typeof value === "number";
  if (schema["type"] !== undefined && typeOf(value) !== schema["type"] && !number)
    wrong.push(`is ${typeOf(value)}`);
  if ("const" in schema && schema["const"] !== value) wrong.push("is another constant");
  if (Array.isArray(schema["enum"]) && !schema["enum"].includes(value))
    wrong.push(`${String(value)} is not listed`);
  if (
    typeof schema["pattern"] === "string" &&
    !new RegExp(schema["pattern"], "u").test(String(value))
  )
    wrong.push(`${String(value)} does not match`);
  if (typeof schema["minimum"] === "number" && Number(value) < schema["minimum"])
    wrong.push("is too small");
  return wrong;
};

const typeOf = (value: unknown): string => {
  if (Array.isArray(value)) return "array";
  if (value === null) return "null";
  return Number.isInteger(value) ? "integer" : typeof value;
};

/** Every property path that the schema names, written as `checker` writes them. */
export const paths = (root: Schema): readonly string[] => {
  const walk = (schema: Schema, path: string): string[] => {
    if (typeof schema["$ref"] === "string") {
      const name = schema["$ref"].replace("#/$defs/", "");
      return walk((root["$defs"] as Record<string, Schema>)[name] ?? {}, path);
    }
    if (schema["items"] !== undefined) return walk(schema["items"] as Schema, `${path}[]`);
    const properties = (schema["properties"] ?? {}) as Record<string, Schema>;
    return Object.entries(properties).flatMap(([key, property]) => [
      `${path}.${key}`,
      ...walk(property, `${path}.${key}`),
    ]);
  };
  return walk(root, "");
};
