/** A file says the same in one piece or in many: nothing depends on how it was read. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { formats, recognise } from "../../src/formats/all.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { type Format, headBytes } from "../../src/formats/format.ts";
import { lineSplitter, linesOf } from "../../src/formats/lines.ts";
import { keeper, readWhole } from "../../src/formats/read-whole.ts";
import { durand, manyHires } from "./samples.ts";

const root = join(import.meta.dirname, "../fixtures");
const files = globSync("d*/{valid,invalid,malformed}/*", { cwd: root }).filter(
  (file) => !file.endsWith(".json"),
);
const context = { today: "2026-01-30", hour: "10:00" } as const;

const inPieces = (format: Format, bytes: Uint8Array, size: number) => {
  const kept = keeper();
  const reader = format.open(bytes.subarray(0, headBytes), kept.sink, context);
  // One buffer for all pieces: a reader that keeps a view of it is found out.
  const piece = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    piece.fill(0);
    piece.set(part);
    reader.push(piece.subarray(0, part.length));
  }
  return kept.reading(reader.end());
};

describe("a file that comes in pieces", () => {
  for (const file of files)
    it(`${file}: reads as the whole does`, () => {
      const bytes = new Uint8Array(readFileSync(join(root, file)));
      const format = recognise(bytes);
      assert.ok(format);
      const whole = readWhole(format, bytes, context);
      for (const size of [1, 7, 100, 991, 4096]) {
        const read = inPieces(format, bytes, size);
        assert.deepEqual(read, whole, `pieces of ${size} bytes`);
      }
    });

  it("has no other total because an account before the payments stands in two of them", () => {
    const sound = readFileSync(join(root, "ducs-edifact/valid/two-ducs.edi"), "latin1");
    const text = sound.replace("UNS+S'", "UNS+S'FII+BF:AB+1'");
    assert.notEqual(text, sound);
    const bytes = Buffer.from(text, "latin1");
    const format = recognise(bytes);
    assert.ok(format);
    assert.deepEqual(inPieces(format, bytes, 1), readWhole(format, bytes, context));
  });

  it("has the character set of its first other bytes, however far they stand", () => {
    const late = [...manyHires(300), { ...durand, employer: "SOCIÉTÉ DÉCORÉE" }];
    for (const charset of ["windows-1252", "cp850"] as const) {
      const bytes = writeDpaeFlat(late, { charset });
      for (const size of [991, 65_536, bytes.length]) {
        const format = recognise(bytes);
        assert.ok(format);
        const last = inPieces(format, bytes, size).declarations.at(-1);
        assert.equal(
          last?.kind === "dpae" && last.employer,
          "SOCIÉTÉ DÉCORÉE",
          `${charset} ${size}`,
        );
      }
    }
  });

  it("has the same lines", () => {
    const text = fc
      .array(fc.constantFrom("\r", "\n", "\r\n", "A", "BC", "\u001a"))
      .map((t) => t.join(""));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (lines, size) => {
        const bytes = Buffer.from(lines, "latin1");
        const whole = Array.from(linesOf(bytes), ({ number, start, end, closed }) => ({
          number,
          length: end - start,
          closed,
        }));
        const found: typeof whole = [];
        const splitter = lineSplitter(({ number, length, closed }) =>
          found.push({ number, length, closed }),
        );
        for (let at = 0; at < bytes.length; at += size)
          splitter.push(bytes.subarray(at, at + size));
        splitter.end();
        assert.deepEqual(found, whole);
      }),
      { numRuns: 500 },
    );
  });

  it("is recognised by its first bytes", () => {
    for (const file of files) {
      const bytes = new Uint8Array(readFileSync(join(root, file)));
      const names = formats.filter((f) => f.recognises(bytes.subarray(0, headBytes)));
      assert.equal(names.length, 1, file);
    }
  });
});
