/** One schema: the editor's file, conf's validator, the reference and the example all agree with it. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Conf from "conf";
import { checkShape } from "../../src/config/check/shape.ts";
import { describeSettings, describeSettingsAsSchema } from "../../src/config/describe.ts";
import { settingsJsonSchema } from "../../src/config/json-schema.ts";
import type { Key } from "../../src/config/key.ts";
import { loadSettings } from "../../src/config/load.ts";
import { problemTexts } from "../../src/config/problem-texts.ts";
import { settingsSchema } from "../../src/config/schema.ts";
import { decodeRuleBytes } from "../../src/rules/encoding.ts";
import { readRuleSet } from "../../src/rules/set.ts";
import { scratch } from "../support/scratch.ts";
import { wrongMeanings } from "./wrong-meanings.ts";
import { wrongSealings } from "./wrong-sealings.ts";
import { rightSettings, wrongShapes } from "./wrong-shapes.ts";

const config = (name: string) => fileURLToPath(new URL(`../../config/${name}`, import.meta.url));

/** Dotted names of all keys, with the key itself. */
const allKeys = (key: Key, name: string): readonly (readonly [string, Key])[] => {
  const dot = name === "" ? "" : `${name}.`;
  if (key.is === "named") return allKeys(key.each, `${dot}<nom>`);
  if (key.is !== "group") return [];
  return Object.entries(key.keys).flatMap(([inner, each]) => [
    [dot + inner, each] as const,
    ...allKeys(each, dot + inner),
  ]);
};

test("config/facteur.schema.json is what the schema gives", () => {
  const file = config("facteur.schema.json");
  const schema = describeSettingsAsSchema("fr");
  if (process.env["FACTEUR_WRITE_SCHEMA"]) writeFileSync(file, schema);
  assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), JSON.parse(schema));
});

test("conf's own validator and ours agree on every right and wrong file", async (t) => {
  const folder = await scratch(t);
  const {
    properties,
    description: _,
    $schema: __,
    title: ___,
    ...rootSchema
  } = settingsJsonSchema("en");
  const file = join(folder, "facteur.json");
  const confAccepts = (text: string): boolean => {
    writeFileSync(file, text);
    try {
      const options = { cwd: dirname(file), configName: basename(file), fileExtension: "" };
      const schema = properties as Record<string, object>;
      return (
        new Conf({ ...options, schema, rootSchema, ajvOptions: { useDefaults: false } }).size > 0
      );
    } catch (cause) {
      assert.match(String(cause), /schema violation/u);
      return false;
    }
  };
  assert.ok(confAccepts(rightSettings));
  for (const { name, from, to, shape } of [...wrongShapes, ...wrongMeanings, ...wrongSealings]) {
    const text = rightSettings.replace(from, () => to);
    const ours = checkShape(settingsSchema, JSON.parse(text), []).complaints.length === 0;
    assert.equal(ours, shape !== true, name);
    assert.equal(confAccepts(text), ours, name);
  }
});

test("every default and example of the schema is itself right", () => {
  for (const [name, key] of allKeys(settingsSchema, ""))
    for (const value of [key.default, key.example])
      if (value !== undefined)
        assert.deepEqual(checkShape(key, value, [name]).complaints, [], name);
});

test("the reference tells every key, once, in French and English", () => {
  for (const lang of ["fr", "en"] as const) {
    const lines = describeSettings(lang).split("\n");
    for (const [name, key] of allKeys(settingsSchema, "")) {
      const shown = lang === "fr" ? name : name.replaceAll("<nom>", "<name>");
      const at = lines.indexOf(shown);
      assert.ok(at > 0, shown);
      assert.equal(lines.lastIndexOf(shown), at, shown);
      assert.equal(lines[at + 1]?.trim(), key.told[lang]);
    }
  }
  assert.match(
    describeSettings("fr"),
    /^dossiers\.<nom>\.mode\n.*\n {4}Valeurs : test, essai, reel\. Par défaut : "test"\.$/mu,
  );
  assert.match(
    describeSettings("en"),
    /^sending\.parallel\n.*\n {4}Values: from 1 to 20\. Default: 4\.$/mu,
  );
});

test("every problem has words in both languages", () => {
  for (const [code, { what, hint }] of Object.entries(problemTexts))
    for (const lang of ["fr", "en"] as const) {
      assert.ok(what[lang].length > 3, code);
      assert.match(hint[lang], /^$|\.$/u, code);
    }
});

test("the example settings and rules are right, and send nothing as they are", () => {
  const loaded = loadSettings(config("examples/facteur.json"), { FACTEUR_PASSWORD: "x" });
  assert.equal(loaded.is, "ok");
  assert.ok(loaded.is === "ok" && loaded.settings.dossiers.every(({ mode }) => mode === "test"));
  const bytes = readFileSync(config("examples/mapibox.cfg"));
  assert.equal(decodeRuleBytes(bytes).encoding, "utf-8");
  const { set, problems } = readRuleSet({ root: bytes, companions: new Map() });
  assert.deepEqual(problems, []);
  const send = set?.rules[0]?.send;
  assert.deepEqual([send?.profil, send?.a], ["Microsoft Outlook", "dpae@organisme.example"]);
});
