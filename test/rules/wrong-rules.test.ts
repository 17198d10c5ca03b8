/** A corpus of wrong rule files: each says its own mistake, where it stands and what to do, and says all of them at once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { settingsProblems } from "../../src/rules/against-settings.ts";
import { describeProblem } from "../../src/rules/problems.ts";
import { readSet } from "./sets.ts";
import { wrongConditions } from "./wrong-conditions.ts";
import { wrongRules as wrongKeys } from "./wrong-rules.ts";
import { wrongTexts } from "./wrong-texts.ts";

const wrongRules = [...wrongKeys, ...wrongTexts, ...wrongConditions];

const tell = (problem: Parameters<typeof describeProblem>[0]) =>
  describeProblem(problem, "mapibox.cfg", "fr");

for (const wrong of wrongRules)
  test(`wrong rules: ${wrong.name}`, () => {
    const { set, problems } = readSet(wrong.root, wrong.companions);
    const [problem, ...others] = problems;
    assert.ok(problem);
    assert.deepEqual(
      [problem.severity, problem.code, problem.file, problem.line, problem.key],
      [wrong.severity ?? "error", wrong.code, wrong.file, wrong.line, wrong.key],
    );
    assert.equal(set === undefined, wrong.severity === undefined, "an error forbids the whole set");
    const said = tell(problem);
    assert.ok(said.includes(wrong.says), said);
    const place = wrong.line > 0 ? `, ligne ${wrong.line}` : "";
    assert.ok(said.startsWith(`${wrong.file ?? "mapibox.cfg"}${place}`), said);
    assert.deepEqual(others.map(tell), [], "one mistake is told once");
  });

test("there are at least forty, and each has a message of its own", () => {
  const messages = wrongRules.map(({ root, companions }) =>
    readSet(root, companions).problems.map(tell).join("\n"),
  );
  assert.ok(wrongRules.length >= 40);
  assert.equal(new Set(messages).size, wrongRules.length);
});

test("all problems of a file come at once, in its order, and those of the files it includes", () => {
  const { problems } = readSet(
    "inclure=commun.cfg\n[dpae]\ntype=dpae\na=personne\nsujet={{siert}}\nmode=peut-etre\n[dpae]\nsi=nombre >\na=x@organisme.example",
    { "commun.cfg": "[ducs]\ntype=dsn\ncopie.bureau=personne" },
  );
  assert.deepEqual(
    problems.map((p) => [p.file, p.line, p.code]),
    [
      [undefined, 4, "adresse-invalide"],
      [undefined, 5, "modele-inconnu"],
      [undefined, 6, "valeur-invalide"],
      [undefined, 7, "section-double"],
      [undefined, 8, "expression-invalide"],
      ["commun.cfg", 1, "destinataire-absent"],
      ["commun.cfg", 2, "valeur-invalide"],
      ["commun.cfg", 3, "adresse-invalide"],
    ],
  );
});

test("against the settings: identities, mailboxes, sealers, modes and receipts that are not there", () => {
  const { draft } = readSet(
    "[defaut]\nprofil=Cabinte\nar.boites=retours\nchiffrement=cirso\n[un]\ntype=dpae\na=x@organisme.example\nmode=reel\n[deux]\na=y@organisme.example",
  );
  const told = settingsProblems(draft, {
    mode: "essai",
    sealers: ["scelle"],
    identities: [
      { name: "cabinet", legacyNames: [], hasMailbox: true },
      { name: "filiale", legacyNames: [], hasMailbox: false },
    ],
  });
  assert.deepEqual(
    told.map((p) => [p.severity, p.code, p.line, p.expected?.fr]),
    [
      ["error", "profil-inconnu", 2, "cabinet"],
      ["error", "identite-inconnue", 3, "cabinet"],
      ["error", "chiffrement-inconnu", 4, "aucun, scelle"],
      ["warning", "mode-sans-effet", 8, undefined],
    ],
  );
  const real = settingsProblems(readSet("a=x@organisme.example").draft, {
    mode: "reel",
    sealers: [],
    identities: [{ name: "cabinet", legacyNames: [], hasMailbox: true }],
  });
  assert.deepEqual(
    real.map((p) => [p.severity, p.code]),
    [["warning", "accuse-non-attendu"]],
  );
  const signed = settingsProblems(
    readSet("a=x@organisme.example\nar.attendus=1\nchiffrement=signe").draft,
    { mode: "reel", sealers: ["signe"], signing: ["signe"], identities: undefined },
  );
  assert.deepEqual(
    signed.map((p) => [p.severity, p.code, p.line]),
    [["warning", "chiffrement-signe", 3]],
  );
});
