/** The reference of the keys: whole, in both languages, and the page in the docs is what the program prints. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { describeRules, rulesReference } from "../../src/rules/describe.ts";
import { allKeyNames, isRuleKey, ruleKeyOf } from "../../src/rules/keys/all.ts";
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
