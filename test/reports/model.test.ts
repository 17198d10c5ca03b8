import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { renderHtml } from "../../src/adapters/reports/html.ts";
import { renderJson } from "../../src/adapters/reports/json.ts";
import { reportModel } from "../../src/adapters/reports/model/build.ts";
import { todo } from "../../src/adapters/reports/model/todo.ts";
import { renderStatut } from "../../src/adapters/reports/statut.ts";
import { renderText } from "../../src/adapters/reports/text.ts";
import type { ReportModel } from "../../src/domain/report/deposit.ts";
import { situation } from "../../src/domain/rollup.ts";
import { withoutNir } from "../../src/domain/without-nir.ts";
import * as s from "./sample.ts";
import { inputs, modelNamed, models } from "./states.ts";

const texts = (model: ReportModel): string =>
  [renderText(model), renderHtml(model), renderJson(model), renderStatut(model)].join("\n");

describe("what a clerk reads first", () => {
  test("what to do is as many steps in English, for every kind of report", () => {
    for (const [name, { deposit }] of Object.entries(inputs())) {
      const { declarations } = modelNamed(name);
      const known = { deposit, situation: situation(deposit), declarations, findings: [] };
      const english = todo(known, "en");
      assert.equal(english.length, todo(known).length, name);
      for (const step of english) {
        assert.doesNotMatch(step, /[àâçéèêîôû«»]|facteur receipt| (?:le|la|les|du|est) /u, name);
        assert.match(step, /\.$/u, name);
      }
    }
  });

  test("a partial refusal names who is refused, with the organism's code, and what to do", () => {
    const model = modelNamed("partial");
    assert.equal(model.situation.sentence, "Sur 3 déclarations : 2 enregistrées, 1 refusée.");
    assert.equal(model.reasons[0]?.text, "Déclaration 2, MARTINOT Paul-Émile : refusée, code 12");
    assert.deepEqual(model.todo, [
      "Lisez l'accusé AR/dpae.txt du dossier « cirso », si aucun accusé plus récent n'a pris ce nom.",
      "Corrigez les déclarations refusées dans le logiciel de paie.",
      "Préparez un nouveau fichier et déposez-le dans le dossier « cirso ».",
      "N'y mettez que les déclarations refusées : les autres sont déjà enregistrées.",
    ]);
  });

  test("a refused DUCS is prepared again whole, because it replaces the former one", () => {
    const d = s.deposit(...s.accepted(1, "ducs-flat"), s.matched({ says: ["refused"] }));
    const { todo } = reportModel(s.input(d, { declarations: [s.contribution] }));
    assert.ok(todo.some((step) => step.endsWith("elle annule et remplace la précédente.")));
  });

  test("telephone answers that contradict each other: who said what, and no mail that does not exist", () => {
    const told = (receipt: "R7" | "R8", says: "registered" | "refused", by: string) => ({
      ...s.matched({ receipt, says: [says], grade: "H", subject: "" }),
      person: { by, means: "phone" } as const,
    });
    const d = s.deposit(
      ...s.accepted(1),
      told("R7", "registered", "Mme Martin"),
      told("R8", "refused", "M. Petit"),
    );
    const { todo } = reportModel(s.input(d, { declarations: [s.contribution] }));
    assert.equal(
      todo[0],
      "Comparez ce qui a été enregistré : R7, téléphone, par Mme Martin ; R8, téléphone, par M. Petit.",
    );
  });

  test("test mode says in large that nothing was sent, and what would have been", () => {
    const model = modelNamed("test");
    assert.equal(model.notice, "MODE TEST : rien n'a été envoyé");
    assert.deepEqual(model.reasons, [
      { text: "En mode réel, le courrier partirait à", detail: "dpae@organisme.test" },
      { text: "Avec le sujet", detail: "Déclaration Unique d’Embauche TEST01" },
    ]);
    assert.equal(modelNamed("registered").notice, undefined);
  });

  test("every form of the report names the rules that judged, and promises no acceptance", () => {
    const model = modelNamed("judged");
    for (const text of [renderText(model), renderHtml(model)].map((one) =>
      one.replace(/\s+/gu, " "),
    )) {
      assert.match(text, /dpae-flat-100 \(disposition non officielle\)/u);
      assert.match(text, /n['’]est pas un fichier accepté/u);
    }
    assert.equal(model.judged?.official, false);
  });

  test("a test that passed of a file that the real mode would reject says so, and asks for another file", () => {
    const { reasons, todo } = modelNamed("testOfWrong");
    assert.match(
      reasons[0]?.text ?? "",
      /^Tel quel, le fichier serait rejeté en mode réel\..*SIRET/u,
    );
    assert.deepEqual(todo, [
      "Corrigez le SIRET de l'établissement dans le logiciel de paie.",
      "Déposez le fichier corrigé dans le dossier « cirso ».",
    ]);
  });

  test("a rejected file gives each remedy once and where to look", () => {
    const model = modelNamed("rejected");
    assert.deepEqual(model.reasons, [
      {
        text: "MARTINOT Paul-Émile, SIRET : Le SIRET n'est pas valide (14 chiffres et clé).",
        detail: "99999912100011",
      },
    ]);
    assert.deepEqual(model.todo, [
      "Corrigez le SIRET de l'établissement dans le logiciel de paie.",
      "Déposez le fichier corrigé dans le dossier « cirso ».",
    ]);
    assert.equal(model.findings[0]?.severity, "blocking");
    assert.equal(model.findings[0]?.place, "déclaration 2, ligne 2, colonne 137, segment 4");
  });

  test("an uncertain sending forbids to drop the file again, with the server's line", () => {
    const model = modelNamed("uncertain");
    assert.match(model.todo[0] ?? "", /^Ne redéposez pas le fichier/u);
    assert.equal(model.reasons[0]?.detail, "smtp.cabinet.test:587 : read ECONNRESET");
  });

  test("a retry says when, in Paris", () => {
    assert.equal(
      modelNamed("retry").reasons[1]?.text,
      "Prochain essai : 21 novembre 2026 à 10:42:03",
    );
  });
});

describe("the table of declarations", () => {
  test("a hire shows its person, dates and establishment, and the organism's answer", () => {
    const row = modelNamed("registered").declarations[0];
    assert.equal(row?.who, "DUPONTEL Zoé");
    assert.deepEqual(row?.details, [
      { label: "Naissance", value: "12 mai 1985" },
      { label: "Embauche", value: "1er décembre 2026 à 08:30" },
      { label: "Employeur", value: "ATELIERS IMAGINAIRES" },
      { label: "SIRET", value: "999 999 121 00018" },
    ]);
    assert.equal(row?.verdict.text, "enregistrée");
    assert.equal(row?.answers[0]?.number, "45201");
    assert.equal(row?.answers[0]?.authenticity, "authentifié par votre serveur de messagerie");
  });

  test("a DUCS shows its organism, form, period and reference", () => {
    const row = modelNamed("waiting").declarations[0];
    assert.equal(row?.who, "CAISSE IMAGINAIRE (ORG999)");
    assert.deepEqual(
      row?.details.map((d) => d.value),
      [
        "DUC",
        "juillet 2026 (202631)",
        "119992399999999999999",
        "ATELIERS IMAGINAIRES",
        "999 999 121 00018",
      ],
    );
    assert.deepEqual(
      row?.answers.map((a) => [a.level, a.is]),
      [
        [1, "received"],
        [2, "received"],
      ],
    );
  });

  test("an unauthenticated receipt is worded « à confirmer » and never hidden beside a proven one", () => {
    assert.equal(
      modelNamed("unproven").declarations[0]?.verdict.text,
      "enregistrée selon un AR non authentifié : à confirmer",
    );
    const refused = modelNamed("partial").declarations[1]?.verdict;
    assert.equal(refused?.text, "refusée");
    assert.equal(refused?.remark, "un AR non authentifié dit « enregistrée » : à vérifier");
  });

  test("a receipt put there by a person is said so", () => {
    const d = s.deposit(...s.accepted(1), s.matched({ says: ["registered"], grade: "H" }));
    assert.equal(
      reportModel(s.input(d)).declarations[0]?.verdict.text,
      "enregistrée (accusé déposé par une personne)",
    );
  });

  test("an erased content leaves the verdicts readable", () => {
    const d = s.deposit(...s.accepted(1), s.matched({ says: ["registered"] }));
    const row = reportModel(s.input(d, { declarations: [] })).declarations[0];
    assert.equal(row?.who, "(contenu non disponible)");
    assert.equal(row?.verdict.text, "enregistrée");
  });

  test("nothing is called sent that was not", () => {
    assert.equal(modelNamed("handed").declarations[0]?.verdict.text, "sans réponse de l'organisme");
    assert.equal(modelNamed("retry").declarations[0]?.verdict.text, "pas encore envoyée");
    assert.equal(modelNamed("refusedByServer").declarations[0]?.verdict.text, "non envoyée");
    assert.equal(modelNamed("rejected").declarations[0]?.verdict.text, "non envoyée");
  });
});

describe("evidence", () => {
  test("the timeline tells each event with the server's own line", () => {
    assert.deepEqual(
      modelNamed("registered").timeline.map((e) => `${e.at.clock} ${e.what}`),
      [
        "10:12:03 Fichier pris en charge",
        "10:13:03 Contenu reconnu : DPAE, fichier texte",
        "10:14:03 Contrôle : rien à signaler",
        "10:15:03 Fichier d'origine rangé",
        "10:16:03 Règle appliquée",
        "10:17:03 Courrier préparé",
        "10:20:03 Essai n° 1 : remis au serveur d'envoi",
        "10:20:33 Réponse R7 : authentifié par votre serveur de messagerie",
        "10:22:03 Accusé R7 rangé",
      ],
    );
    assert.equal(
      modelNamed("registered").timeline[6]?.detail,
      "smtp.cabinet.test:587 : 250 2.0.0 Ok: queued as 4XyZ",
    );
  });

  test("a layout of ours is said to be unofficial; the organism's own is not", () => {
    assert.match(
      modelNamed("partial").receipts[0]?.notice ?? "",
      /^Disposition de l'AR non officielle/u,
    );
    assert.equal(modelNamed("registered").receipts[0]?.notice, undefined);
  });

  test("the same facts give the same bytes", () => {
    for (const [name, input] of Object.entries(inputs()))
      assert.equal(texts(reportModel(input)), texts(modelNamed(name)), name);
  });
});

describe("what never stands in a report", () => {
  test("no NIR, not even from the organism's mail", () => {
    for (const model of Object.values(models()))
      assert.doesNotMatch(texts(model), /2850599999001|85 05 99/u);
  });

  test("a NIR is masked in every usual writing; a SIRET and a reference stay", () => {
    for (const nir of [
      "2850599999001",
      "285059999900142",
      "2 85 05 99 999 001 42",
      "1 85 05 2A 999 001",
    ])
      assert.doesNotMatch(withoutNir(`NIR ${nir}.`), /99/u, nir);
    assert.equal(withoutNir("DUPONT 285059999900112051985 X"), "DUPONT ••• X");
    for (const kept of ["99999912100018", "199999121 00018", "119992399999999999999"])
      assert.equal(withoutNir(kept), kept);
  });

  test("control and bidirectional characters of a file name are made visible", () => {
    const d = s.deposit(s.claimed({ name: "dp\u001b[31mae\u202etxt.\nsh", dossier: "a\u0000b" }));
    const model = reportModel(s.input(d));
    assert.equal(model.deposit.file, "dp\ufffd[31mae\ufffdtxt.\ufffdsh");
    assert.equal(model.deposit.dossier, "a\ufffdb");
  });
});
