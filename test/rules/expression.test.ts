/** `si` and `{{…}}`: what they mean, and that no text can make them do more. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { limits } from "../../src/domain/limits.ts";
import { holds, parseExpression } from "../../src/rules/expression.ts";
import { fieldsOf } from "../../src/rules/fields.ts";
import { render } from "../../src/rules/template.ts";
import { aDucs, aHire } from "./sets.ts";

const around = {
  format: "ducs-edifact",
  fileName: "Lot été.edi",
  dossier: "cabinet",
  count: 12,
  environment: "reel",
  today: "2026-11-05",
} as const;
const fields = fieldsOf(aDucs({ employer: "SOCIÉTÉ D'INTÉRIM" }), around);

const is = (text: string): boolean => {
  const read = parseExpression(text);
  assert.ok("value" in read, JSON.stringify(read));
  return holds(read.value, fields);
};

test("comparisons, et, ou, non and parentheses", () => {
  for (const [text, expected] of [
    ["nombre > 10", true],
    ["nombre >= 12 et nombre <= 12", true],
    ["nombre < 9", false],
    ["nombre = 012", true],
    ['raison_sociale contient "interim"', true],
    ["raison_sociale commence « société »", true],
    ["fichier finit .EDI", true],
    ["type dans (dpae, ducs)", true],
    ["famille != urssaf", false],
    ["non type = dpae", true],
    ["type = dpae ou nombre > 10 et famille = urssaf", true],
    ["(type = dpae ou nombre > 10) et famille = irc", false],
    ["non (type = dpae ou famille = irc)", true],
    ["periodicite = trimestrielle et periode = 202640", true],
    ["nom_organisme contient fictif", true],
    // A DUCS hires nobody: its empty date is before and after nothing.
    ["date_embauche < 2026-12-01", false],
    ["date_embauche >= 2026-12-01", false],
    ["non date_embauche <= 2026-12-01", true],
    ["date > 2026-11-04", true],
  ] as const)
    assert.equal(is(text), expected, text);
});

test("a date is compared as fields hold it; written otherwise, it is told and never compared", () => {
  for (const text of [
    'date < "05/12/2026"',
    "date_embauche = 20261205",
    "date dans (2026-12-05, hier)",
  ]) {
    const read = parseExpression(text);
    assert.ok("wrong" in read, text);
    assert.match(read.wrong.fr, /2026-12-31/u);
  }
  assert.ok("value" in parseExpression("date commence 2026-12"));
});

test("a value that its field can never have is told, with what should stand there", () => {
  for (const [text, wanted] of [
    ["type = dppae", /un mot parmi dpae, ducs, et non « dppae »/u],
    ["nombre > 3 ou famille dans (irc, urrsaf)", /urssaf.*et non « urrsaf »/u],
    ["periodicite != trimestriel", /trimestrielle.*et non « trimestriel »/u],
    ["environnement = production", /un mot parmi/u],
    ["nombre > beaucoup", /un nombre entier, et non « beaucoup »/u],
    ["siret = 9999999980001", /SIRET \(14 chiffres\)/u],
    ["siren = 99999999800019", /SIREN \(9 chiffres\)/u],
    ["type = dpae and nombre > 3", /« et » au lieu de « and »/u],
    ["type == dpae", /un seul signe =/u],
    ["type = 'dpae'", /entre guillemets doubles/u],
  ] as const) {
    const read = parseExpression(text);
    assert.ok("wrong" in read, text);
    assert.match(read.wrong.fr, wanted);
  }
  assert.ok(is('siret = "999 999 998 00019"'));
  assert.ok(is("type contient uc"));
  assert.ok(is('TYPE = DUCS et reference != ""'));
});

test("whatever is not understood is said, and nothing is ever run or thrown", () => {
  const pieces = fc.constantFrom(
    "nombre",
    ">",
    "10",
    "(",
    ")",
    "et",
    "ou",
    "non",
    '"',
    "dans",
    ",",
    "x",
    "é",
    "=",
    "constructor",
    "__proto__",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const read = parseExpression(parts.join(" "));
      if ("value" in read) assert.equal(typeof holds(read.value, fields), "boolean");
      else assert.equal(read.code, "expression-invalide");
    }),
    { numRuns: 3000 },
  );
  const deep = (n: number) => parseExpression(`${"(".repeat(n)}nombre > 1${")".repeat(n)}`);
  assert.ok("value" in deep(limits.expressionDepthMax - 1));
  assert.ok("wrong" in deep(limits.expressionDepthMax));
  assert.ok("wrong" in parseExpression(`nombre > 1${" ".repeat(limits.expressionCharsMax)}`));
});

test("a field is written once for all declarations that agree, and told when it is empty or many", () => {
  const all = [fields, { ...fields, reference: "REF2" }];
  assert.deepEqual(render("DUCS {{ SIRET }} {{periode}} {{nombre}} {{date}}", all), {
    is: "text",
    text: "DUCS 99999999800019 202640 2 05/11/2026",
  });
  assert.deepEqual(render("{{reference}}", all), {
    is: "unfilled",
    name: "reference",
    because: "many",
    values: ["REF1", "REF2"],
  });
  const hire = fieldsOf(aHire({ employer: "X\r\nBcc: tous@organisme.test" }), around);
  assert.deepEqual(render("{{periode}}", [hire]), {
    is: "unfilled",
    name: "periode",
    because: "empty",
    values: [],
  });
  assert.deepEqual(render("{{raison_sociale}}", [hire]), {
    is: "unfilled",
    name: "raison_sociale",
    because: "control",
    values: [],
  });
  // A value is not a template again.
  assert.deepEqual(render("{{raison_sociale}}", [{ ...hire, raison_sociale: "{{siret}}" }]), {
    is: "text",
    text: "{{siret}}",
  });
});
