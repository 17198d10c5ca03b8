/** One field of a valid file changed, and what its reading says is no longer what stands beside it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { recognise } from "../../src/formats/all.ts";
import { readWhole } from "../../src/formats/read-whole.ts";

const root = join(import.meta.dirname, "../fixtures");

const flips: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  "dpae-flat/valid/one-hire.txt": [
    ["DUE 999", "DUE 9X9"],
    ["999O  ", "999X  "],
    ["paie@employeur", "paie employeur"],
    ["912     100", "912     101"],
    ["99999999800019M", "99999999800018M"],
    ["MEMPLOYEUR", "MEMPLOIEUR"],
    ["722C1 RUE", "    1 RUE"],
    ["DURAND", "DURANT"],
    ["ALICE", "ALINE"],
    ["2900199999999", "2910199999999"],
    ["31011990", "32011990"],
    ["020220260830", "020220262530"],
    ["020220260830", "030220260830"],
    ["FRANCAISE", "         "],
  ],
  "dpae-xml/valid/two-employers-iso.xml": [
    [">1</FR_DUE", ">2</FR_DUE"],
    [">99999999800019<", ">99999999800018<"],
    [">6201Z<", ">620101Z<"],
    [">999<", ">99X<"],
    [">82<", ">83<"],
    [">1990-01-31<", ">1990-01-32<"],
    [">08:30:00<", ">08:60:00<"],
    [">CDI<", ">CDD<"],
    [">DURAND<", "><"],
  ],
  "ducs-edifact/valid/two-ducs.edi": [
    ["UNOC:3", "UNOX:3"],
    ["99999999800084:5", "999999998:5"],
    ["REF0001", "REF0002"],
    ["GIS+913", "GIS+914"],
    ["324:199923", "324:199922"],
    ["NAD+MR+99999999800084", "NAD+MR+99999999800092"],
    ["NAD+DT+99999999800019", "NAD+DT+99999999800018"],
    ["PAI+::30", "PAI+::20"],
    ["FII+BF", "FII+OR"],
    ["0000000000115", "0000000000116"],
    ["07S1", "06S1"],
    ["IRC     0713", "IRC-----0713"],
    ["203:20070415", "203:20070431"],
    ["UNT+13", "UNT+12"],
    ["UNT+13+000001", "UNT+13+000002"],
    ["UNZ+2+LOT42", "UNZ+2+LOT24"],
  ],
  "ducs-flat/valid/DUU999999998000190712.DUC": [
    ["UNB   5   99999999800019", "UNB   5   999999998     "],
    ["0704100930 ", "07041009301"],
    ["BGM   REF0001", "BGM   REF0003"],
    ["GIS   913", "GIS   917"],
    ["CTAFR CONTACT FICTIF", "CTAFR               "],
    ["COMFRT0100000000", "COMFRT          "],
    ["NADMR 99999999800084", "NADMR 99999999800092"],
    ["RFFACT6201Z", "RFFACT     "],
    ["PEDM00199923", "PEDM00199922"],
    ["PAI   30", "PAI   99"],
    ["FII   BF ", "FII   OR "],
    ["0000000000115", "0000000000116"],
    ["07S1", "06S1"],
    ["RFFCR IRC     0713", "RFFCR IRC-----0713"],
    ["DTMPAI20070415", "DTMPAI20070431"],
    ["UNZ   1", "UNX   1"],
  ],
};

describe("a field flipped in a valid file", () => {
  for (const [file, changes] of Object.entries(flips)) {
    it(`${file}: is seen`, () => {
      const text = readFileSync(join(root, file), "latin1");
      const before = readingOf(text);
      for (const [from, to] of changes) {
        assert.ok(text.includes(from), from);
        assert.notDeepEqual(readingOf(text.replace(from, to)), before, `${from} → ${to}`);
      }
    });
  }
});

const readingOf = (text: string) => {
  const bytes = Buffer.from(text, "latin1");
  const format = recognise(bytes);
  const reading = format && readWhole(format, bytes);
  return [reading?.declarations, reading?.findings, reading?.testFlag];
};
