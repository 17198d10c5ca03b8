/** F40-F45, F47: every fault at every command of the SMTP dialogue, in clear, by STARTTLS and by implicit TLS. */
import { test } from "node:test";
import { smtpCases } from "../support/smtp-cases.ts";
import { runSmtpCases } from "../support/smtp-run.ts";

const together = 25;

for (let from = 0; from < smtpCases.length; from += together) {
  const cases = smtpCases.slice(from, from + together);
  test(`${cases[0]?.name} … ${cases.at(-1)?.name}`, async (t) => {
    await runSmtpCases(t, cases);
  });
}
