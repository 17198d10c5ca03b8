import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { blockingInReal } from "../../../src/domain/checks/context.ts";
import { checkHireMoment, checkTerm, type Term } from "../../../src/domain/checks/hire.ts";
import { checkNir, type StatedNir } from "../../../src/domain/checks/nir.ts";
import { nirKey } from "../../../src/domain/identifiers.ts";

const place = { field: "ici" };

describe("moment of a hire", () => {
  const now = { today: "2026-02-20", hour: "09:00" };
  const codes = (date: string, hour = "08:00", context: { today?: string; hour?: string } = now) =>
    checkHireMoment({ date, hour }, context, place).map((f) => `${f.code} ${f.severity}`);
  const early = ["embauche-trop-tot blocking"];
  const late = ["embauche-commencee warning"];

  it("is at most eight days ahead, over the end of a month too", () => {
    assert.deepEqual(codes("2026-02-28"), []);
    assert.deepEqual(codes("2026-03-01"), early);
    assert.deepEqual(codes("2026-03-02", "08:00", { today: "2026-02-22" }), []);
    assert.deepEqual(codes("2028-03-01", "08:00", { today: "2028-02-22" }), []);
    assert.deepEqual(codes("2028-03-02", "08:00", { today: "2028-02-22" }), early);
  });

  it("is late once begun, and that never blocks", () => {
    assert.deepEqual(codes("2026-02-19", "23:59"), late);
    assert.deepEqual(codes("1999-12-31"), late);
    assert.deepEqual(codes("2026-02-20", "08:59"), late);
    assert.deepEqual(codes("2026-02-20", "09:00"), late);
    assert.deepEqual(codes("2026-02-20", "09:01"), []);
  });

  it("is not judged without a day, nor when it is no date", () => {
    assert.deepEqual(codes("2030-01-01", "08:00", {}), []);
    assert.deepEqual(codes("2026-02-20", "08:00", { today: "2026-02-20" }), []);
    for (const date of ["", "30022026", "2026-13-01"]) assert.deepEqual(codes(date), [], date);
  });
});

describe("term of a contract", () => {
  const cdd: Term = { nature: "CDD", start: "2026-02-02", end: "2026-05-02", born: "1990-01-31" };
  const places = { start: { field: "début" }, end: { field: "fin" } };
  const codes = (more: Partial<Term>) =>
    checkTerm({ ...cdd, ...more }, places).map((f) => `${f.code} ${f.severity} ${f.place.field}`);

  it("asks a CDD, and only a CDD, for its end", () => {
    assert.deepEqual(codes({}), []);
    for (const end of ["", "00000000", "31022027", "2027-02-31", "31/12/2026"]) {
      assert.deepEqual(codes({ end }), ["fin-de-cdd-absente blocking fin"], end);
    }
    for (const nature of ["CDI", "CTT", "CNE"] as const) {
      assert.deepEqual(codes({ nature, end: "" }), [], nature);
    }
    const { nature: _nature, ...unknown } = cdd;
    assert.deepEqual(checkTerm({ ...unknown, end: "" }, places), []);
  });

  it("tells dates that contradict each other, without the date of birth", () => {
    assert.deepEqual(codes({ end: "2026-02-01" }), ["dates-incoherentes warning fin"]);
    assert.deepEqual(codes({ end: "2026-02-02" }), []);
    assert.deepEqual(codes({ born: "2026-02-02" }), ["dates-incoherentes warning début"]);
    const [found] = checkTerm({ ...cdd, born: "2027-01-01" }, places);
    assert.equal(found?.value, "••••-••-••");
  });
});

describe("social security number", () => {
  const nir = "2900199999999";
  const key = nirKey(nir) ?? "";
  const codes = (more: Partial<StatedNir>) =>
    checkNir({ nir, key, sex: "F", born: "1990-01-31", ...more }, place).map(
      (f) => `${f.code} ${f.severity}`,
    );
  const wrong = ["nir-invalide warning"];
  const differs = ["nir-incoherent warning"];

  it("agrees with its key, or has none to compare", () => {
    assert.deepEqual(codes({}), []);
    assert.deepEqual(codes({ nir: "" }), []);
    assert.deepEqual(codes({ key: "00" }), wrong);
    assert.deepEqual(checkNir({ nir }, place), []);
    assert.deepEqual(codes({ nir: "290019999999" }), wrong);
    assert.deepEqual(codes({ nir: "29001999999AB" }), wrong);
  });

  it("takes both departments of Corsica with their keys", () => {
    for (const corsican of ["290012A999999", "290012B999999"]) {
      assert.deepEqual(codes({ nir: corsican, key: nirKey(corsican) ?? "" }), []);
      assert.deepEqual(codes({ nir: corsican, key: "00" }), wrong);
    }
    assert.deepEqual(codes({ nir: "290012C999999" }), wrong);
  });

  it("tells a provisional number for information, and compares nothing in it", () => {
    for (const first of ["3", "4", "7", "8"]) {
      const other = first + nir.slice(1);
      const stated = {
        nir: other,
        key: nirKey(other) ?? "",
        sex: "M",
        born: "1950-12-01",
      } as const;
      assert.deepEqual(codes(stated), ["nir-provisoire information"], first);
    }
    for (const first of ["0", "5", "6", "9"]) {
      const other = first + nir.slice(1);
      assert.deepEqual(codes({ nir: other, key: nirKey(other) ?? "" }), wrong, first);
    }
  });

  it("agrees with sex, year and month of birth, when they are known", () => {
    assert.deepEqual(codes({ sex: "M" }), differs);
    assert.deepEqual(codes({ born: "1991-01-31" }), differs);
    assert.deepEqual(codes({ born: "1990-02-28" }), differs);
    assert.deepEqual(codes({ born: "00001990" }), []);
    const unknownMonth = "2902099999999";
    assert.deepEqual(codes({ nir: unknownMonth, key: nirKey(unknownMonth) ?? "" }), []);
  });

  it("is never shown", () => {
    const [found] = checkNir({ nir, sex: "M" }, place);
    assert.equal(found?.value, "•".repeat(13));
  });
});

describe("a SIRET without its key", () => {
  it("is an error only where a declaration would leave, and is told before", () => {
    const told = { severity: "warning", blocksInReal: true };
    assert.deepEqual(blockingInReal({ mode: "reel" }), { severity: "blocking" });
    assert.deepEqual(blockingInReal({ mode: "test" }), told);
    assert.deepEqual(blockingInReal({ mode: "essai" }), told);
    assert.deepEqual(blockingInReal({}), told);
  });
});
