/** Readers are total: whatever the bytes, an answer and never an exception. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { isBlocking } from "../../src/domain/finding.ts";
import { limits } from "../../src/domain/limits.ts";
import { formats, recognise } from "../../src/formats/all.ts";
import { loadDpaeProfile } from "../../src/formats/dpae-flat/load-profile.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import { writeDucsFlat } from "../../src/formats/ducs-flat/write.ts";
import { readWhole } from "../../src/formats/read-whole.ts";
import { readDpaeAr } from "../../src/formats/receipts/dpae-ar/dpae-ar.ts";
import { writeDpaeXml } from "../support/write-dpae-xml.ts";
import { durand, envelope, martin, telepaid, transfer } from "./samples.ts";

const edifact = { ...envelope, reference: "LOT42" };
const seeds: readonly Uint8Array[] = [
  writeDpaeFlat([durand, martin]),
  writeDpaeXml([durand, martin], { test: true }),
  writeDucsEdifact([transfer, telepaid], edifact),
  writeDucsEdifact([telepaid], { ...edifact, advice: "|*,! ~", group: "G1", lineEnd: "" }),
  writeDucsFlat([transfer, telepaid], envelope),
];

const context = { today: "2026-01-30", hour: "10:00", mode: "reel" } as const;

/** Every function of every format answers, and with values of the contract. */
const answers = (bytes: Uint8Array): void => {
  recognise(bytes);
  readDpaeAr(bytes);
  for (const format of formats) {
    format.recognises(bytes);
    const end = format.completeness(bytes);
    if (end.is === "truncated") assert.ok(end.at >= 0 && end.at <= bytes.length);
    const { declarations, findings } = readWhole(format, bytes, context);
    assert.ok(findings.length <= limits.findingsMax);
    assert.deepEqual(
      declarations.map((d) => d.position),
      declarations.map((_, index) => index + 1),
    );
    if (declarations.length === 0) assert.ok(isBlocking(findings), format.name);
  }
};

const seed = fc.constantFrom(...seeds);

describe("a zero byte", () => {
  it("refuses the file in every format, wherever it stands inside", () => {
    for (const [index, bytes] of seeds.entries()) {
      for (let at = 100; at < bytes.length - 100; at += 97) {
        const damaged = Uint8Array.from(bytes);
        damaged[at] = 0;
        const format = recognise(damaged);
        const told = format && readWhole(format, damaged, context).findings;
        assert.ok(told && isBlocking(told), `seed ${index}, byte ${at}`);
        assert.ok(
          told.some((f) => f.code === "structure-invalide" && f.severity === "blocking"),
          `seed ${index}, byte ${at}`,
        );
      }
    }
  });
});

describe("readers are total", () => {
  it("for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), answers), { numRuns: 300 });
  });

  it("for files cut anywhere", () => {
    const cut = fc.tuple(seed, fc.nat()).map(([bytes, at]) => bytes.slice(0, at % bytes.length));
    fc.assert(fc.property(cut, answers), { numRuns: 300 });
  });

  it("for files with changed, inserted and removed bytes", () => {
    const edit = fc.record({ at: fc.nat(), byte: fc.nat(255), kind: fc.nat(2) });
    const edited = fc.tuple(seed, fc.array(edit, { maxLength: 8 })).map(([bytes, edits]) => {
      const changed = Array.from(bytes);
      for (const { at, byte, kind } of edits) {
        const place = at % changed.length;
        if (kind === 0) changed[place] = byte;
        else changed.splice(place, kind === 1 ? 0 : 1, ...(kind === 1 ? [byte] : []));
      }
      return Uint8Array.from(changed);
    });
    fc.assert(fc.property(edited, answers), { numRuns: 500 });
  });

  it("for files with a hole of NULs, as a crash leaves them", () => {
    const holed = fc.tuple(seed, fc.nat(), fc.nat()).map(([bytes, from, length]) => {
      const start = from % bytes.length;
      return Uint8Array.from(bytes).fill(0, start, start + (length % 600));
    });
    fc.assert(fc.property(holed, answers), { numRuns: 300 });
  });

  it("for a whole file of one separator, without filling the memory", () => {
    const heads = ["", "UNB+", "UNB+UNOC:3'", "<FR_DUE_Upload>", "UNB   5", "TYP   A\nUNB   5\n"];
    for (const head of heads) {
      for (const filler of ["+", ":", "'", "?", "\n", "<", "<a>", "&", " ", "\r", "<!--", "UNH'"]) {
        answers(Buffer.from(head + filler.repeat(300_000), "latin1"));
      }
    }
  });
});

describe("huge and deep files", () => {
  it("of one line, or of one tag in another, are answered", () => {
    const heads = ["", "UNB+UNOC:3'UNH+1+COPAYM'", "UNB   5   \nBGM   X\n", "<FR_DUE_Upload>"];
    for (const head of heads) answers(Buffer.from(head + "A".repeat(8_000_000), "latin1"));
    const one = Buffer.from(writeDpaeFlat([durand]))
      .toString("latin1")
      .trimEnd();
    answers(Buffer.from(one + " ".repeat(8_000_000), "latin1"));
    const deep = "<FR_DuesGroup>".repeat(100_000);
    answers(Buffer.from(`<FR_DUE_Upload>${deep}</FR_DUE_Upload>`, "latin1"));
  });

  it("of payments only, or with counts beyond any number, are answered", () => {
    const head = "UNB+UNOC:3+1+2+3+4'UNH+1+COPAYM'BGM++R'UNS+S'";
    answers(Buffer.from(`${head}${"PAI+::Z10'FII+OR+X'".repeat(50_000)}`, "latin1"));
    const file = Buffer.from(writeDucsEdifact([transfer], edifact)).toString("latin1");
    for (const count of ["9".repeat(400), "-1", "1e9", "0x1", "٣"]) {
      answers(Buffer.from(file.replace("UNT+13", `UNT+${count}`), "latin1"));
      answers(Buffer.from(file.replace("MOA+9:1234", `MOA+9:${count}`), "latin1"));
    }
    for (const name of ["constructor", "__proto__", "toString"]) {
      answers(Buffer.from(file.replace("PAI+::30", `PAI+::${name}`), "latin1"));
      answers(Buffer.from(file.replace("UNOC:3", `${name}:3`), "latin1"));
      answers(Buffer.from(`<FR_DUE_Upload><${name}>1</${name}></FR_DUE_Upload>`, "latin1"));
    }
    answers(Buffer.from(`UNB   5\nBGM   R\n${"PAI   30\nFII   BF\n".repeat(50_000)}`, "latin1"));
  });

  it("of any JSON, a profile is loaded or refused with its problems", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const loaded = loadDpaeProfile(json);
        assert.ok("problems" in loaded && loaded.problems.length > 0);
      }),
    );
  });
});

describe("a file that is still being written", () => {
  it("is never proven complete, wherever it stops", () => {
    for (const bytes of seeds) {
      const format = recognise(bytes);
      assert.ok(format);
      const end = Buffer.from(bytes).toString("latin1").trimEnd().length;
      for (let at = 1; at < end; at += 1) {
        const cut = bytes.slice(0, at);
        assert.notEqual(format.completeness(cut).is, "complete", `${format.name} at ${at}`);
      }
    }
  });

  it("blocks when it is read all the same, except at a boundary that nothing can show", () => {
    for (const bytes of seeds) {
      const format = recognise(bytes);
      assert.ok(format);
      for (let at = 300; at < bytes.length - 2; at += 7) {
        const cut = bytes.slice(0, at);
        const cannotTell: boolean = format.completeness(cut).is === "cannot-tell";
        assert.equal(
          isBlocking(readWhole(format, cut).findings),
          !cannotTell,
          `${format.name} at ${at}`,
        );
      }
    }
  });
});
