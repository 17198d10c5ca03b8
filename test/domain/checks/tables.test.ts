/** Tables that people write: read whole, or refused with every problem, its place, value and remedy. */
import assert from "node:assert/strict";
import { test } from "node:test";
import law from "../../../config/checks/loi-2006.json" with { type: "json" };
import { checkTables } from "../../../src/domain/checks/load-table.ts";

const problemsOf = (json: unknown): readonly string[] => {
  const loaded = checkTables([{ name: "a.json", json }]);
  return "problems" in loaded ? loaded.problems.map((p) => `${p.file} ${p.said}`) : [];
};
const sound = { name: "essai", source: "test", official: false };

test("the shipped table is sound, and says that it is not official", () => {
  const loaded = checkTables([{ name: "loi-2006.json", json: law }]);
  assert.ok("tables" in loaded);
  assert.equal(loaded.tables[0]?.official, false);
  assert.equal(loaded.tables[0].thresholds.length, 2);
});

test("a later table of the same name takes the place of the earlier one", () => {
  const loaded = checkTables([
    { name: "a.json", json: law },
    { name: "b.json", json: { ...sound, name: "loi-2006" } },
  ]);
  assert.ok("tables" in loaded);
  assert.deepEqual(
    loaded.tables.map((t) => [t.name, t.thresholds.length]),
    [["loi-2006", 0]],
  );
});

test("everything wrong is told at once, with file, place, value and what to write", () => {
  assert.deepEqual(problemsOf([]), ["a.json table : un objet JSON est attendu"]);
  assert.deepEqual(
    problemsOf({
      ...sound,
      source: "",
      oficial: true,
      thresholds: [{ above: -1, modes: ["40"], said: "virement" }],
      yearly: [{ siret: 1, euros: 2 }],
      versions: [{ format: "edi", version: "1" }],
      deadlines: [],
    }),
    [
      "oficial : clé inconnue ; clés possibles : $comment, name, source, official, thresholds, electronic, yearly, versions",
      "deadlines : les échéances sont dans les calendriers (clé « calendars » des réglages)",
      'source : lu "", un texte est attendu',
      "thresholds[0].above : lu -1, un nombre d'euros, 0 ou plus attendu",
      'thresholds[0].modes : lu ["40"], une liste de 20, 30, 31, Z10 attendu',
      "yearly[0].siret : lu 1, 14 chiffres entre guillemets attendu",
      'versions[0].format : lu "edi", dpae-flat, dpae-xml, ducs-edifact, ducs-flat attendu',
    ].map((said) => `a.json ${said}`),
  );
});
