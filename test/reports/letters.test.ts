/** Letters as pages to sign and post: who writes at the left, to whom at the right, no head of a report, room for a hand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { accountModel } from "../../src/adapters/reports/account/model.ts";
import { letterAnd, letterPaper, summaryPaper } from "../../src/adapters/reports/account/paper.ts";
import { announcementPaper } from "../../src/adapters/reports/paper/announcement.ts";
import { changePaper } from "../../src/adapters/reports/paper/change.ts";
import { paperHtml } from "../../src/adapters/reports/paper/html.ts";
import { paperPdf } from "../../src/adapters/reports/paper/pdf.ts";
import { paperText } from "../../src/adapters/reports/paper/text.ts";
import { letterAsMail, letterFields, writeLetter } from "../../src/domain/account/letter.ts";
import { announcementLetter, letterText } from "../../src/domain/register/letter.ts";
import { readText } from "../../src/foundation/product.ts";
import { row } from "../support/register.ts";
import { employerSiret, ribOf } from "../support/register-firm.ts";

const now = Date.UTC(2026, 3, 21, 8);
const asked = {
  entries: [
    "organismes code=U1 nom=Urssaf_d'essai famille=urssaf",
    "contacts organisme=U1 usage=adhesion nom=Service_adhésions adresse=1_rue_Fictive code_postal=99000 ville=Nulle-Part",
    `employeurs siret=${employerSiret(1)} raison_sociale=Fictive_SARL representant=Mme_Fictive ville=Évry`,
  ].map(row),
  siret: employerSiret(1),
  organism: "U1",
  changes: [{ what: "compte", before: ribOf(1), now: ribOf(2) }],
  today: "2026-04-21",
} as const;

const wordsOf = (text: string): string => text.replaceAll(/[\s-]+/gu, " ").trim();

test("the announcement says the same on every form of page", async () => {
  const paper = announcementPaper(announcementLetter(asked), now);
  const text = paperText(paper);
  assert.equal(wordsOf(text), wordsOf(letterText(asked)));
  assert.match(text, /^Fictive SARL\n/u);
  assert.match(text, /^ {40}Urssaf d'essai$/mu);
  assert.match(text, /99999 00001 00000000002 12 \(auparavant/u);
  assert.ok(text.split("\n").every((line) => line.length <= 80));
  const html = paperHtml(paper);
  assert.match(html, /<p class="lines right">Urssaf d’essai\nService adhésions\n1 rue Fictive/u);
  assert.ok(!html.includes("<footer") && !html.includes("<h1"), "no head and no foot of a report");
  assert.equal(
    Buffer.from(await paperPdf(paper))
      .subarray(0, 5)
      .toString(),
    "%PDF-",
  );
});

const values = {
  ...Object.fromEntries(letterFields.map((name) => [name, name.toUpperCase()])),
  client: "Fictive SARL",
  destinataire: "Fictive SARL",
  adresse: "1 rue Fictive\n99000 Nulle-Part",
} as Parameters<typeof writeLetter>[1];

const lettered = (adresse: string) => {
  const letter = writeLetter(readText("config/letters/compte-rendu.txt"), { ...values, adresse });
  assert.equal(letter.is, "written");
  return letter.is === "written" ? letter.paragraphs : [];
};

const scope = { named: "Fictive SARL" };
const model = accountModel({ scope, period: "du mois d'avril 2026", now, found: [] });

test("the account of a change is a page with its steps, its figures, and room to complete it by hand", async () => {
  const paper = changePaper(
    {
      title: "Compte rendu de basculement — CIRSO Cirso d'essai",
      made: "Établi le 21/04/2026 par Fictive SARL",
      steps: {
        title: "Étapes",
        due: "à faire pour le",
        done: "effectué",
        rows: [{ id: "test", says: "Essai", due: "16/04/2026", done: "" }],
      },
      figures: [{ text: "Réel : 2 fichiers", under: ["2 enregistrées"] }],
      sections: [{ title: "Difficultés rencontrées", lines: ["D2 : Refusé"] }],
    },
    { at: now, agent: "Facteur" },
  );
  const text = paperText(paper);
  assert.match(text, /^COMPTE RENDU DE BASCULEMENT\nCIRSO Cirso d'essai$/mu);
  assert.match(text, /- Essai\n {2}À faire pour le : 16\/04\/2026\n {2}Effectué : —/u);
  assert.match(text, /- D2 : Refusé\n\n {2}\.{70}/u);
  assert.equal(
    Buffer.from(await paperPdf(paper))
      .subarray(0, 5)
      .toString(),
    "%PDF-",
  );
});

test("an account's letter has its address where a window shows it, and the summary begins a page", () => {
  const about = { at: now, agent: "Facteur" };
  const letter = letterPaper(model, { ...about, paragraphs: lettered(values.adresse) });
  const text = paperText(letter);
  // Who signs is the client: named once.
  assert.match(text, /^ {40}Fictive SARL\n {40}1 rue Fictive\n {40}99000 Nulle-Part\n/mu);
  assert.match(text, /^Objet : /mu);
  assert.ok(!text.includes(">"));
  const both = letterAnd(letter, summaryPaper(model, about));
  assert.match(paperHtml(both), /CABINET<\/p>\s*<hr class="page">\s*<h2[^>]*>Compte rendu/u);
});

test("an address that nobody knows leaves no mark, and a mail has no window", () => {
  const mail = letterAsMail(lettered(""));
  assert.ok(!/^>/mu.test(mail), mail);
  assert.match(mail, /^CABINET\n\nFictive SARL\nFictive SARL\n\nLe DATE\n/u);
  assert.match(letterAsMail(lettered(values.adresse)), /1 rue Fictive\n99000 Nulle-Part\n/u);
});
