/**
 * A file that leaves cut (`decouper=oui`), as a property: random rules, forms of several organisms, what the server refuses, receipts
 * of each organism and of forgers, in two orders. A failure prints its seed and path; replay it with
 * `FACTEUR_SEED=<seed> FACTEUR_PATH=<path> node --test test/journey/cut-property.test.ts`.
 */
import { test } from "node:test";
import { exploreCuts } from "../support/cut-explore.ts";

test("each mail of a cut file has its own organism's declarations, answers and fate, in whatever order they come", async (t) => {
  await exploreCuts(t, 30);
});
