import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { renderJson } from "../../src/adapters/reports/json.ts";
import { findings } from "../../src/domain/findings.ts";
import { situationsInFrench } from "../../src/domain/situations/fr.ts";
import { checker, paths } from "./schema-check.ts";
import { modelNamed, models } from "./states.ts";

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../docs/report-schema.json"), "utf8"),
) as Record<string, unknown>;

/** The value at a path of keys inside the published schema. */
const at = (...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], schema);

test("every JSON report obeys the published schema, and together they use all of it", () => {
  const seen = new Set<string>();
  const check = checker(schema, seen);
  for (const [name, model] of Object.entries(models()))
    assert.deepEqual(check(JSON.parse(renderJson(model))), [], name);
  assert.deepEqual(
    paths(schema).filter((path) => !seen.has(path)),
    [],
    "the schema promises keys that no report has",
  );
});

test("the schema check does find what is wrong", () => {
  const model = modelNamed("handed");
  const check = checker(schema, new Set());
  assert.notDeepEqual(check({ ...model, layout: 2 }), []);
  assert.notDeepEqual(check({ ...model, extra: 1 }), []);
  assert.notDeepEqual(check({ ...model, todo: undefined }), []);
  assert.notDeepEqual(check({ ...model, deposit: { ...model.deposit, sha256: "x" } }), []);
});

test("the schema lists exactly the situations and findings there are", () => {
  const situation = ["properties", "situation", "properties", "is", "enum"];
  assert.deepEqual(at(...situation), Object.keys(situationsInFrench));
  const finding = ["properties", "findings", "items", "properties", "code", "enum"];
  assert.deepEqual(at(...finding), Object.keys(findings));
});

test("keys come in the order that the schema gives", () => {
  const order = Object.keys(at("properties") as object);
  const keys = Object.keys(JSON.parse(renderJson(modelNamed("test"))) as object);
  assert.deepEqual(
    keys,
    order.filter((key) => keys.includes(key)),
  );
});
