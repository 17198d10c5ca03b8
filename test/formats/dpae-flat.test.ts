import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limits } from "../../src/domain/limits.ts";
import { fillAcknowledgement } from "../../src/formats/dpae-flat/acknowledge.ts";
import { dpaeFlat } from "../../src/formats/dpae-flat/dpae-flat.ts";
import { recordLength, textOf, zoneNumber, zones } from "../../src/formats/dpae-flat/layout.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { readWhole } from "../../src/formats/read-whole.ts";
import { durand, martin } from "./samples.ts";

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const bytesOf = (record: string): Uint8Array => Buffer.from(record, "latin1");

describe("layout of the flat DPAE", () => {
  it("fills the record without hole or overlap, in order", () => {
    let next = 1;
    for (const [index, zone] of zones.entries()) {
      assert.equal(zone.number, index);
      assert.equal(zone.from, next, zone.name);
      next += zone.length;
    }
    assert.equal(next - 1, recordLength);
  });

  it("has the zones that the program reads under the published names", () => {
    const names = {
      siret: "N_SIRET",
      family: "L_NOM_PATRO_SAL",
      given: "L_PRENOMS_SAL",
      nir: "N_SECU_SOC",
      bornOn: "D_NAISSANCE_SAL",
      hireDate: "D_EMBAUCHE",
      hireHour: "H_EMBAUCHE",
      urssaf: "C_URSSAF",
      dossier: "R_DOSSIER",
      returnAddress: "C_ADR_RET_AR",
    } as const;
    for (const [key, name] of Object.entries(names)) {
      assert.equal(zones[zoneNumber[key as keyof typeof names]]?.name, name);
    }
  });
});

describe("flat DPAE", () => {
  it("is recognised by its envelope, not by its name or its length", () => {
    const record = text(writeDpaeFlat([durand]));
    assert.equal(dpaeFlat.recognises(bytesOf(record)), true);
    assert.equal(dpaeFlat.recognises(bytesOf(record.slice(0, 72))), true);
    assert.equal(dpaeFlat.recognises(bytesOf(record.slice(0, 66))), false);
    assert.equal(dpaeFlat.recognises(bytesOf(record.replace("DUE ", "DUX "))), false);
    const other = record.replace("912     ", "911     ");
    assert.equal(dpaeFlat.recognises(bytesOf(other.slice(0, 500))), false);
    assert.equal(dpaeFlat.recognises(bytesOf("99999999800019\tDUE \t912")), false);
  });

  it("names the centre of each record: one file may be for several", () => {
    const hires = [durand, { ...martin, urssaf: "998" }, { ...durand, hireHour: "09:00" }];
    const reading = readWhole(dpaeFlat, writeDpaeFlat(hires));
    assert.deepEqual(
      reading.declarations.map((d) => (d.kind === "dpae" ? [d.siret, d.urssaf] : [])),
      [
        [durand.siret, "999"],
        [martin.siret, "998"],
        [durand.siret, "999"],
      ],
    );
    assert.deepEqual(reading.findings, []);
  });

  it("is torn when its last line is short and open, and never proven whole", () => {
    const whole = writeDpaeFlat([durand, martin], { lineEnd: "\r\n" });
    const at = (length: number) => dpaeFlat.completeness(whole.slice(0, length));
    for (const length of [989, 990, 991, 1980, 1981, 1982]) {
      assert.deepEqual(at(length), { is: "cannot-tell" }, String(length));
    }
    for (const length of [988, 992, 1979]) {
      assert.deepEqual(at(length), { is: "truncated", at: length });
    }
  });

  it("accepts the end mark of DOS and blank lines at the end, reports one in the middle", () => {
    const record = text(writeDpaeFlat([durand]));
    assert.deepEqual(readWhole(dpaeFlat, bytesOf(`${record}\u001a`)).findings, []);
    assert.deepEqual(readWhole(dpaeFlat, bytesOf(`${record}\r\n\r\n`)).findings, []);
    const [finding] = readWhole(dpaeFlat, bytesOf(`${record}\r\n${record}`)).findings;
    assert.deepEqual([finding?.code, finding?.place.line], ["structure-invalide", 2]);
  });

  it("says the length found and the length expected", () => {
    const record = text(writeDpaeFlat([durand])).trimEnd();
    const [finding] = readWhole(dpaeFlat, bytesOf(`${record.padEnd(990)}\n`)).findings;
    assert.deepEqual([finding?.value, finding?.expected], ["990 caractères", "989 caractères"]);
  });

  it("knows a whole record whose header states another length, and tells the header", () => {
    const wrong = text(writeDpaeFlat([durand])).replace("912     100", "913     100");
    assert.equal(dpaeFlat.recognises(bytesOf(wrong)), true);
    const { findings } = readWhole(dpaeFlat, bytesOf(wrong));
    assert.deepEqual(
      findings.filter((f) => f.code === "structure-invalide").map((f) => f.place),
      [{ line: 1, column: 15, field: "en-tête" }],
    );
  });

  it("calls a last line torn when it is too short, and never when it is too long", () => {
    const codes = (last: string): readonly string[] =>
      readWhole(dpaeFlat, bytesOf(text(writeDpaeFlat([durand])) + last)).findings.map(
        (f) => `${f.code} ${f.place.line}`,
      );
    const other = text(writeDpaeFlat([martin])).trimEnd();
    assert.deepEqual(codes(other.slice(0, 500)), ["fichier-tronque 2"]);
    assert.deepEqual(codes(`${other.padEnd(989)}\r${other.padEnd(989)}`), ["structure-invalide 2"]);
  });

  it("keeps the text of a date that is none, and never shows a date of birth", () => {
    const odd = { ...durand, hireDate: "30022026", person: { ...durand.person, born: "00001990" } };
    const { declarations, findings } = readWhole(dpaeFlat, writeDpaeFlat([odd]));
    const [declared] = declarations;
    assert.ok(declared?.kind === "dpae");
    assert.equal(declared.hireDate, "30022026");
    assert.equal(declared.person.born, "00001990");
    assert.deepEqual(
      findings.map((f) => [f.code, f.severity, f.value]),
      [
        ["champ-invalide", "warning", "••••••••"],
        ["champ-invalide", "blocking", "30022026"],
      ],
    );
  });

  it("asks for every value that tells a hire from another", () => {
    const empty = {
      ...durand,
      siret: "",
      person: { family: "", given: "", born: "", nir: "" },
      hireDate: "",
      hireHour: "",
    };
    const { findings } = readWhole(dpaeFlat, writeDpaeFlat([empty]));
    assert.deepEqual(
      findings.map((f) => [f.code, f.place.field, f.place.column]),
      [
        ["champ-manquant", "SIRET", 137],
        ["champ-manquant", "nom de naissance", 284],
        ["champ-manquant", "prénom", 316],
        ["champ-manquant", "date de naissance", 361],
        ["champ-manquant", "date d'embauche", 413],
        ["champ-manquant", "heure d'embauche", 421],
        ["identification-vide", "identifiant de l'émetteur", 1],
      ],
    );
  });

  it("keeps the report bounded: no code hides another, and what is left out is counted", () => {
    const warned = Array.from({ length: 300 }, () => ({ ...durand, siret: "99999999800018" }));
    const { findings } = readWhole(
      dpaeFlat,
      writeDpaeFlat([...warned, { ...durand, hireHour: "" }]),
    );
    assert.deepEqual(
      ["siret-invalide", "doublon", "champ-manquant"].map((code) => {
        const kept = findings.filter((f) => f.code === code);
        return [code, kept.length, kept.at(-1)?.more];
      }),
      [
        ["siret-invalide", limits.findingsPerCodeMax, 300 - limits.findingsPerCodeMax],
        ["doublon", limits.findingsPerCodeMax, 299 - limits.findingsPerCodeMax],
        ["champ-manquant", 1, undefined],
      ],
    );
    assert.equal(findings.find((f) => f.code === "champ-manquant")?.place.line, 301);
  });
});

describe("filled acknowledgement", () => {
  it("fills the organism's three zones of each record and nothing else", () => {
    const sent = writeDpaeFlat([durand, martin]);
    const filled = fillAcknowledgement(sent, (index) => ({
      batch: "",
      dossier: `D${index}`,
      code: "00",
    }));
    const [first = "", second = ""] = text(filled).split("\r\n");
    assert.equal(textOf(first, zoneNumber.dossier), "D0");
    assert.equal(textOf(second, zoneNumber.dossier), "D1");
    assert.equal(second.slice(424, 431), "D1   00");
    const restored = fillAcknowledgement(filled, () => ({ batch: "", dossier: "", code: "" }));
    assert.deepEqual(Buffer.from(restored), Buffer.from(sent));
  });

  it("keeps each text inside its zone, counts records and not lines, leaves others alone", () => {
    const record = text(writeDpaeFlat([durand]));
    const seen: number[] = [];
    const filled = fillAcknowledgement(bytesOf(`\r\nshort\r\n${record}`), (index) => {
      seen.push(index);
      return { batch: "999", dossier: "1234567", code: "123" };
    });
    assert.deepEqual(seen, [0, 1]);
    const [, short, third = ""] = text(filled).split("\r\n");
    assert.equal(short, "short");
    assert.equal(third.length, recordLength);
    assert.equal(third.slice(75, 77) + third.slice(424, 431), "991234512");
  });
});
