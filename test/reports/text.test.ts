import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { bullet, indent, wrap } from "../../src/adapters/reports/columns.ts";
import { reportModel } from "../../src/adapters/reports/model/build.ts";
import { renderText } from "../../src/adapters/reports/text.ts";
import * as s from "./sample.ts";
import { modelNamed, models } from "./states.ts";

const width = (line: string): number => Array.from(line).length;

describe("the text report", () => {
  test("every line of every report fits 80 columns, without controls or blanks at its end", () => {
    for (const [name, model] of Object.entries(models()))
      for (const line of renderText(model).split("\n")) {
        assert.ok(width(line) <= 80, `${name}: ${line}`);
        assert.doesNotMatch(line, /\p{Cc}|\s$/u, name);
      }
  });

  test("a hostile name without blanks is cut, never overflows", () => {
    const d = s.deposit(s.claimed({ name: `${"é".repeat(300)}\t.txt`, dossier: "x".repeat(120) }));
    for (const line of renderText(reportModel(s.input(d))).split("\n"))
      assert.ok(width(line) <= 80, line);
  });

  test("the answer comes within the first dozen lines, in words", () => {
    const top = renderText(modelNamed("partial")).split("\n").slice(0, 14).join("\n");
    assert.match(top, /\[!!\] REFUS PARTIEL/u);
    assert.match(top, /Sur 3 déclarations : 2 enregistrées, 1 refusée\./u);
    assert.match(top, /MARTINOT Paul-Émile : refusée, code 12/u);
  });

  test("test mode stands above the answer", () => {
    const text = renderText(modelNamed("test"));
    assert.ok(
      text.indexOf("*** MODE TEST : rien n'a été envoyé ***") < text.indexOf("TEST RÉUSSI"),
    );
  });

  test("« remis au serveur » is explained and nobody is said to have received", () => {
    const text = renderText(modelNamed("handed"));
    assert.match(text, /Cela\s+ne prouve pas que l'organisme l'a reçu\./u);
    assert.doesNotMatch(text.slice(0, text.indexOf("LE SENS DES MOTS")), /reçu(?!.*AR)|enregistr/u);
  });
});

describe("columns", () => {
  test("wrapping keeps every word, whatever the text and the width", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 300 }),
        fc.integer({ min: 1, max: 90 }),
        (text, columns) => {
          const lines = wrap(text, columns);
          for (const line of lines) assert.ok(width(line) <= columns);
          assert.equal(lines.join("").replaceAll(" ", ""), text.replaceAll(" ", ""));
        },
      ),
    );
  });

  test("the next lines stand under the text, and French signs stay with their word", () => {
    assert.deepEqual(bullet("- ", `${"a".repeat(70)} bcdefgh : i`), [
      `- ${"a".repeat(70)}`,
      "  bcdefgh : i",
    ]);
    assert.deepEqual(indent(4, ""), []);
  });
});
