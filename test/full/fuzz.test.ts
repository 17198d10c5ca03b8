/** The long run of the fuzz target, and files that no memory should hold: each reader in constant memory. */
import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { formats } from "../../src/formats/all.ts";
import { examiner } from "../../src/journey/examine.ts";
import { fuzzOnce } from "../support/fuzz-formats.ts";
import { largeFormats, writeLarge } from "../support/large-files.ts";
import { scratch } from "../support/scratch.ts";

const minutes = Number(process.env["FACTEUR_FUZZ_MINUTES"] ?? 1);
const first = Math.floor(performance.timeOrigin) % 1_000_000_000;

test(`readers answer for damaged files, for ${minutes} minutes from seed ${first}`, (t) => {
  const until = performance.now() + minutes * 60_000;
  let seed = first;
  for (; performance.now() < until; seed += 1) fuzzOnce(seed);
  t.diagnostic(`${seed - first} files`);
});

const MB = 1_000_000;
const context = { today: "2026-01-30", hour: "10:00" } as const;

/** How much larger the process grew, at its most, while the pieces went by. */
const growth = async (pieces: AsyncIterable<Uint8Array>) => {
  const reader = examiner({ context, formats, keptMax: 100 });
  const begun = process.memoryUsage().rss;
  let most = 0;
  for await (const piece of pieces) {
    reader.push(piece);
    most = Math.max(most, process.memoryUsage().rss - begun);
  }
  return { grownMB: most / MB, found: reader.end() };
};

for (const format of largeFormats)
  test(`100 MB of ${format} are read in the memory of a small file`, async (t) => {
    const path = join(await scratch(t), "large");
    const count = writeLarge(path, format, 100 * MB);
    const { grownMB, found } = await growth(createReadStream(path));
    t.diagnostic(`${grownMB.toFixed(0)} MB`);
    assert.equal(found.declared, count);
    assert.ok(grownMB < 150, `${grownMB} MB`);
  });

const heads = {
  nothing: "",
  "an EDIFACT head": "UNB+UNOC:3+1+2+3+4'UNH+1+COPAYM'",
  "a flat DUCS head": "UNB   5   \nBGM   X\n",
  "an XML head": "<FR_DUE_Upload>",
};

for (const [name, head] of Object.entries(heads))
  test(`one line of 100 MB after ${name} does not fill the memory`, async (t) => {
    const line = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(head);
      const piece = Buffer.alloc(MB, 65);
      for (let n = 0; n < 100; n += 1) yield piece;
    };
    const { grownMB, found } = await growth(line());
    t.diagnostic(`${grownMB.toFixed(0)} MB`);
    assert.ok(found.findings.some((f) => f.severity === "blocking"));
    assert.ok(grownMB < 150, `${grownMB} MB`);
  });
