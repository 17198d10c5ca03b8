/** The reference of the keys: whole, in both languages, and the page in the docs is what the program prints. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { chapters, describeRules } from "../../src/rules/describe.ts";
import { fieldTexts } from "../../src/rules/fields.ts";
import { addressKeys, allKeyNames, isRuleKey, ruleKeyOf } from "../../src/rules/keys/all.ts";
import { fileKeys } from "../../src/rules/keys/file.ts";

const page = fileURLToPath(new URL("../../docs/rules-keys.md", import.meta.url));

test("every key is told once, with its values and an example that the key itself reads", () => {
  for (const lang of ["fr", "en"] as const) {
    const lines = describeRules(lang).split("\n");
    for (const name of allKeyNames) assert.equal(lines.filter((l) => l === name).length, 1, name);
  }
  for (const name of allKeyNames) {
    const key = isRuleKey(name) ? ruleKeyOf(name) : fileKeys[name as keyof typeof fileKeys];
    assert.ok("value" in key.parse(key.example), `${name}=${key.example}`);
    assert.match(key.told.fr, /\.$/u, name);
    assert.match(key.told.en, /\.$/u, name);
  }
});

test("docs/rules-keys.md is what the program says (FACTEUR_WRITE_REFERENCE=1 writes it)", () => {
  if (process.env["FACTEUR_WRITE_REFERENCE"]) writeFileSync(page, rulesReference());
  assert.equal(readFileSync(page, "utf8"), rulesReference());
});

/** docs/rules-keys.md, in French. */
const rulesReference = (): string => {
  const tables = chapters.flatMap(({ title, keys }) => [
    `## ${title.fr}`,
    "",
    "| clé | ce qu'elle dit | valeurs | sans elle | exemple |",
    "|---|---|---|---|---|",
    ...Object.entries(keys).map(
      ([name, key]) =>
        `| \`${name}\` | ${cell(key.told.fr)} | ${cell(key.values.fr)} | ${cell(key.absent.fr)} | \`${name}=${cell(key.example)}\` |`,
    ),
    "",
  ]);
  const fields = Object.entries(fieldTexts).map(
    ([name, text]) => `| \`{{${name}}}\` | ${cell(text.told.fr)} |`,
  );
  return [
    "# Clés des fichiers de règles",
    "",
    "Cette page est écrite par le programme (`facteur config describe` dit la même chose) ; le guide est [rules.md](rules.md).",
    `Une section \`[adresse …]\` n'a que ${addressKeys.map((name) => `\`${name}\``).join(", ")}.`,
    "",
    ...tables,
    "## Champs déclarés",
    "",
    "Pour `si`, et entre accolades dans `sujet` et `note`.",
    "",
    "| champ | ce qu'il contient |",
    "|---|---|",
    ...fields,
    "",
  ].join("\n");
};

const cell = (text: string): string => text.replaceAll("|", "\\|");
