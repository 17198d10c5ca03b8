/** Every finding that reading a format can give is given by a fixture of that format; the others say why not. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { Finding } from "../../src/domain/finding.ts";
import { type FindingCode, findings } from "../../src/domain/findings.ts";
import { formats } from "../../src/formats/all.ts";

const root = join(import.meta.dirname, "../fixtures");

/** Given by what meets a file after its format read it: tests of the journey and of `domain/` hold these. */
const afterReading: readonly FindingCode[] = [
  "taille-excessive",
  "fichier-vide",
  "format-inconnu",
  "indicateur-de-test",
  "historique-non-consulte",
  "boites-inconnues",
  "echeance-inconnue",
  "montant-annuel-inconnu",
  "versions-inconnues",
  "version-perimee",
  "ar-adresse-etrangere",
  "ar-support",
  "deja-envoye",
  "identifiant-deja-utilise",
  "banque-changee",
  "mode-impose",
  "paiement-date-tardive",
  // More than 20,000 and 200,000 declarations: too large for a fixture.
  "declarations-trop-nombreuses",
  "doublons-non-controles",
];

const ofHires: readonly FindingCode[] = [
  "nir-invalide",
  "nir-provisoire",
  "nir-incoherent",
  "embauche-trop-tot",
  "embauche-commencee",
  "fin-de-cdd-absente",
  "dates-incoherentes",
];

const ofReturns: readonly FindingCode[] = [
  "periode-invalide",
  "periode-incoherente",
  "reference-sociale-invalide",
  "reference-sociale-sans-cle",
  "cpop-invalide",
  "cpop-absent",
  "rib-invalide",
  "compte-non-controle",
  "paiement-absent",
  "paiement-mode-inconnu",
  "paiement-mode-refuse",
  "paiement-compte",
  "paiement-rapprochement",
  "paiement-date",
  "paiement-repartition",
  "repartition-non-controlee",
  "total-non-controle",
  "comptes-trop-nombreux",
  "organisme-inconnu",
  "lot-heterogene",
  "identifiant-en-double",
];

/** What a format has no place for. */
const foreign: Readonly<Record<string, readonly FindingCode[]>> = {
  "dpae-flat": [
    ...ofReturns,
    // It is recognised by a record: that one is a declaration, or is told for what is wrong with it.
    "sans-declaration",
    // Positions instead of elements, and no count that closes the file.
    "compte-inexact",
    "element-inconnu",
    "ordre-inattendu",
    "texte-trop-long",
  ],
  "dpae-xml": [
    ...ofReturns,
    // No counts, no envelope with identifiers, no return address, no zone of the organism.
    "compte-inexact",
    "identification-vide",
    "ar-adresse-absente",
    // No version of a layout to be recognised by.
    "version-inconnue",
    "zone-reservee",
  ],
  "ducs-edifact": [
    ...ofHires,
    // A foreign segment is told by its order; sizes of elements are told by nobody's table.
    "element-inconnu",
    "texte-trop-long",
    "ar-adresse-absente",
    // No version of a layout to be recognised by.
    "version-inconnue",
    "zone-reservee",
  ],
  "ducs-flat": [
    ...ofHires,
    // What its CNT counts is in the source, and is compared.
    "total-non-controle",
    // One product's layout: its order and its characters are not known well enough to be judged.
    "caracteres-inattendus",
    "element-inconnu",
    "ordre-inattendu",
    "texte-trop-long",
    "ar-adresse-absente",
    // No version of a layout to be recognised by.
    "version-inconnue",
    "zone-reservee",
  ],
};

const given = (format: string): ReadonlySet<string> =>
  new Set(
    globSync(`${format}/{valid,invalid,malformed}/*.json`, { cwd: root }).flatMap((file) =>
      (JSON.parse(readFileSync(join(root, file), "utf8")) as { findings: Finding[] }).findings.map(
        (found) => found.code,
      ),
    ),
  );

describe("fixtures of a format", () => {
  for (const { name } of formats)
    it(`${name}: give every finding that it can give, and no other`, () => {
      const codes = Object.keys(findings) as FindingCode[];
      const apart = new Set([...afterReading, ...(foreign[name] ?? [])]);
      const met = given(name);
      assert.deepEqual(
        codes.filter((code) => !apart.has(code)),
        codes.filter((code) => met.has(code)),
      );
    });
});
