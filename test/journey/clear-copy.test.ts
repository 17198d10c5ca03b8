/** The printable clear copy (seed 002 §3.3.8): every field of every declaration, named, and nothing left out. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { clearPaper } from "../../src/adapters/reports/paper/clear.ts";
import { paperText } from "../../src/adapters/reports/paper/text.ts";
import { recognise } from "../../src/formats/all.ts";
import { readWhole } from "../../src/formats/read-whole.ts";
import { clearCopy } from "../../src/journey/clear-copy.ts";
import type { ClearDeclaration } from "../../src/ports/examination.ts";
import { claimed, deposit } from "../reports/sample.ts";
import { flipsOf } from "../support/flips.ts";

const root = join(import.meta.dirname, "../fixtures");

const copyOf = (name: string): readonly ClearDeclaration[] =>
  clearCopy(readFileSync(join(root, name))) ?? [];

/** A field as a person reads it. */
const lines = (page: ClearDeclaration | undefined): readonly string[] =>
  (page?.fields ?? []).map(
    ({ place, label, value, said }) => `${place} | ${label} | ${said ?? value}`,
  );

const has = (page: ClearDeclaration | undefined, wanted: readonly string[]): void => {
  const all = lines(page);
  for (const line of wanted) assert.ok(all.includes(line), `${line}\n in\n${all.join("\n")}`);
};

describe("the clear copy", () => {
  it("of a flat DPAE reads dates, hours and codes", () => {
    const [page] = copyOf("dpae-flat/invalid/cdd-without-end.txt");
    assert.equal(page?.title, "Déclaration 1 : DURAND ALICE, ligne 1");
    has(page, [
      "137-150 | SIRET | 999 999 998 00019",
      "361-368 | date de naissance | 31/01/1990",
      "413-420 | date d'embauche | 02/02/2026",
      "421-424 | heure d'embauche | 08:30",
      "865-865 | type de contrat | CDD (1)",
    ]);
    assert.equal(page?.fields.find((f) => f.place === "413-420")?.value, "02022026");
  });

  it("of a flat DPAE in a file of mixed marks shows the zones where the reader reads them", () => {
    const file = readFileSync(join(root, "dpae-flat/valid/accents-windows-1252.txt"));
    const marked = Buffer.concat([Buffer.from("\ufeff"), file]);
    assert.deepEqual(clearCopy(marked), clearCopy(file));
  });

  it("of each fixture has the very declarations that were read, page by page", () => {
    let compared = 0;
    for (const file of globSync("*/{valid,invalid}/*.json", { cwd: root })) {
      const name = file.replace(/\.json$/u, "");
      const bytes = readFileSync(join(root, name));
      const pages = new Map(copyOf(name).map((page) => [page.position, page]));
      const format = recognise(bytes) ?? assert.fail(name);
      for (const { position, siret, ...more } of readWhole(format, bytes).declarations) {
        const values = (pages.get(position)?.fields ?? []).map((f) => f.value);
        const own = more.kind === "dpae" ? [more.person.family] : [siret, more.reference];
        for (const one of own.filter((text) => text !== "")) {
          compared += 1;
          assert.ok(values.includes(one), `${name}, ${position}: ${one}`);
        }
      }
    }
    assert.ok(compared > 40, String(compared));
  });

  it("of an XML file names each employer and employee, by line", () => {
    const pages = copyOf("dpae-xml/valid/two-employers-iso.xml");
    assert.deepEqual(
      pages.map((page) => page.title.replace(/ :.*/u, "")),
      ["Employeur", "Déclaration 1", "Employeur", "Déclaration 2"],
    );
    assert.match(pages[1]?.title ?? "", /^Déclaration 1 : \S+ \S+/u);
    const date = pages[1]?.fields.find((f) => f.label === "FR_Contract.StartContract.Date");
    assert.match(`${date?.place} ${date?.said}`, /^ligne \d+ \d\d\/\d\d\/\d{4}$/u);
  });

  it("of an interchange cuts each segment into its elements, and says what qualifiers mean", () => {
    const [envelope, page] = copyOf("ducs-edifact/valid/two-ducs.edi");
    has(envelope, ["1 UNB 4.1 | enveloppe du fichier, date | 10/04/2007"]);
    assert.equal(page?.title, "Déclaration 1 : EMPLOYEUR FICTIF (ORGANISME FICTIF)");
    has(page, [
      "4 GIS 1 | type de formulaire | BRC mono-établissement (913)",
      "5 DTM 1.2 | date ou période (qualifiant 324) | juin 1999 (199923)",
      "7 NAD 4 | organisme destinataire, nom | ORGANISME FICTIF",
      "10 PAI 1.3 | mode de paiement | virement (30)",
      "11 FII 3.1 | compte du bénéficiaire, banque | 99999",
      "12 MOA 1.2 | montant (qualifiant 9) | 1234",
    ]);
  });

  it("of a flat DUCS cuts each record into its columns", () => {
    const [, page] = copyOf("ducs-flat/valid/DUU999999998000190712.DUC");
    assert.equal(page?.title, "Déclaration 1 : EMPLOYEUR FICTIF (ORGANISME FICTIF)");
    has(page, [
      "5 NADFR 42 | émetteur, nom | EMPLOYEUR FICTIF",
      "7 COMFRT 77 | moyen de contact : émetteur, moyen | téléphone (TE)",
      "16 PAI | mode de paiement | virement (30)",
      "17 FII 7 | compte bancaire, rôle | compte du bénéficiaire (BF)",
      "17 FII 10 | compte bancaire, numéro et clé | 0000000000115",
      "18 MOAPAI 7 | montant à payer | 1234",
    ]);
  });

  it("of a flat DUCS reads contribution lines too, and shows what stands in no column", () => {
    const text = readFileSync(join(root, "ducs-flat/valid/DUU999999998000190712.DUC"), "latin1");
    const aco = `ACO   10001280000${"1500".padStart(18)}${"1400".padStart(18)}${"3".padStart(15)}20070101`;
    const line = `${aco.padEnd(91)}E  HORS ZONE`;
    const [, page] =
      clearCopy(Buffer.from(text.replace("UNS   S", `${line}\r\nUNS   S`), "latin1")) ?? [];
    has(page, [
      "15 ACO 7 | ligne de cotisation Acoss, code type (CTP) | 100",
      "15 ACO 10 | ligne de cotisation Acoss, taux × 10 000 | 01280000",
      "15 ACO 18 | ligne de cotisation Acoss, base déplafonnée | 1500",
      "15 ACO 69 | ligne de cotisation Acoss, date du taux | 01/01/2007",
      "15 ACO | ligne de cotisation Acoss, suite | HORS ZONE",
    ]);
  });

  it("shows every field of every fixture: none is changed without its copy changing", () => {
    let flipped = 0;
    for (const file of globSync("*/{valid,invalid}/*.json", { cwd: root })) {
      const name = file.replace(/\.json$/u, "");
      const text = readFileSync(join(root, name), "latin1");
      const read = (of: string): string => JSON.stringify(clearCopy(Buffer.from(of, "latin1")));
      const before = read(text);
      for (const flip of flipsOf(name.split("/")[0] as "dpae-flat", text)) {
        flipped += 1;
        assert.notEqual(read(flip.text), before, `${name}, ${flip.field}`);
      }
    }
    assert.ok(flipped > 500, String(flipped));
  });

  it("fits 80 columns as plain text, one field a line", () => {
    for (const name of ["dpae-flat/valid/one-hire.txt", "ducs-edifact/valid/two-ducs.edi"]) {
      const text = paperText(clearPaper(deposit(claimed()), copyOf(name), "Facteur test"));
      for (const line of text.split("\n")) assert.ok(Array.from(line).length <= 80, line);
      assert.match(text, /^\S.* {2}\S.* {2,}EMPLOYEUR FICTIF$/mu);
    }
  });
});
