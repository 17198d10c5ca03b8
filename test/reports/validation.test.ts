import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { clearPaper } from "../../src/adapters/reports/paper/clear.ts";
import { depositPaper } from "../../src/adapters/reports/paper/deposit.ts";
import { paperHtml } from "../../src/adapters/reports/paper/html.ts";
import { paperPdf } from "../../src/adapters/reports/paper/pdf.ts";
import { paperText } from "../../src/adapters/reports/paper/text.ts";
import { validationPaper } from "../../src/adapters/reports/paper/validation.ts";
import { validationModel } from "../../src/adapters/reports/paper/validation-model.ts";
import { limits } from "../../src/domain/limits.ts";
import { formats } from "../../src/formats/all.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { clearCopy } from "../../src/journey/clear-copy.ts";
import { examiner } from "../../src/journey/examine.ts";
import { dpae, edifact, hire } from "../support/samples.ts";
import { claimed, deposit } from "./sample.ts";
import { checker } from "./schema-check.ts";
import { models } from "./states.ts";

const fixture = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, "../fixtures", name));

const at = Date.UTC(2026, 10, 5, 9, 0, 0);
const context = { today: "2026-11-05", hour: "10:00" };

const examined = (bytes: Uint8Array) => {
  const reader = examiner({ context, formats, keptMax: limits.reportDeclarationsMax });
  reader.push(bytes);
  return reader.end();
};

const modelOf = (...files: readonly (readonly [string, Uint8Array])[]) =>
  validationModel({
    files: files.map(([file, bytes]) => ({
      ...examined(bytes),
      file,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    })),
    agent: "Facteur test",
    at,
    strict: false,
  });

const wrongHours = (count: number): Uint8Array =>
  writeDpaeFlat(Array.from({ length: count }, (_, i) => hire(`NOM${i}`, { hireHour: "99:99" })));

test("the text report fits 80 columns, names the place and promises no acceptance", () => {
  const text = paperText(validationPaper(modelOf(["dpae.txt", wrongHours(1)]), at));
  assert.deepEqual(
    text.split("\n").filter((line) => Array.from(line).length > 80),
    [],
  );
  assert.match(text, /À CORRIGER : 1 ERREUR BLOQUANTE/u);
  assert.match(text, /déclaration 1, ligne 1, colonne 421/u);
  assert.match(text, /disposition non officielle/u);
  assert.match(text.replace(/\s+/gu, " "), /n'est pas un fichier accepté/u);
});

test("JSON obeys the published schema: sound, wrong, empty and unknown files", () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../docs/validation-schema.json"), "utf8"),
  ) as Record<string, unknown>;
  const check = checker(schema, new Set());
  const model = modelOf(
    ["a.txt", dpae("DURAND")],
    ["b.txt", wrongHours(30)],
    ["c.edi", edifact(["R1", "R2"])],
    ["vide", new Uint8Array()],
    ["photo", Buffer.from("GIF89a")],
  );
  const read: unknown = JSON.parse(JSON.stringify(model));
  assert.deepEqual(check(read), []);
  assert.notDeepEqual(check({ ...model, layout: 2 }), []);
  assert.deepEqual(model.files.map((f) => [f.conform, f.findings[0]?.code]).slice(3), [
    [false, "fichier-vide"],
    [false, "format-inconnu"],
  ]);
});

test("findings of one kind are capped with a count, and a silent declaration is not called sound", () => {
  const [file] = modelOf(["dpae.txt", wrongHours(300)]).files;
  const listed = file?.findings.filter((f) => f.code === "champ-invalide").length ?? 0;
  assert.equal(listed, 20);
  assert.ok((file?.hidden.find((h) => h.code === "champ-invalide")?.count ?? 0) > 0);
  assert.equal(file?.cut, true);
  assert.equal(file?.counts.blocking, 300, "those that were not listed are counted");
  const text = paperText(validationPaper(modelOf(["dpae.txt", wrongHours(300)]), at));
  assert.doesNotMatch(text, /rien à signaler/u);
});

test("500 declarations get a table of contents whose links lead somewhere", () => {
  const many = writeDpaeFlat(Array.from({ length: 500 }, (_, i) => hire(`NOM${i}`)));
  const html = paperHtml(validationPaper(modelOf(["dpae.txt", many]), at));
  const targets = [...html.matchAll(/href="#(s\d+)"/gu)].map((m) => m[1]);
  assert.ok(targets.length >= 10);
  for (const target of targets) assert.ok(html.includes(`id="${target}"`), String(target));
});

test("what a file says is escaped in HTML", () => {
  const bytes = writeDpaeFlat([hire("<B>DURAND")]);
  const html = paperHtml(validationPaper(modelOf(["<i>.txt", bytes]), at));
  assert.ok(html.includes("&lt;B&gt;DURAND") && html.includes("&lt;i&gt;.txt"));
  assert.ok(!html.includes("<B>") && !html.includes("<i>"));
});

test("the same report gives the same PDF bytes, in A4", async () => {
  const paper = () => validationPaper(modelOf(["dpae.txt", dpae("DURAND")]), at);
  const [one, two] = [await paperPdf(paper()), await paperPdf(paper())];
  assert.deepEqual(Buffer.from(one), Buffer.from(two));
  const text = Buffer.from(one).toString("latin1");
  assert.ok(text.startsWith("%PDF-"));
  assert.match(text, /MediaBox \[0 0 595\.28 841\.89\]/u);
  assert.match(text, /ToUnicode/u, "text that can be selected");
});

test("the clear copy names zones and qualifiers, and keeps what it does not know", () => {
  const [first] = clearCopy(dpae("DURAND")) ?? [];
  const name = first?.fields.find((f) => f.place === "284-315");
  assert.deepEqual([name?.label, name?.value], ["nom de naissance", "DURAND"]);
  assert.match(first?.title ?? "", /DURAND/u);
  const copies = clearCopy(edifact(["R1", "R2"])) ?? [];
  assert.deepEqual(
    copies.map((c) => c.title),
    [
      "Enveloppe",
      "Déclaration 1 : SOCIETE FICTIVE (ORGANISME FICTIF)",
      "Déclaration 2 : SOCIETE FICTIVE (ORGANISME FICTIF)",
      "Fin du fichier",
    ],
  );
  const organism = "organisme destinataire, nom";
  assert.ok(copies[1]?.fields.some((f) => f.label === organism));
  assert.equal(clearCopy(Buffer.from("GIF89a")), undefined);
});

test("the clear copy of an XML file names its elements as the screens do", () => {
  const copy = clearCopy(fixture("dpae-xml/valid/two-employers-iso.xml")) ?? [];
  const text = paperText(clearPaper(deposit(claimed()), copy, "Facteur test"));
  assert.match(text, /nom de naissance +DURAND/u);
  assert.doesNotMatch(text, /FR_PersonIdentity\.Surname/u);
});

test("every deposit's report is also a paper, with its answer and what to do, in 80 columns", () => {
  for (const [name, model] of Object.entries(models())) {
    const text = paperText(depositPaper(model, at));
    assert.ok(text.replace(/\s+/gu, " ").includes(model.situation.title.toUpperCase()), name);
    for (const line of text.split("\n"))
      assert.ok(Array.from(line).length <= 80, `${name}: ${line}`);
  }
});

/** The mistakes that clerks make most, and what their eye must find in five seconds. */
const commonMistakes: Readonly<
  Record<
    string,
    {
      readonly bytes: Uint8Array;
      readonly title: string;
      readonly lead: string;
      readonly text: RegExp;
    }
  >
> = {
  "dpae.txt": {
    bytes: writeDpaeFlat([hire("DURAND"), hire("MARTIN", { hireDate: "2027-02-02" })]),
    title: "À corriger : 1 erreur bloquante",
    lead: "MARTIN ALBERTINE : date d'embauche",
    text: /^L'embauche est .*trop tôt.* Lu : 02\/02\/2027 08:30 ; attendu : à déclarer le 25\/01\/2027 au plus tôt\. /u,
  },
  "cdd.txt": {
    bytes: writeDpaeFlat([hire("DURAND"), hire("MARTIN")], { zones: { 57: "1" } }),
    title: "À corriger : 2 erreurs bloquantes",
    lead: "DURAND ALBERTINE, MARTIN ALBERTINE : date de fin de CDD",
    text: /Saisissez la date de fin du contrat dans la fiche/u,
  },
  "cut.xml": {
    bytes: fixture("dpae-xml/malformed/cut.xml"),
    title: "À corriger : 1 erreur bloquante",
    lead: "",
    text: /^Le fichier s'arrête avant sa fin\. .*Relancez la préparation/u,
  },
  "cdd.xml": {
    bytes: fixture("dpae-xml/invalid/cdd-without-end.xml"),
    title: "À corriger : 1 erreur bloquante",
    lead: "DURAND ALICE : date de fin de contrat",
    text: /Saisissez la date de fin du contrat/u,
  },
  "mode.edi": {
    bytes: fixture("ducs-edifact/invalid/direct-debit-at-urssaf.edi"),
    title: "À corriger : 1 erreur bloquante",
    lead: "EMPLOYEUR FICTIF (ORGANISME FICTIF) : mode de paiement",
    text: /Lu : 31 \(prélèvement\) ; attendu : 20 \(chèque\), 30 \(virement\), Z10 \(télérèglement\)\./u,
  },
  "mode.duc": {
    bytes: fixture("ducs-flat/invalid/wrong-mode.duc"),
    title: "À vérifier avant l'envoi : 1 point",
    lead: "EMPLOYEUR FICTIF (ORGANISME FICTIF) : mode de paiement",
    text: /Choisissez un autre mode de paiement/u,
  },
};

for (const [file, { bytes, title, lead, text }] of Object.entries(commonMistakes))
  test(`${file}: whose record, which field and what to do stand first, in French`, () => {
    const paper = validationPaper(modelOf([file, bytes]), at);
    const [answer] = paper.blocks;
    assert.ok(answer?.is === "answer");
    const [item] = (answer.items ?? []).filter((one) => one.lead === lead);
    assert.equal(answer.title, title);
    assert.ok(item, JSON.stringify(answer.items));
    assert.match(item.text, text);
    assert.doesNotMatch(paperText(paper), /\d{4}-\d\d-\d\d/u, "no date as computers write it");
  });

test("what only the real mode refuses is told in test mode, before what is merely to be looked at", () => {
  const wrong = writeDpaeFlat([{ ...hire("DURAND"), siret: "99999999800018" }]);
  const model = modelOf(["dpae.txt", wrong]);
  const text = paperText(validationPaper(model, at)).replace(/\s+/gu, " ");
  assert.match(text, /À CORRIGER AVANT L'ENVOI RÉEL : 1 ERREUR/u);
  assert.match(text, /en mode réel Facteur n'enverrait pas ce fichier/u);
  assert.doesNotMatch(text, /enverrait ce fichier tel quel/u);
  assert.equal(model.conform, true);
  assert.equal(model.files[0]?.findings[0]?.blocksInReal, true);
});

test("two faults of a file's form are two lines, each with what was read", () => {
  const [one = "", two = ""] = Buffer.from(writeDpaeFlat([hire("DURAND"), hire("MARTIN")]))
    .toString("latin1")
    .split("\r\n");
  const bytes = Buffer.from(`${one}\r\n${two} \r\n${two.slice(0, 500)}\r\n`, "latin1");
  const [answer] = validationPaper(modelOf(["dpae.txt", bytes]), at).blocks;
  const items = answer?.is === "answer" ? (answer.items ?? []) : [];
  assert.deepEqual(
    items.map(({ text }) => /Lu : (\d+) caractères/u.exec(text)?.[1]),
    ["990", "500"],
  );
});

test("a file that calls itself a test is not said to be ready for a real dossier", () => {
  const made = fixture("ducs-edifact/valid/other-advice-pna-gei-group-test.edi");
  const text = paperText(validationPaper(modelOf(["essai.edi", made]), at));
  assert.match(
    text.replace(/\s+/gu, " "),
    /se dit de test : un dossier en mode réel le refuserait/u,
  );
});

test("a file is called conform only when nothing is to be looked at", () => {
  const title = (bytes: Uint8Array): string => {
    const [answer] = validationPaper(modelOf(["f", bytes]), at).blocks;
    return answer?.is === "answer" ? answer.title : "";
  };
  assert.equal(title(edifact(["R1", "R2"])), "Conforme");
  const doubled = writeDpaeFlat([hire("DURAND"), hire("DURAND")]);
  assert.equal(title(doubled), "À vérifier avant l'envoi : 1 point");
});
