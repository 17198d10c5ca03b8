/** The kills of test/faults/migration.test.ts, many of them, on a larger journal. Again: `FACTEUR_SEED=… node --test test/full/migration.test.ts`. */
import { test } from "node:test";
import { killOften } from "../support/killed-migration.ts";

test("F85 killed at two hundred places of a migration", { timeout: 7_200_000 }, async (t) => {
  await killOften(t, { kills: 200, closed: 2000 });
});
