/** Every shared window is found, whatever its place, and nothing else is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { WindowIndex, windowBytes } from "../../../src/adapters/sealer/external/window-index.ts";

test("a window of the text is found at any place of other bytes, and its absence too (against a plain search)", () => {
  const bytes = fc.uint8Array({ minLength: 0, maxLength: 120, max: 5 });
  fc.assert(
    fc.property(bytes, bytes, (text, other) => {
      const plain = (): number | undefined => {
        for (let at = 0; at + windowBytes <= other.length; at += 1) {
          const window = other.subarray(at, at + windowBytes);
          if (new Set(window).size >= 3 && Buffer.from(text).includes(window)) return at;
        }
        return undefined;
      };
      assert.equal(new WindowIndex(text).firstIn(other), plain());
    }),
    { numRuns: 2000 },
  );
});

test("planted windows are found", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 40, maxLength: 200 }),
      fc.nat({ max: 23 }),
      fc.uint8Array({ minLength: 0, maxLength: 50 }),
      (text, from, before) => {
        const window = text.subarray(from, from + windowBytes);
        fc.pre(new Set(window).size >= 3);
        const other = Buffer.concat([before, window]);
        assert.notEqual(new WindowIndex(text).firstIn(other), undefined);
      },
    ),
    { numRuns: 500 },
  );
});

test("columns of blanks and zeros are not taken for clear text", () => {
  const blanks = Buffer.from(`A${" ".repeat(40)}${"0".repeat(40)}`);
  assert.equal(new WindowIndex(blanks).firstIn(Buffer.from(" ".repeat(30))), undefined);
});
