/**
 * F60-F63: the same faults as test/faults/imap-faults.test.ts, before a real Dovecot. Skipped, with the reason, where the
 * test runner started no mail server; replay one with FACTEUR_SEED=<the printed seed>.
 */
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { test } from "node:test";
import { ImapFlow } from "imapflow";
import { cleanup } from "../support/cleanup.ts";
import { imapCases } from "../support/imap-cases.ts";
import { addressOf, type MakeHouse, runImapCases } from "../support/imap-run.ts";
import { freshMailbox, mailServer } from "../support/mailserver.ts";
import { sample } from "../support/sample.ts";

const server = await mailServer();
const skip = server === undefined ? "no mail server was started for the tests" : false;
const seed = Number(process.env["FACTEUR_SEED"] ?? randomInt(2 ** 31));
const casesMax = 12;
const copyMs = 50;

/** What the organism sends to its clients is put into their Dovecot mailboxes, byte for byte. */
const inDovecot: MakeHouse = async (t, organism, names) => {
  assert.ok(server);
  const clients = new Map<string, { readonly login: string; readonly client: ImapFlow }>();
  for (const name of names) {
    const { login, password } = await freshMailbox(server);
    const client = new ImapFlow({
      host: "localhost",
      port: server.ports.imap,
      secure: false,
      doSTARTTLS: false,
      auth: { user: login, pass: password },
      logger: false,
    });
    client.on("error", () => undefined);
    await client.connect();
    cleanup(t, () => client.close());
    clients.set(name, { login, client });
  }
  const copied = new Map<string, number>();
  let last = Promise.resolve();
  const copy = async (): Promise<void> => {
    for (const [name, { client }] of clients) {
      const mails = organism.mailbox(addressOf(name)).mails();
      for (const mail of mails.slice(copied.get(name) ?? 0)) {
        await client.append("INBOX", Buffer.from(mail.bytes));
        copied.set(name, (copied.get(name) ?? 0) + 1);
      }
    }
  };
  const timer = setInterval(() => {
    last = last.then(copy);
  }, copyMs);
  cleanup(t, () => clearInterval(timer));
  return {
    imapPort: server.ports.imap,
    login: (name) => clients.get(name)?.login ?? "",
    mails: async (name, folder) => {
      const client = clients.get(name)?.client;
      const there = (await client?.list())?.some((f) => f.path === folder) ?? false;
      if (!client || !there) return [];
      const { exists } = await client.mailboxOpen(folder, { readOnly: true });
      const found = exists > 0 ? await client.fetchAll("1:*", { source: true }) : [];
      await client.mailboxClose();
      return found.map((m) => m.source ?? Buffer.alloc(0));
    },
  };
};

test(`${casesMax} faults before Dovecot (seed ${seed})`, { skip }, async (t) => {
  t.diagnostic(`replay: FACTEUR_SEED=${seed}`);
  await runImapCases(t, sample(imapCases, casesMax, seed), inDovecot);
});
