/** The readers against damaged files: a few hundred here, as many as one likes in `test/full`. */
import { test } from "node:test";
import { fuzzOnce } from "../support/fuzz-formats.ts";

const asked = process.env["FACTEUR_FUZZ_SEED"];
const first =
  asked === undefined ? Math.floor(performance.timeOrigin) % 1_000_000_000 : Number(asked);
const count = asked === undefined ? 300 : 1;

test(`readers answer for damaged files, seeds ${first} to ${first + count - 1}`, () => {
  for (let seed = first; seed < first + count; seed += 1) fuzzOnce(seed);
});
