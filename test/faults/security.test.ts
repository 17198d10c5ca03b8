/** docs/security.md: each attack has one row, what stops it, and a test that exists; each part says what is not stopped. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { citationsIn, lostCitations } from "../support/citations.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/security.md"), "utf8");

const rows = [...page.matchAll(/^\| (S\d\d) \| (.*) \| (.*) \| (.*) \|$/gmu)].map(
  ([, id = "", attack = "", stops = "", shown = ""]) => ({ id, attack, stops, shown }),
);

test("each attack stands once, in order, with what stops it", () => {
  const ids = rows.map((row) => row.id);
  assert.deepEqual(ids, [...new Set(ids)].sort());
  assert.equal(ids.length, [...page.matchAll(/^\| S/gmu)].length, "every row has four cells");
  assert.ok(ids.length >= 30);
  for (const { id, attack, stops } of rows) assert.ok(attack !== "" && stops !== "", id);
});

test("each attack names tests that exist, and nothing else", () => {
  for (const { id, shown } of rows) {
    const cited = citationsIn(shown);
    assert.ok(cited.length > 0, id);
    assert.equal(shown.split("`test/").length - 1, cited.length, `${id}: ${shown}`);
    assert.deepEqual(lostCitations(shown), [], id);
  }
});

test("each part about an attacker says what is not stopped", () => {
  const parts = page.split(/^## /gmu).slice(1);
  assert.ok(parts.length >= 7);
  for (const part of parts) assert.match(part, /^\*Not stopped\*: \S/mu, part.slice(0, 40));
});
