/** What a person prints when mail cannot declare it: deadline, address, cheque reference, clear copy; what is unknown is said so. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { kitPaper } from "../../src/adapters/reports/paper/kit.ts";
import { paperText } from "../../src/adapters/reports/paper/text.ts";
import { checkSocialReference } from "../../src/domain/identifiers.ts";
import { kitOf } from "../../src/domain/kit.ts";
import type { Entry } from "../../src/domain/register/entry.ts";
import * as s from "./sample.ts";

const hourMs = 3_600_000;
const { contribution } = s;
const declaration = { ...contribution, period: "202640", form: "913" };
const entry = (table: Entry["table"], values: Entry["values"]): Entry => ({ table, values });
const entries: readonly Entry[] = [
  entry("organismes", {
    code: "URSSAF-99",
    nom: "Urssaf d'essai",
    famille: "urssaf",
    identifiants: declaration.recipient,
  }),
  entry("contacts", { organisme: "URSSAF-99", usage: "gestion", nom: "Guichet" }),
  entry("contacts", {
    organisme: "URSSAF-99",
    usage: "secours",
    nom: "Service des déclarations",
    adresse: "1 rue Imaginaire",
    code_postal: "99999",
    ville: "Nulle-Part",
    fax: "01 99 00 00 01",
  }),
  entry("numeros", { siret: declaration.siret, organisme: "URSSAF-99", numero: "117 000042" }),
];
const payments = [
  {
    declaration: declaration.position,
    payments: [
      {
        mode: "Z10",
        socialReference: "",
        cpop: "",
        amount: "1234.56",
        date: "",
        place: { declaration: declaration.position },
      },
    ],
  },
];
const content = { declarations: [declaration], payments };
const of = (rows: readonly Entry[], deadline?: number, amount = "1234.56"): string => {
  const deposit = s.deposit(...s.mailed(1, "ducs-edifact"));
  const paid = payments.map((one) => ({
    ...one,
    payments: one.payments.map((payment) => ({ ...payment, amount })),
  }));
  const kit = kitOf({ content: { ...content, payments: paid }, entries: rows, to: new Map() });
  const clear = [
    { title: "Déclaration 1", fields: [{ place: "BGM", label: "numéro", value: "X1" }] },
  ];
  const paper = kitPaper({
    deposit,
    kit,
    clear,
    settled: [],
    ...(deadline === undefined ? {} : { deadline }),
    now: s.start,
    agent: "Facteur",
  });
  return paperText(paper).replaceAll(/\s+/gu, " ");
};

test("the kit says by when, to which address, and the reference to write on the cheque", () => {
  const text = of(entries, s.start + 3 * hourMs);
  assert.match(text, /À DÉCLARER AVANT LE 21 NOVEMBRE 2026 À 13:12:03/u);
  assert.match(text, /Service des déclarations, 1 rue Imaginaire, 99999 Nulle-Part/u);
  assert.match(text, /01 99 00 00 01/u);
  assert.match(text, /1234\.56 €/u);
  assert.doesNotMatch(text, /nité non établie/u);
  const [, reference = ""] = /référence : (\S+)/u.exec(text) ?? [];
  assert.match(reference, /^\d\dS1202640117000042$/u);
  assert.equal(checkSocialReference(reference), "valid");
  assert.match(text, /facteur declared D12 --means paper/u);
  assert.match(text, /Déclaration 1.*BGM.*X1/iu);
});

test("without a register, a number or a calendar it says what is unknown, and invents nothing", () => {
  const text = of([]);
  assert.match(text, /Facteur ne connaît pas l'échéance/u);
  assert.match(text, /Adresse[ :]+inconnue/u);
  assert.match(text, /référence sociale inconnue/u);
});

test("a whole number is not taken for euros: its unit is told as unknown, as on the client's statement", () => {
  const text = of(entries, undefined, "1234");
  assert.match(text, /1234 \(unité non établie\)/u);
  assert.match(text, /Unité non établie : ce montant est celui du fichier, chiffre pour chiffre/u);
});

test("a deadline that is over is said first", () => {
  assert.match(of(entries, s.start - hourMs), /ÉCHÉANCE PASSÉE : À DÉCLARER TOUT DE SUITE/u);
});
