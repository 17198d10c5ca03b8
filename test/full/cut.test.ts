/**
 * The property of test/journey/cut-property.test.ts, for longer. Replay a failure with
 * `FACTEUR_SEED=<seed> FACTEUR_PATH=<path> node --test test/full/cut.test.ts`.
 */
import { test } from "node:test";
import { exploreCuts } from "../support/cut-explore.ts";

test("thousands of cut files, and each mail keeps to itself", { timeout: 1_800_000 }, async (t) => {
  await exploreCuts(t, 2000);
});
