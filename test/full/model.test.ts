/**
 * The model of test/faults/model.test.ts, for longer and with longer runs. Replay a failure with
 * `FACTEUR_SEED=<seed> FACTEUR_PATH=<path> node --test test/full/model.test.ts`.
 */
import { test } from "node:test";
import { explore } from "../support/model/explore.ts";

test("F01-F85 thousands of runs, and the promises hold", { timeout: 7_200_000 }, async (t) => {
  await explore(t, { runs: 3000, length: 80 });
});
