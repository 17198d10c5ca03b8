/** F61-F63: every fault at every command of the IMAP dialogue, in clear, by STARTTLS and by implicit TLS. */
import { test } from "node:test";
import { imapCases } from "../support/imap-cases.ts";
import { runImapCases } from "../support/imap-run.ts";

const together = 20;

for (let from = 0; from < imapCases.length; from += together) {
  const cases = imapCases.slice(from, from + together);
  test(`${cases[0]?.name} … ${cases.at(-1)?.name}`, async (t) => {
    await runImapCases(t, cases);
  });
}
