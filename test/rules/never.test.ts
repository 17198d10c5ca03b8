/** What `config check` says of a `si` that takes nothing, or only what a rule before it took: nothing that is not so. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { holds, parseExpression } from "../../src/rules/expression.ts";
import { type Fields, fieldsOf } from "../../src/rules/fields.ts";
import { neverHolds } from "../../src/rules/never.ts";
import { aDucs, aHire, codesOf, readSet } from "./sets.ts";

const read = (text: string) => {
  const found = parseExpression(text);
  assert.ok("value" in found, `${text}: ${JSON.stringify(found)}`);
  return found.value;
};

test("a si that nothing meets is recognised where it shows, and only there", () => {
  for (const [text, expected] of [
    ['reference = "x" et reference = "y"', true],
    ['reference = "Été" et reference = "ete"', false],
    ["reference dans (a, b) et reference dans (c)", true],
    ["reference = 7 et reference = 007", false],
    ["reference = 7 et non reference = 7,".slice(0, -1), true],
    ["reference = 7 et reference commence 00", false],
    ["nombre > 10 et nombre < 5", true],
    ["nombre > 2 et nombre < 3", true],
    ["nombre >= 2 et nombre <= 2", false],
    ["nombre >= 2 et nombre <= 2 et nombre != 2", true],
    ["nombre < 1", true],
    ["date >= 2027-01-01 et date < 2026-01-01", true],
    ["date >= 2026-01-01 et date <= 2026-01-01", false],
    ["date_embauche < 2026-01-01 et non date_embauche < 2026-06-01", true],
    // An absent date is before and after nothing.
    ["non date_embauche < 2026-06-01 et non date_embauche > 2026-01-01", false],
    // Texts and numbers have no one order.
    ["reference < 10 et reference > 9", false],
    ["famille = ccpbtp", true],
    ["type = dpae et famille = irc", true],
    ["type = dpae et periodicite = mensuelle", true],
    ["type = ducs et format = dpae-flat", true],
    ["type = ducs ou famille = irc", false],
    ["non (type = dpae ou type = ducs)", true],
    ["fichier commence dpae et fichier commence ducs", true],
    ["fichier finit .txt et fichier finit .edi", true],
    ["fichier commence dp et fichier commence dpae", false],
    ["raison_sociale contient interim et non raison_sociale contient int", true],
    ["raison_sociale commence a et non raison_sociale contient A", true],
    ["(nombre > 3 ou type = ducs) et nombre < 2 et type = dpae", true],
    ["(nombre > 3 ou type = ducs) et nombre < 2", false],
  ] as const)
    assert.equal(neverHolds(read(text)), expected, text);
});

const words = ["dpae", "irc", "1", "01", "2", "10", "a", "A", "ab", "é"];
const own: Readonly<Record<string, readonly string[]>> = {
  type: ["dpae", "ducs"],
  famille: ["urssaf", "irc", "ccpbtp"],
  periodicite: ["trimestrielle", "mensuelle"],
  nombre: ["1", "01", "2", "10"],
  date: ["2026-11-05", "2026-12-01"],
  date_embauche: ["2026-11-05", "2026-12-01"],
};
const comparison = fc
  .constantFrom("reference", "lot", "fichier", ...Object.keys(own))
  .chain((field) => {
    const value = fc.constantFrom(...(own[field] ?? words));
    return fc.oneof(
      fc
        .tuple(fc.constantFrom("=", "!=", "<", ">", "<=", ">="), value)
        .map((parts) => [field, ...parts].join(" ")),
      fc
        .tuple(fc.constantFrom("contient", "commence", "finit"), fc.constantFrom(...words))
        .map((parts) => [field, ...parts].join(" ")),
      fc
        .array(value, { minLength: 1, maxLength: 3 })
        .map((list) => `${field} dans (${list.join(", ")})`),
    );
  });
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small" },
    comparison,
    tie("expression").map((e) => `non (${e})`),
    fc
      .tuple(tie("expression"), fc.constantFrom("et", "et", "ou"), tie("expression"))
      .map(([a, word, b]) => `(${a}) ${word} (${b})`),
  ),
}));
const text = fc.constantFrom("", ...words, "abc", "é1", "007");
const declared: fc.Arbitrary<Fields> = fc
  .record({
    hire: fc.boolean(),
    employer: text,
    reference: text,
    lot: text,
    form: fc.constantFrom("9101", "9201", "9301", "", "x"),
    period: fc.constantFrom("202640", "", "2026M11"),
    hireDate: fc.constantFrom("2026-11-05", "2026-11-20", "2026-12-01", ""),
    fileName: fc.constantFrom("a", "ab.txt", "1", "dpae.txt"),
    count: fc.integer({ min: 1, max: 12 }),
    today: fc.constantFrom("2026-11-05", "2026-11-06", "2026-12-02"),
  })
  .map(({ hire, hireDate, fileName, count, today, ...ducs }) =>
    fieldsOf(hire ? aHire({ hireDate }) : aDucs(ducs), {
      format: hire ? "dpae-xml" : "ducs-flat",
      fileName,
      dossier: "cabinet",
      count,
      environment: "reel",
      today,
    }),
  );

test("what is said never to hold holds for no declaration that is tried, and much is said", () => {
  let said = 0;
  fc.assert(
    fc.property(expression, fc.array(declared, { minLength: 20, maxLength: 20 }), (si, all) => {
      if (si.length > 900) return;
      const found = read(si);
      if (!neverHolds(found)) return;
      said += 1;
      for (const fields of all)
        assert.ok(!holds(found, fields), `${si}: ${JSON.stringify(fields)}`);
    }),
    { numRuns: 3000 },
  );
  assert.ok(said > 100, `${said} recognised`);
});

const right = "a=dpae@organisme.example\nsujet=DUCS";
const told = (text: string) => codesOf(readSet(text)).map((code) => code.join(" "));

test("a rule that an earlier one leaves nothing to is told, whatever words either is written in", () => {
  for (const [first, second] of [
    ["si=nombre > 10 et type = dpae", 'si=(type = "DPAE") et nombre > 10'],
    ["si=nombre > 10", "si=nombre >= 20"],
    ["si=nombre > 10", "si=nombre > 10\nfamille=irc"],
    ["si=type = ducs", "famille=irc"],
    ["type=ducs", "si=type = ducs et nombre > 3"],
    ["siret=999999998", "si=siren = 999999998"],
    ["si=nombre >= 1", "type=dpae"],
    ["si=raison_sociale contient int", "si=raison_sociale commence interim"],
  ])
    assert.deepEqual(
      told(`[a]\n${first}\n${right}\n[b]\n${second}\n${right}`).filter((l) =>
        l.includes("masquee"),
      ),
      [`W regle-masquee ${4 + (first?.split("\n").length ?? 0)} `],
      `${first} / ${second}`,
    );
  for (const [first, second] of [
    ["si=nombre > 10", "si=nombre > 9"],
    ["si=nombre > 10\nfamille=irc", "si=nombre > 10"],
    ["si=siren = 999999998", "siret=999999998"],
    // A rule that takes nothing hides nothing.
    ["si=nombre > 10 et nombre < 5", "si=nombre > 10 et nombre < 5"],
  ])
    assert.deepEqual(
      told(`[a]\n${first}\n${right}\n[b]\n${second}\n${right}`).filter((l) =>
        l.includes("masquee"),
      ),
      [],
      `${first} / ${second}`,
    );
});

test("a si against the rule's other conditions is told at its line", () => {
  assert.deepEqual(told(`[a]\ntype=dpae\nsi=famille = irc\n${right}`), [
    "W condition-impossible 3 si",
  ]);
  assert.deepEqual(told(`[a]\nsi=nombre > 10 et nombre < 5\n${right}`), [
    "W condition-impossible 2 si",
  ]);
});
