/**
 * One field of a fixture changed, and what its reading says is no longer what stands beside it: every field of
 * every fixture. What goes unnoticed is listed here, each with its reason, and nothing is listed that is noticed.
 */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { CheckContext } from "../../src/domain/checks/context.ts";
import type { FormatName } from "../../src/domain/declaration.ts";
import { formats, recognise } from "../../src/formats/all.ts";
import { readWhole } from "../../src/formats/read-whole.ts";
import { flipsOf } from "../support/flips.ts";

const root = join(import.meta.dirname, "../fixtures");

/** By reason: `show --clear` prints all of them, and nothing else can be said of them. */
const unnoticed: Readonly<Record<FormatName, Readonly<Record<string, readonly string[]>>>> = {
  "dpae-flat": {
    "free text of the writer": ["user ref 1", "user ref 2", "user ref 3"],
    "an address, a label or a name that has no other form than letters": [
      "L_ADR_EMP_1",
      "L_ADR_EMP_2",
      "L_BUR_DIST_EMP",
      "L_LIEU_NAISS_SAL",
      "L_PAYS_SAL",
      "L_ACTIVITE",
      "(employer name)",
      "L_ADR_CRESP_1",
      "L_ADR_CRESP_2",
      "L_BUR_DIST_CRESP",
      "L_NOM_EPX_SAL",
      "L_ADR_SAL_1",
      "L_ADR_SAL_2",
      "L_BUR_DIST_SAL",
      "L_NATION_SAL",
      "L_NOM_RESP",
    ],
    "digits that are still digits": ["C_POSTAL_EMP"],
    "already wrong in that fixture, its value masked": ["N_JJ_ESSAI"],
    "asked to be there, with no rule on its content in the two sources": ["L_IDENT_EMT", "C_NAF"],
    "names the organism of a version: told for the first record that states it": [
      "C_URSSAF (header)",
    ],
    "the sources give no content, or call its role uncertain": [
      "(employer nature; C_TYPE_DECL?)",
      "R_DOSSIER",
      "(blank, C_FORME_JUR?)",
      "(title)",
      "(reserved)",
      "C_DEPT_NAISS_SAL",
      "C_FORMATION",
      "C_EMPLOI",
      "C_QUALIF",
      "C_AV_EMBAUCHE",
      "C_MT_DCL",
      "I_CERTIF",
      "I_CHOM",
      "I_IMMA",
      "I_MT",
      "I_PMF5",
      "(blank, ex I_PREM)",
      "I_TP",
    ],
  },
  "dpae-xml": {
    "an address or a town": [
      "FR_PostalAddress.StreetDesignation.Text",
      "FR_PostalAddress.Town.Text",
      "FR_Birth.Town.Text",
    ],
    "no rule but its length in the sources": [
      "FR_Organization.APE.Code",
      "FR_PostalAddress.Postal.Code",
    ],
    "already wrong in that fixture: another wrong key, the content of an unknown element": [
      "FR_NNI.NIRKey.Text",
      "FR_Contract.Salary.Text",
    ],
    "an employer without employees declares nothing, which is told": [
      "FR_Organization.SIRET.Identifier",
      "FR_Organization.Designation.Text",
      "FR_Employer.URSSAF.Code",
    ],
  },
  "ducs-edifact": {
    "the envelope's version, parties and time: what they should be is not published": [
      "UNB 1.2",
      "UNB 2.1",
      "UNB 2.2",
      "UNB 3.1",
      "UNB 3.2",
      "UNB 4.1",
      "UNB 4.2",
      "UNG 1.1",
      "UNG 2.1",
      "UNG 3.1",
      "UNG 4.1",
      "UNG 4.2",
      "UNG 6.1",
      "UNG 7.1",
      "UNG 7.2",
    ],
    "a national code list that is not published": [
      "UNH 2.4",
      "BGM 3.1",
      "DTM 1.1",
      "DTM 1.3",
      "MOA 1.1",
      "MOA 1.3",
      "CNT 1.1",
      "COT 1.1",
      "COT 2.1",
      "PCD 1.1",
      "UNS 1.1",
      "GEI 1.1",
      "PNA 6.1",
    ],
    "a party that is only the sender, or whose role is no other than the declarant's": [
      "NAD 1.1",
      "NAD 4.1",
      "PNA 1.1",
      "PNA 6.2",
    ],
    "a sender's SIRET that is the declarant's own wrong one, and that the flip makes right": [
      "NAD 2.1",
    ],
    "the holder's name": ["FII 2.2"],
    "a contribution line, or a total that is said not to be checked": [
      "MOA 1.2",
      "PCD 1.2",
      "CNT 1.2",
    ],
  },
  "ducs-flat": {
    "the envelope's parties and time: what they should be is not published": [
      "TYP 7",
      "UNB 7",
      "UNB 11",
      "UNB 46",
      "UNB 81",
    ],
    "the sender, and people to call": [
      "NADFR 42",
      "CTAFR 7",
      "COMFRT 7",
      "COMFRT 77",
      "CTADT 7",
      "RFFFR 7",
    ],
    "an address": [
      "NADFR 77",
      "NADFR 147",
      "NADFR 182",
      "NADMR 77",
      "NADMR 147",
      "NADMR 182",
      "NADDT 77",
      "NADDT 147",
      "NADDT 182",
    ],
    "asked to be there, with no rule on its content in the one source": [
      "RFFNUM 7",
      "RFFACT 7",
      "PEM 7",
    ],
    "the holder's name": ["FII 55"],
    "marks of the layout that carry nothing": ["tag UNS", "UNS 7", "UNT 7", "UNZ 7"],
  },
};

/** Of files that are broken: the lines whose fields nobody reads beyond that, by the reason. Elsewhere the list above holds. */
const unread: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  "a record that is no record, and is told as one": {
    "dpae-flat/malformed/cr-only.txt": [1],
    "dpae-flat/malformed/cut-in-second-record.txt": [2],
    "dpae-flat/malformed/one-short-record.txt": [1],
    "dpae-flat/malformed/other-length-stated.txt": [2],
    "dpae-flat/malformed/short-second-record.txt": [2],
    "ducs-flat/malformed/cr-only.duc": [1],
  },
  "zones that UTF-8 shifted are wrong already": { "dpae-flat/malformed/utf-8.txt": [1] },
  "refused before its elements are read, or before they end": {
    "dpae-xml/malformed/cut.xml": [3],
    "dpae-xml/malformed/doctype.xml": [4, 22, 23, 25, 29, 35, 36, 37],
    "dpae-xml/malformed/mismatched-tags.xml": [3, 21, 22, 24, 28, 34, 35, 36],
  },
  "a reference whose end is not there to repeat it": {
    "ducs-edifact/malformed/missing-unt.edi": [2],
  },
  "another message, whose order and segments are not ours to check": {
    "ducs-edifact/malformed/no-recipient-other-message.edi": [5, 6, 7, 8],
  },
};

const readingOf = (text: string, context: CheckContext | undefined): string => {
  const bytes = Buffer.from(text, "latin1");
  const format = recognise(bytes);
  return JSON.stringify([format?.name, format && readWhole(format, bytes, context)]);
};

const fixture = (file: string): { readonly text: string; readonly context?: CheckContext } => {
  const { context } = JSON.parse(readFileSync(join(root, `${file}.json`), "utf8")) as {
    readonly context?: CheckContext;
  };
  return { text: readFileSync(join(root, file), "latin1"), ...(context ? { context } : {}) };
};

/** Of the one character that is another. */
const lineOf = (text: string, flipped: string): number => {
  let at = 0;
  while (text[at] === flipped[at]) at += 1;
  return text.slice(0, at).split("\n").length;
};

describe("a field flipped in a fixture", () => {
  for (const { name } of formats)
    it(`${name}: is noticed, save where the list says why not`, () => {
      const found = new Set<string>();
      const files = globSync(`${name}/{valid,invalid}/*.json`, { cwd: root });
      assert.ok(files.length >= 7);
      for (const file of files) {
        const { text, context } = fixture(file.replace(/\.json$/u, ""));
        const before = readingOf(text, context);
        const flips = flipsOf(name, text);
        assert.ok(flips.length > 3, file);
        for (const flip of flips)
          if (readingOf(flip.text, context) === before) found.add(flip.field);
      }
      assert.deepEqual([...found].sort(), Object.values(unnoticed[name]).flat().sort());
    });

  it("is noticed in a broken file too, wherever that can be read", () => {
    const expected = new Map(Object.values(unread).flatMap((one) => Object.entries(one)));
    const found = new Map<string, readonly number[]>();
    for (const { name } of formats) {
      const listed = new Set(Object.values(unnoticed[name]).flat());
      for (const json of globSync(`${name}/malformed/*.json`, { cwd: root })) {
        const file = json.replace(/\.json$/u, "");
        const { text, context } = fixture(file);
        const before = readingOf(text, context);
        const silent = flipsOf(name, text).filter(
          (flip) => !listed.has(flip.field) && readingOf(flip.text, context) === before,
        );
        const lines = new Set(silent.map((flip) => lineOf(text, flip.text)));
        if (lines.size > 0) found.set(file, [...lines]);
      }
    }
    assert.deepEqual(found, expected);
  });
});
