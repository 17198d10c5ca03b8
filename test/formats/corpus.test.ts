import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { CheckContext } from "../../src/domain/checks/context.ts";
import type { Declaration } from "../../src/domain/declaration.ts";
import type { Finding } from "../../src/domain/finding.ts";
import { formats, recognise } from "../../src/formats/all.ts";
import type { Completeness } from "../../src/formats/format.ts";
import { readWhole } from "../../src/formats/read-whole.ts";

interface Expected {
  readonly format: string;
  readonly completeness: Completeness;
  readonly testFlag?: string;
  /** What is known besides the file: the day, the mode. */
  readonly context?: CheckContext;
  /** Valid files. */
  readonly declarations?: readonly Declaration[];
  /** Malformed files: which declarations are read all the same. */
  readonly positions?: readonly number[];
  readonly findings: readonly Pick<Finding, "code" | "severity" | "place">[];
}

const root = join(import.meta.dirname, "../fixtures");

const corpus = formats.flatMap(({ name }) =>
  ["valid", "invalid", "malformed"].flatMap((kind) =>
    readdirSync(join(root, name, kind))
      .filter((file) => !file.endsWith(".json"))
      .map((file) => join(name, kind, file)),
  ),
);

describe("corpus of declarations", () => {
  it("has valid, invalid and malformed files of every format", () => {
    for (const { name } of formats) {
      for (const kind of ["valid", "invalid", "malformed"]) {
        assert.ok(
          corpus.some((file) => file.startsWith(join(name, kind))),
          `${name} ${kind}`,
        );
      }
    }
  });

  for (const file of corpus) {
    it(`reads ${file} as stated beside it`, () => {
      const bytes = new Uint8Array(readFileSync(join(root, file)));
      const expected = JSON.parse(readFileSync(join(root, `${file}.json`), "utf8")) as Expected;
      const format = recognise(bytes);
      assert.equal(format?.name, expected.format);
      assert.deepEqual(format?.completeness(bytes), expected.completeness);
      const reading = format && readWhole(format, bytes, expected.context);
      assert.equal(reading?.testFlag, expected.testFlag);
      const findings = reading?.findings.map(({ code, severity, place }) => ({
        code,
        severity,
        place,
      }));
      assert.deepEqual(findings, expected.findings);
      const read = reading?.declarations ?? [];
      if (expected.declarations) assert.deepEqual(read, expected.declarations);
      else
        assert.deepEqual(
          read.map((d) => d.position),
          expected.positions,
        );
    });
  }

  it("is recognised by one format only, whatever the file", () => {
    for (const file of corpus) {
      const bytes = new Uint8Array(readFileSync(join(root, file)));
      assert.equal(formats.filter((format) => format.recognises(bytes)).length, 1, file);
    }
  });
});
