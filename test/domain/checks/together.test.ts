import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  checkAlreadySent,
  checkIdentifiersUnused,
  together,
} from "../../../src/domain/checks/doubles.ts";
import { checkPeriod, checkSamePeriod, periodOf } from "../../../src/domain/checks/period.ts";
import {
  checkReturnAddress,
  checkReturnIsOurs,
} from "../../../src/domain/checks/return-address.ts";
import { checkVersion } from "../../../src/domain/checks/versions.ts";
import { businessKey, type Declaration } from "../../../src/domain/declaration.ts";
import { contribution, hire } from "../../support/samples.ts";

const checkTogether = (declarations: readonly Declaration[]) => {
  const all = together();
  for (const declared of declarations) all.see(declared);
  return all.findings();
};

const at = (position: number) => ({ position, at: position });
const ducs = (position: number, reference: string, recipient = "99999999800027"): Declaration => ({
  ...contribution(reference),
  recipient,
  ...at(position),
});
const codes = (found: readonly { code: string; severity: string; place: object }[]) =>
  found.map((f) => [f.code, f.severity, f.place]);

describe("declarations of one file", () => {
  it("are not there twice", () => {
    const twice = [1, 2, 3].map((n) => ({ ...hire(n === 2 ? "AUTRE" : "MEME"), ...at(n) }));
    assert.deepEqual(codes(checkTogether(twice)), [["doublon", "warning", { declaration: 3 }]]);
    assert.deepEqual(checkTogether(twice.slice(0, 2)), []);
  });

  it("have an identifier each, whatever its case", () => {
    assert.deepEqual(checkTogether([ducs(1, "REF1"), ducs(2, "REF2")]), []);
    assert.deepEqual(codes(checkTogether([ducs(1, "REF1"), ducs(2, "ref1")])), [
      ["identifiant-en-double", "blocking", { declaration: 2 }],
    ]);
    // Without identifiers their absence is told, and they are compared as a whole.
    assert.deepEqual(codes(checkTogether([ducs(1, ""), ducs(2, "")])), [
      ["doublon", "warning", { declaration: 2 }],
    ]);
  });

  it("are for one organism, told once", () => {
    const mixed = [ducs(1, "A"), ducs(2, "B", "99999999800084"), ducs(3, "C", "99999999800092")];
    assert.deepEqual(codes(checkTogether(mixed)), [
      ["lot-heterogene", "warning", { declaration: 2 }],
    ]);
  });
});

describe("declarations against history", () => {
  it("that left before are told", () => {
    const [first, second] = [ducs(1, "A"), ducs(2, "B")];
    const found = checkAlreadySent([first, second], new Set([businessKey(second)]));
    assert.deepEqual(codes(found), [["deja-envoye", "warning", { declaration: 2 }]]);
  });

  it("do not take the identifier of another declaration", () => {
    const [same, other] = [ducs(1, "A"), { ...ducs(2, "B"), period: "200710" }];
    const used = new Map([
      ["A", businessKey(same)],
      ["B", "ducs|autre"],
    ]);
    assert.deepEqual(codes(checkIdentifiersUnused([same, other], used)), [
      ["identifiant-deja-utilise", "warning", { declaration: 2 }],
    ]);
  });
});

describe("period", () => {
  it("is read in each known form", () => {
    const year = { year: 2007, quarter: 0, month: 0 };
    for (const [text, period] of [
      ["200700", year],
      ["2007", year],
      ["0700", year],
      ["0762", year],
      ["200710", { year: 2007, quarter: 1, month: 0 }],
      ["20071", { year: 2007, quarter: 1, month: 0 }],
      ["200743", { year: 2007, quarter: 4, month: 3 }],
      ["0743", { year: 2007, quarter: 4, month: 3 }],
    ] as const) {
      assert.deepEqual(periodOf(text), period, text);
    }
    for (const text of ["200750", "200714", "200701", "0714", "071", "x", "20071-", "2007123"]) {
      assert.equal(periodOf(text), undefined, text);
      assert.deepEqual(codes(checkPeriod(text, {})), [["periode-invalide", "warning", {}]]);
    }
    assert.deepEqual(checkPeriod("", {}), []);
  });

  it("of the reference is the declaration's, when both can be read for certain", () => {
    const same = (declared: string, referenced: string) =>
      checkSamePeriod(declared, referenced, () => ({})).map((f) => f.code);
    assert.deepEqual(same("0743", "200743"), []);
    assert.deepEqual(same("0742", "200743"), ["periode-incoherente"]);
    assert.deepEqual(same("2012", "202012"), []);
    assert.deepEqual(same("", "200743"), []);
  });
});

describe("version", () => {
  const table = [{ version: "4.1", until: "2007-06-30" }, { version: "4.2" }];
  const of = (version: string, today?: string) =>
    checkVersion(version, table, { place: {}, ...(today === undefined ? {} : { today }) }).map(
      (f) => f.code,
    );

  it("is accepted until its date, included", () => {
    assert.deepEqual(of("4.1", "2007-06-30"), []);
    assert.deepEqual(of("4.1", "2007-07-01"), ["version-perimee"]);
    assert.deepEqual(of("4.2", "2030-01-01"), []);
    assert.deepEqual(of("4.1"), []);
    assert.deepEqual(of("4.0", "2007-01-01"), ["version-inconnue"]);
    assert.deepEqual(checkVersion("x", [], { place: {} }), []);
  });
});

describe("a file longer than is compared", () => {
  it("says so, and still tells the doubles among its first declarations", () => {
    const all = together(2);
    const declared = (reference: string, position: number) =>
      all.see({ ...contribution(reference), position, at: position });
    for (const [index, reference] of ["A", "B", "A", "C", "C"].entries())
      declared(reference, index + 1);
    assert.deepEqual(
      all.findings().map((f) => [f.code, f.place.declaration, f.expected]),
      [
        ["identifiant-en-double", 3, "déjà en déclaration 1"],
        ["doublons-non-controles", undefined, "≤ 2"],
      ],
    );
  });
});

describe("return address of acknowledgements", () => {
  const places = { medium: { field: "support" }, address: { field: "adresse" } };
  const stated = { medium: "E", address: "Paie@employeur.test", places };

  it("is there when they are asked for by mail", () => {
    assert.deepEqual(checkReturnAddress(stated), []);
    for (const address of ["", "paie", "@x", "a b@c"]) {
      const [found] = checkReturnAddress({ ...stated, address });
      assert.deepEqual([found?.code, found?.severity], ["ar-adresse-absente", "warning"], address);
    }
    assert.deepEqual(checkReturnAddress({ ...stated, medium: "F", address: "" }), []);
  });

  it("is a mailbox that we poll: else blocking where the file would leave", () => {
    const ours = ["paie@EMPLOYEUR.test"];
    assert.deepEqual(checkReturnIsOurs(stated, ours, { mode: "reel" }), []);
    for (const [mode, severity] of [
      ["reel", "blocking"],
      ["test", "warning"],
    ] as const) {
      assert.deepEqual(codes(checkReturnIsOurs(stated, ["autre@employeur.test"], { mode })), [
        ["ar-adresse-etrangere", severity, places.address],
      ]);
      assert.deepEqual(codes(checkReturnIsOurs({ ...stated, medium: "F" }, ours, { mode })), [
        ["ar-support", severity, places.medium],
      ]);
    }
  });
});
