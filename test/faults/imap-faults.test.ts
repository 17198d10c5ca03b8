/**
 * F61-F63: a fault at a command of the IMAP dialogue, through the whole agent: no AR is lost, none filed twice,
 * and everything goes on when the server is well. A sample of the product that
 * `test/full/imap-faults.test.ts` runs whole; replay one with FACTEUR_SEED=<the printed seed>.
 */
import { randomInt } from "node:crypto";
import { test } from "node:test";
import { imapCases } from "../support/imap-cases.ts";
import { runImapCases } from "../support/imap-run.ts";
import { sample } from "../support/sample.ts";

const seed = Number(process.env["FACTEUR_SEED"] ?? randomInt(2 ** 31));
const casesMax = 24;

test(`${casesMax} of ${imapCases.length} faults of an IMAP server (seed ${seed})`, async (t) => {
  t.diagnostic(`replay: FACTEUR_SEED=${seed}`);
  await runImapCases(t, sample(imapCases, casesMax, seed));
});
