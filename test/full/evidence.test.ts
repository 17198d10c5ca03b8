/** Each byte of a bundle of evidence, changed once: found every time. The part of every day is in `test/journey/evidence.test.ts`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { zipArchive } from "../../src/adapters/evidence/zip-archive.ts";
import { readToken } from "../../src/adapters/timestamp/token.ts";
import { verifyEvidence } from "../../src/journey/evidence/verify.ts";
import { filesOf, played } from "../support/evidence-sample.ts";

test("no byte of a bundle can be changed", async (t) => {
  const archive = zipArchive();
  const bytes = archive.pack(await filesOf(await played(t)));
  const unnoticed: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const copy = Uint8Array.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    const { faults } = await verifyEvidence({ archive, readToken }, copy);
    if (faults.length === 0) unnoticed.push(at);
  }
  assert.deepEqual(unnoticed, []);
});
