/**
 * The reference of every key, printed from the schema: for people (`facteur config describe`), and as
 * JSON Schema for programs and text editors.
 */
import { rangeTold } from "./check/shape.ts";
import { settingsJsonSchema } from "./json-schema.ts";
import type { Json, Key } from "./key.ts";
import { settingsSchema } from "./schema.ts";
import type { Lang } from "./words.ts";

export const describeSettings = (lang: Lang): string => {
  const intro =
    lang === "fr"
      ? "Clés du fichier des réglages (JSON, UTF-8). Les chemins relatifs partent du répertoire de ce fichier."
      : "Keys of the settings file (JSON, UTF-8). Relative paths start at that file's folder.";
  return `${[intro, ...describeMembers(settingsSchema, "", lang)].join("\n\n")}\n`;
};

/** The text of `config/facteur.schema.json`, in the language of its descriptions. */
export const describeSettingsAsSchema = (lang: Lang): string =>
  `${JSON.stringify(settingsJsonSchema(lang), null, 2)}\n`;

const describeMembers = (key: Key, name: string, lang: Lang): readonly string[] => {
  const dot = name === "" ? "" : `${name}.`;
  switch (key.is) {
    case "group":
      return Object.entries(key.keys).flatMap(([inner, each]) =>
        describeKey(each, dot + inner, lang),
      );
    case "named":
      return describeMembers(key.each, `${dot}${lang === "fr" ? "<nom>" : "<name>"}`, lang);
    default:
      return [];
  }
};

const describeKey = (key: Key, name: string, lang: Lang): readonly string[] => {
  const facts = factsOf(key, lang);
  const lines = [name, key.told[lang], ...(facts === "" ? [] : [facts])];
  return [lines.join("\n    "), ...describeMembers(key, name, lang)];
};

const factsOf = (key: Key, lang: Lang): string => {
  const fr = lang === "fr";
  const byDefault = key.defaultTold?.[lang] ?? shown(key.default);
  const facts = [
    ...(key.required ? [fr ? "Obligatoire" : "Required"] : []),
    ...boundsOf(key, lang),
    ...(byDefault === "" ? [] : [`${fr ? "Par défaut : " : "Default: "}${byDefault}`]),
    ...(key.example === undefined
      ? []
      : [`${fr ? "Exemple : " : "Example: "}${shown(key.example)}`]),
  ];
  return facts.map((fact) => `${fact}.`).join(" ");
};

const boundsOf = (key: Key, lang: Lang): readonly string[] => {
  const values = lang === "fr" ? "Valeurs : " : "Values: ";
  switch (key.is) {
    case "text":
      return key.oneOf ? [values + key.oneOf.join(", ")] : [];
    case "number":
    case "integer":
      return [values + rangeTold(key)[lang]];
    case "flag":
      return [`${values}true, false`];
    case "list":
      return boundsOf(key.of, lang);
    case "group":
      return key.exactlyOne
        ? [
            `${lang === "fr" ? "Une seule clé : " : "Exactly one key: "}${Object.keys(key.keys).join(", ")}`,
          ]
        : [];
    case "named":
      return [];
  }
};

/** Groups have an empty object as default: there is nothing to say about it. */
const shown = (value: Json | undefined): string => {
  const text = value === undefined ? "" : JSON.stringify(value);
  return text === "{}" ? "" : text;
};
