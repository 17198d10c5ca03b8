/** Files that are cut: each part is a valid file again, with the same declarations, byte for byte. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formats } from "../../src/formats/all.ts";
import { dpaeFlat } from "../../src/formats/dpae-flat/dpae-flat.ts";
import { ducsEdifact } from "../../src/formats/ducs-edifact/ducs-edifact.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import { readWhole } from "../../src/formats/read-whole.ts";
import { splitFile } from "../../src/formats/split.ts";
import { contribution, dpae, siret } from "../support/samples.ts";

const options = {
  sender: siret,
  recipient: "99999999800027",
  date: "261105",
  hour: "0900",
  test: true,
};

const lot = fc.record({
  count: fc.integer({ min: 2, max: 9 }),
  group: fc.constantFrom(undefined, "G'1"),
  lineEnd: fc.constantFrom("", "\r\n", "\n"),
  advice: fc.constantFrom(undefined, ":+.? '", "<>.^ ~"),
  interchanges: fc.integer({ min: 1, max: 3 }),
  cut: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
});

test("any interchange cut in two reads back as the same declarations, with right counts and nothing lost", () => {
  fc.assert(
    fc.property(lot, ({ count, group, lineEnd, advice, interchanges, cut }) => {
      const one = (n: number) =>
        writeDucsEdifact(
          Array.from({ length: count }, (_, i) => ({
            ...contribution(`R${n}-${i}'+`),
            employer: "D'UN + DEUX ?",
          })),
          {
            ...options,
            reference: `LOT${n}`,
            lineEnd,
            ...(group ? { group } : {}),
            // Only the first interchange of a file may say its own signs.
            ...(advice && interchanges === 1 ? { advice } : {}),
          },
        );
      const bytes = Buffer.concat(Array.from({ length: interchanges }, (_, n) => one(n)));
      const { declarations } = readWhole(ducsEdifact, bytes);
      assert.equal(declarations.length, count * interchanges);
      const [left, right] = [true, false].map((side) =>
        declarations.filter((d) => (cut[d.position - 1] ?? true) === side).map((d) => d.position),
      );
      if (!left?.length || !right?.length) return;
      const answer = splitFile({
        format: "ducs-edifact",
        bytes,
        formats,
        declarations,
        groups: [left, right],
      });
      assert.ok(answer.is === "split", JSON.stringify(answer));
      const texts = [left, right].map((positions, index) => {
        const part = answer.parts[index] ?? new Uint8Array();
        const read = readWhole(ducsEdifact, part);
        const bare = (d: (typeof declarations)[number]) => ({ ...d, position: 0, at: 0 });
        assert.deepEqual(
          read.declarations.map(bare),
          declarations.filter((d) => positions.includes(d.position)).map(bare),
        );
        assert.equal(ducsEdifact.completeness(part).is, "complete");
        return Buffer.from(part).toString("latin1");
      });
      // Every message stands in one part exactly as it stood in the file.
      const whole = bytes.toString("latin1");
      for (const message of whole.match(/UNH[\s\S]*?UNT/gu) ?? [])
        assert.equal(texts.filter((text) => text.includes(message)).length, 1);
    }),
    { numRuns: 300 },
  );
});

test("a flat DPAE is cut by its lines, ends of lines and all", () => {
  const bytes = dpae("FICTIVE", "IMAGINAIRE", "INVENTEE");
  const { declarations } = readWhole(dpaeFlat, bytes);
  const answer = splitFile({
    format: "dpae-flat",
    bytes,
    formats,
    declarations,
    groups: [[1, 3], [2]],
  });
  assert.ok(answer.is === "split");
  const lines = Buffer.from(bytes)
    .toString("latin1")
    .split(/(?<=\n)/u);
  assert.deepEqual(
    answer.parts.map((part) => Buffer.from(part).toString("latin1")),
    [`${lines[0]}${lines[2]}`, lines[1]],
  );
});

test("a format that has no way to be cut is said, and no part is made", () => {
  const bytes = dpae("FICTIVE");
  const { declarations } = readWhole(dpaeFlat, bytes);
  for (const format of ["dpae-xml", "ducs-flat"] as const)
    assert.deepEqual(splitFile({ format, bytes, formats, declarations, groups: [[1]] }), {
      is: "cannot",
      because: "format",
    });
});
