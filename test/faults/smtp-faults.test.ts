/**
 * F40-F45, F47: a fault at a command of the SMTP dialogue, through the whole agent, judged by what the server
 * received. A sample of the product that `test/full/smtp-faults.test.ts` runs whole; replay one with
 * FACTEUR_SEED=<the printed seed>.
 */
import { randomInt } from "node:crypto";
import { test } from "node:test";
import { sample } from "../support/sample.ts";
import { smtpCases } from "../support/smtp-cases.ts";
import { runSmtpCases } from "../support/smtp-run.ts";

const seed = Number(process.env["FACTEUR_SEED"] ?? randomInt(2 ** 31));
const casesMax = 30;

test(`${casesMax} of ${smtpCases.length} faults of an SMTP server (seed ${seed})`, async (t) => {
  t.diagnostic(`replay: FACTEUR_SEED=${seed}`);
  await runSmtpCases(t, sample(smtpCases, casesMax, seed));
});
