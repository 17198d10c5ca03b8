/**
 * mail.md §6.5: any sequence of drops, answers, orders, crashes and faults, and the promises of design §4 after each.
 * A failure prints its seed and path; replay it with
 * `FACTEUR_SEED=<seed> FACTEUR_PATH=<path> node --test test/faults/model.test.ts`.
 */
import { test } from "node:test";
import { explore } from "../support/model/explore.ts";

test("F01-F85 whatever happens in whatever order, the promises hold", async (t) => {
  await explore(t, { runs: 120, length: 40 });
});
