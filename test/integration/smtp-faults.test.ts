/**
 * F41, F45, F26: a real Postfix does what it was asked, and its answer is lost. The recipient's mailbox is the judge: whatever
 * answer was lost, it holds the mail once. Skipped, with the reason, where the test runner started no mail server.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { ImapFlow } from "imapflow";
import nodemailer from "nodemailer";
import { agentFolder, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { freshMailbox, type MailServer, mailServer } from "../support/mailserver.ts";
import { type Relay, relay } from "../support/relay.ts";
import { arMail, dpae } from "../support/samples.ts";
import { waitUntil } from "../support/wait-until.ts";

const server = await mailServer();
const skip = server === undefined ? "no mail server was started for the tests" : false;

/** Postfix's own words. */
const answers = {
  greeting: /^220 /u,
  EHLO: /^250-.*\r\n250-PIPELINING/su,
  MAIL: /250 2\.1\.0 Ok/u,
  RCPT: /250 2\.1\.5 Ok/u,
  DATA: /^354 |\r\n354 /u,
  dot: /250 2\.0\.0 Ok: queued/u,
} as const;

const password = { env: "FACTEUR_TEST_PASSWORD" } as const;

const mailsOf = async (at: MailServer, login: string): Promise<readonly Buffer[]> => {
  const client = new ImapFlow({
    host: "localhost",
    port: at.ports.imaps,
    secure: true,
    tls: { ca: readFileSync(at.ca) },
    auth: { user: login, pass: at.password },
    logger: false,
  });
  await client.connect();
  const { exists } = await client.mailboxOpen("INBOX", { readOnly: true });
  const found = exists > 0 ? await client.fetchAll("1:*", { source: true }) : [];
  await client.logout();
  return found.map((m) => m.source ?? Buffer.alloc(0));
};

for (const [what, said] of Object.entries(answers))
  test(`Postfix's answer to ${what} is lost: the mail arrives once`, { skip }, async (t) => {
    assert.ok(server);
    process.env["FACTEUR_TEST_PASSWORD"] = server.password;
    const { login: from } = await freshMailbox(server);
    const { login: to } = await freshMailbox(server);
    let lost = 0;
    const before: Relay = await relay(server.ports.smtp, (chunk) => {
      if (lost > 0 || !said.test(chunk.toString("latin1"))) return chunk;
      lost += 1;
      before.cut();
      return Buffer.alloc(0);
    });
    cleanup(t, () => before[Symbol.asyncDispose]());
    const { imaps } = server.ports;
    // Where the sample files ask their ARs to be sent.
    const aliases = ["paie@employeur.test"];
    const mailbox = { host: "localhost", port: imaps, security: "tls", ca: server.ca };
    const folder = await agentFolder(t, {
      address: from,
      submission: { host: "localhost", port: before.port, security: "none" },
      mailbox: { ...mailbox, login: from, password, folders: ["INBOX"], pollSeconds: 1, aliases },
    });
    writeFileSync(folder.dossier("mapibox.cfg"), `a=${to}\r\nsujet=DUE\r\n`);
    await startAgent(t, folder.settings);
    writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
    const sent = await folder.until(1, what === "dot" ? "incertain" : "remis");
    assert.equal(lost, 1);
    const header = sent.messages[0]?.frozen.messageIdHeader ?? "";
    const arrived = async () =>
      (await mailsOf(server, to)).filter((raw) => raw.includes(`Message-ID: ${header}`)).length;
    await waitUntil("the mail in Dovecot", async () => (await arrived()) > 0);
    if (what === "dot") {
      const postfix = nodemailer.createTransport({
        host: "localhost",
        port: server.ports.smtp,
        ignoreTLS: true,
      });
      const raw = arMail({ references: header, from: to, results: "", text: "bien reçu" });
      await postfix.sendMail({ envelope: { from: to, to: from }, raw });
      postfix.close();
      await waitUntil("its AR to prove it", async () => {
        const [deposit] = await folder.deposits();
        return deposit?.messages[0]?.stage.is === "accepted";
      });
    }
    assert.equal(await arrived(), 1);
  });
