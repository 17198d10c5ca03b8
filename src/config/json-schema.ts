/** The settings' keys as JSON Schema 2020-12: for editors, and for conf's validator in the tests. */
import { cleanText, type GroupKey, type Json, type Key } from "./key.ts";
import { settingsSchema } from "./schema.ts";
import type { Lang } from "./words.ts";

export type JsonSchema = { readonly [key: string]: Json };

export const settingsJsonSchema = (lang: Lang): JsonSchema => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: settingsSchema.told[lang],
  ...jsonSchemaOf(settingsSchema, lang),
});

const jsonSchemaOf = (key: Key, lang: Lang): JsonSchema => ({
  description: key.told[lang],
  ...shapeOf(key, lang),
  ...(key.default === undefined ? {} : { default: key.default }),
  ...(key.example === undefined ? {} : { examples: [key.example] }),
});

const shapeOf = (key: Key, lang: Lang): JsonSchema => {
  switch (key.is) {
    case "text":
      return key.oneOf
        ? { type: "string", enum: key.oneOf }
        : {
            type: "string",
            pattern: key.pattern ?? cleanText,
            ...(key.mayBeEmpty ? {} : { minLength: 1 }),
          };
    case "number":
    case "integer":
      return {
        type: key.is,
        ...(key.min === undefined ? {} : { minimum: key.min }),
        ...(key.above === undefined ? {} : { exclusiveMinimum: key.above }),
        ...(key.max === undefined ? {} : { maximum: key.max }),
      };
    case "flag":
      return { type: "boolean" };
    case "list":
      return { type: "array", minItems: key.countMin ?? 0, items: jsonSchemaOf(key.of, lang) };
    case "named":
      return {
        type: "object",
        minProperties: 1,
        additionalProperties: jsonSchemaOf(key.each, lang),
      };
    case "group":
      return groupShape(key, lang);
  }
};

const groupShape = (group: GroupKey, lang: Lang): JsonSchema => {
  const entries = Object.entries(group.keys);
  return {
    type: "object",
    additionalProperties: false,
    required: entries.filter(([, key]) => key.required).map(([name]) => name),
    ...(group.exactlyOne ? { minProperties: 1, maxProperties: 1 } : {}),
    properties: Object.fromEntries(entries.map(([name, key]) => [name, jsonSchemaOf(key, lang)])),
  };
};
