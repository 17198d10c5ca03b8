/** What may stand in the register: every error of every row at once, each with its place and what to do. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type GivenRow, judgeRows } from "../../../src/domain/register/check.ts";
import type { Entry } from "../../../src/domain/register/entry.ts";
import type { RegisterTable } from "../../../src/domain/register/kinds.ts";
import { problemText } from "../../../src/domain/register/problem.ts";
import { employerSiret, ribOf } from "../../support/register-firm.ts";

const entry = (table: RegisterTable, values: Entry["values"]): Entry => ({ table, values });
const rows = (...entries: readonly Entry[]): readonly GivenRow[] =>
  entries.map((one, index) => ({ entry: one, file: `${one.table}.csv`, line: index + 2 }));
const urssaf = entry("organismes", { code: "U", nom: "Urssaf", famille: "urssaf" });
const client = entry("employeurs", { siret: employerSiret(1), raison_sociale: "Fictive" });
const problems = (...entries: readonly Entry[]): readonly string[] =>
  judgeRows(rows(...entries), { standing: [urssaf, client] }).problems.map((p) =>
    problemText(p, "fr"),
  );

test("cells are kept in one form, however people write them", () => {
  const siret = employerSiret(1);
  const given = entry("adhesions", {
    siret: `${siret.slice(0, 3)} ${siret.slice(3)}`,
    organisme: "U",
    demandee: "5/1/2026",
    accord: "O",
    mode_paiement: "Telereglement",
    references: "",
  });
  const judged = judgeRows(rows(given), { standing: [urssaf, client] });
  assert.deepEqual(judged.problems, []);
  assert.deepEqual(judged.entries[0]?.values, {
    siret,
    organisme: "U",
    demandee: "2026-01-05",
    accord: "oui",
    mode_paiement: "telereglement",
  });
});

test("every wrong cell is named with its line, column, value and remedy", () => {
  const wrong = entry("employeurs", {
    siret: "99999999900019",
    raison_sociale: " ",
    jour_paie: "32",
    decalage_paie: "parfois",
    adresse_ar: "paie",
  });
  const rib = `${ribOf(1).slice(0, -1)}${(Number(ribOf(1).at(-1)) + 1) % 10}`;
  const account = entry("comptes", { siret: employerSiret(1), organisme: "U", compte: rib });
  assert.deepEqual(problems(wrong, account), [
    `comptes.csv:3 compte « ${rib} » : un RIB de 23 signes dont la clé est juste : banque 5, guichet 5, compte 11, clé 2`,
    "employeurs.csv:2 siret « 99999999900019 » : 14 chiffres dont la clé est juste ; recopiez-les du bordereau",
    "employeurs.csv:2 raison_sociale : la cellule est vide ; il faut raison sociale : un texte d'une ligne, 500 signes au plus",
    "employeurs.csv:2 jour_paie « 32 » : un nombre entier, de 1 à 31",
    "employeurs.csv:2 decalage_paie « parfois » : oui ou non",
    "employeurs.csv:2 adresse_ar « paie » : une adresse de courriel, nom@domaine",
  ]);
});

test("a row names only what the register holds, or what comes with it", () => {
  const stranger = entry("adhesions", { siret: employerSiret(2), organisme: "URSAF" });
  const named = entry("organismes", { code: "URSSAF", nom: "Urssaf", famille: "urssaf" });
  const said = problems(stranger, named);
  assert.equal(said.length, 2);
  assert.match(
    said[0] ?? "",
    /^adhesions\.csv:2 siret « \d{14} » : n'est pas dans la table employeurs/u,
  );
  assert.match(
    said[1] ?? "",
    /organisme « URSAF » : n'est pas dans la table organismes \(URSSAF \?\)/u,
  );
  const known = entry("adhesions", { siret: employerSiret(1), organisme: "URSSAF" });
  assert.deepEqual(problems(known, named), []);
});

test("the same row twice is nobody's meaning", () => {
  const one = entry("adhesions", { siret: employerSiret(1), organisme: "U" });
  assert.match(
    problems(one, one)[0] ?? "",
    /^adhesions\.csv:3 « \d{14} U » : cette ligne est déjà là \(adhesions\.csv:2\)/u,
  );
});

test("an employer has at most three accounts that still serve (seed 002 §5.1)", () => {
  const account = (n: number, more: Entry["values"] = {}) =>
    entry("comptes", { siret: employerSiret(1), organisme: "U", compte: ribOf(n), ...more });
  assert.deepEqual(problems(account(1), account(2), account(3)), []);
  const four = problems(account(1), account(2), account(3), account(4));
  assert.equal(four.length, 4);
  assert.match(four[0] ?? "", /aurait 4 comptes, 3 au plus/u);
  assert.deepEqual(
    problems(account(1), account(2), account(3), account(4, { jusque: "2026-01-01" })),
    [],
  );
});

test("what others name does not go alone", () => {
  const adhesion = entry("adhesions", { siret: employerSiret(1), organisme: "U" });
  const standing = [urssaf, client, adhesion];
  const alone = judgeRows([], { standing, removed: [urssaf] }).problems;
  assert.match(
    problemText(alone[0] ?? assert.fail("no problem"), "fr"),
    /1 ligne\(s\) le nomment encore \(adhesions\)/u,
  );
  assert.deepEqual(judgeRows([], { standing, removed: [urssaf, adhesion] }).problems, []);
});

test("a path or a calendar that nobody described is said, when they are known", () => {
  const named = { parcours: "ciroso", calendrier: "Urssaf 32" };
  const given = rows({ ...urssaf, values: { ...urssaf.values, ...named } });
  const names = { paths: ["cirso", "portail"], calendars: ["Urssaf 31"] };
  const { problems: found } = judgeRows(given, { standing: [], names });
  assert.deepEqual(
    found.map((p) => problemText(p, "en")),
    [
      "organismes.csv:2 parcours “ciroso”: unknown path; those that are described: cirso, portail",
      "organismes.csv:2 calendrier “Urssaf 32”: no calendar of the settings (`calendars`) has this name; those that are there: Urssaf 31",
    ],
  );
});
