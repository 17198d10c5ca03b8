/** A user's own layout of the flat DPAE record, without touching code. Synthetic: no such layout is published. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatsWith, recognise } from "../../src/formats/all.ts";
import { loadDpaeProfile } from "../../src/formats/dpae-flat/load-profile.ts";
import { profile2006 } from "../../src/formats/dpae-flat/profile.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { readWhole } from "../../src/formats/read-whole.ts";
import { clearCopy } from "../../src/journey/clear-copy.ts";
import { type Json, longer, naf5, shipped } from "../support/naf5.ts";
import { durand, martin } from "./samples.ts";

const problems = (json: unknown): readonly string[] => {
  const loaded = loadDpaeProfile(json);
  return "problems" in loaded ? loaded.problems : [];
};

describe("profile of the flat DPAE", () => {
  it("that ships as a file is the one that the program knows", () => {
    const loaded = loadDpaeProfile(shipped());
    assert.ok("profile" in loaded);
    assert.deepEqual(loaded.profile, profile2006);
  });

  it("of a user cuts the clear copy too", () => {
    const known = formatsWith([{ name: "naf5.json", json: naf5() }]);
    assert.ok("formats" in known);
    const bytes = longer(writeDpaeFlat([durand]));
    const [copy] = clearCopy(bytes, known.formats) ?? [];
    assert.match(copy?.title ?? "", /DURAND/u);
    const of = (label: string) => copy?.fields.find((field) => field.label === label);
    assert.deepEqual([of("code NAF")?.place, of("code NAF")?.value.at(-1)], ["184-188", "Z"]);
    assert.deepEqual(
      [of("nom de naissance")?.place, of("nom de naissance")?.value],
      ["285-316", "DURAND"],
    );
    // The shipped layout alone does not know the file.
    assert.equal(clearCopy(bytes), undefined);
  });

  it("of a user reads what it describes, and leaves the shipped one at work", () => {
    const known = formatsWith([{ name: "naf5.json", json: naf5() }]);
    assert.ok("formats" in known);
    for (const [bytes, name] of [
      [longer(writeDpaeFlat([durand, martin])), "essai-naf5"],
      [writeDpaeFlat([durand, martin]), "dpae-flat-100"],
    ] as const) {
      const format = recognise(bytes, known.formats);
      const reading = format && readWhole(format, bytes);
      assert.equal(reading?.judgedBy.name, name);
      assert.deepEqual(reading.findings, []);
      assert.deepEqual(
        reading.declarations.map(
          (d) => d.kind === "dpae" && [d.siret, d.person.family, d.hireDate],
        ),
        [durand, martin].map((hire) => [hire.siret, hire.person.family, hire.hireDate]),
      );
    }
  });

  it("places its findings by its own columns", () => {
    const known = formatsWith([{ name: "naf5.json", json: naf5() }]);
    assert.ok("formats" in known);
    const bytes = longer(writeDpaeFlat([{ ...durand, hireHour: "" }]));
    const format = recognise(bytes, known.formats);
    const findings = format && readWhole(format, bytes).findings;
    assert.deepEqual(
      findings?.map((f) => [f.code, f.place.column]),
      [["champ-manquant", 422]],
    );
  });

  it("without the profile, the longer record is refused and not misread", () => {
    const bytes = longer(writeDpaeFlat([durand]));
    assert.equal(recognise(bytes), undefined);
  });

  it("with a hole, an overlap, a wrong length or a missing role is refused, with the place", () => {
    const [first, ...rest] = shipped().zones;
    assert.ok(first);
    for (const [json, said] of [
      [{ ...shipped(), zones: rest }, /zones\[0\].*commence en 15, attendu 1/u],
      [{ ...shipped(), zones: [first, first, ...rest] }, /zones\[1\].*commence en 1, attendu 15/u],
      [{ ...shipped(), recordLength: 990 }, /recordLength : 990, mais les zones font 989/u],
      [{ ...shipped(), messageLength: 989 }, /messageLength/u],
      [withZone("N_SIRET", { role: "family" }), /« siret » est attendu une fois, vu 0/u],
      [withZone("N_SIRET", { role: "chef" }), /zones\[16\]\.role/u],
      [withZone("N_SIRET", { kind: "money" }), /zones\[16\]\.kind/u],
      [withZone("N_SIRET", { from: "137" }), /zones\[16\]\.from/u],
      [withZone("N_SIRET", { required: "oui" }), /zones\[16\]\.required/u],
      [withZone("N_SIRET", { values: [1] }), /zones\[16\]\.values/u],
      [withZone("N_SIRET", { longueur: 14 }), /zones\[16\]\.longueur : clé inconnue/u],
      [{ ...shipped(), official: "non" }, /official/u],
      [{ ...shipped(), name: "" }, /name/u],
      [{ ...shipped(), zones: [] }, /zones/u],
      [[], /un objet JSON/u],
      [null, /un objet JSON/u],
    ] as const) {
      const told = problems(json);
      assert.ok(
        told.some((one) => said.test(one)),
        `${said.source}: ${told.join(" ; ")}`,
      );
    }
  });

  it("problems name the file, and one bad file refuses all", () => {
    const known = formatsWith([
      { name: "bon.json", json: naf5() },
      { name: "mauvais.json", json: {} },
    ]);
    assert.ok("problems" in known);
    assert.deepEqual(new Set(known.problems.map((one) => one.file)), new Set(["mauvais.json"]));
  });
});

const withZone = (name: string, more: object): Json => {
  const json = shipped();
  return {
    ...json,
    zones: json.zones.map((zone) => (zone.name === name ? { ...zone, ...more } : zone)),
  };
};
