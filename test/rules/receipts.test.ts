/** The `ar.*` keys: what each of them means, and what it refuses. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRuleFile } from "./read.ts";

const read = (...lines: readonly string[]) =>
  parseRuleFile(Buffer.from(["a=x@organisme.example", ...lines].join("\n")));

test("a rule says which receipts it expects, from whom, where and by when", () => {
  const { rule, problems } = read(
    "ar.attendus=3, 1,2,1",
    "ar.de=Accuses@Organisme.example, @ar.example",
    "ar.sujet=Fichier des AR*",
    "ar.piece=dpae*.txt",
    "ar.boites=cabinet, retours",
    "ar.delai.1=24h",
    "ar.delai.2=48 heures",
    "ar.delai.3=5 jours ouvrés",
    "ar.authenticite=a",
    "ar.depot=numeroter",
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(rule?.receipts, {
    levels: [1, 2, 3],
    from: ["accuses@organisme.example", "@ar.example"],
    subject: "Fichier des AR*",
    attachment: "dpae*.txt",
    mailboxes: ["cabinet", "retours"],
    delays: {
      1: { count: 24, unit: "heures" },
      2: { count: 48, unit: "heures" },
      3: { count: 5, unit: "jours-ouvres" },
    },
    grade: "A",
    filing: "numeroter",
  });
});

test("a rule that says nothing of receipts expects none", () => {
  assert.equal(read().rule?.receipts, undefined);
});

test("delays are hours, days, jours ouvrés or jours ouvrables", () => {
  const delay = (text: string) => read(`ar.delai.1=${text}`).rule?.receipts?.delays?.[1];
  assert.deepEqual(delay("1 jour"), { count: 1, unit: "jours" });
  assert.deepEqual(delay("2 jours ouvrables"), { count: 2, unit: "jours-ouvrables" });
  assert.deepEqual(delay("5JO"), { count: 5, unit: "jours-ouvres" });
  assert.deepEqual(delay("400 h"), { count: 400, unit: "heures" });
});

test("each wrong value is an error with its line and what should stand there", () => {
  for (const [line, code] of [
    ["ar.attendus=4", "valeur-invalide"],
    ["ar.attendus=", "valeur-invalide"],
    ["ar.de=personne", "adresse-invalide"],
    ["ar.de=@", "adresse-invalide"],
    ["ar.sujet=", "valeur-invalide"],
    ["ar.delai.1=bientôt", "valeur-invalide"],
    ["ar.delai.1=0h", "valeur-invalide"],
    ["ar.delai.1=401h", "valeur-invalide"],
    ["ar.authenticite=F", "valeur-invalide"],
    ["ar.depot=jeter", "valeur-invalide"],
  ] as const) {
    const { rule, problems } = read(line);
    assert.equal(rule, undefined, line);
    assert.deepEqual(
      problems.map((p) => [p.severity, p.code, p.line, p.key]),
      [["error", code, 2, line.split("=")[0]]],
      line,
    );
    assert.ok(problems[0]?.expected?.fr, line);
  }
});
