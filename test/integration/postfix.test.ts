/**
 * F42, F43, F47-F50: the courier against a real Postfix, the same verdicts as against the scripted server. Skipped, with
 * the reason, where the test runner started no mail server.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { ImapFlow } from "imapflow";
import { nodemailerComposer } from "../../src/adapters/courier/nodemailer-composer.ts";
import { smtpCourier } from "../../src/adapters/courier/smtp-courier.ts";
import type { SmtpCourierOptions } from "../../src/adapters/courier/smtp-options.ts";
import { envelopeIdOf, readEnvelopeId } from "../../src/domain/envelope-id.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { Handover } from "../../src/ports/courier.ts";
import { handoverOf, verdictOf } from "../contract/courier.contract.ts";
import { freshMailbox, type MailServer, mailServer } from "../support/mailserver.ts";
import { waitUntil } from "../support/wait-until.ts";

const server = await mailServer();
const skip = server === undefined ? "no mail server was started for the tests" : false;

interface Account {
  readonly server: MailServer;
  readonly login: string;
  readonly password: string;
  readonly ca: string;
}

const account = async (): Promise<Account> => {
  assert.ok(server !== undefined);
  return { server, ...(await freshMailbox(server)), ca: await readFile(server.ca, "utf8") };
};

const deliver = async (
  by: Account,
  parts: Partial<Handover>,
  options: Partial<SmtpCourierOptions> = {},
): Promise<{ readonly outcome: Outcome; readonly commits: number }> => {
  const { server: at, login, password, ca } = by;
  const starttls = { port: at.ports.submission, security: "starttls" } as const;
  const courier = smtpCourier({ host: at.host, ...starttls, login, password, ca, ...options });
  let commits = 0;
  const beforeDot = async (): Promise<void> => void (commits += 1);
  const envelope = { from: login, to: [login] };
  const handover = handoverOf({ envelope, beforeDot, ...parts });
  return { outcome: await courier.deliver(handover, new AbortController().signal), commits };
};

interface Arrived {
  readonly source: Buffer;
  /** Mails in the mailbox by then. */
  readonly count: number;
}

const arrived = async ({ server: at, login, password, ca }: Account): Promise<Arrived> => {
  const client = new ImapFlow({
    host: at.host,
    port: at.ports.imaps,
    secure: true,
    auth: { user: login, pass: password },
    tls: { ca },
    logger: false,
  });
  await client.connect();
  try {
    return await waitUntil("the mail to arrive", async () => {
      const mailbox = await client.mailboxOpen("INBOX");
      const mail = await client.fetchOne("*", { source: true }).catch(() => false as const);
      const source = mail === false ? undefined : mail?.source;
      return source === undefined ? undefined : { source, count: mailbox.exists };
    });
  } finally {
    await client.logout();
  }
};

describe("Postfix", { skip }, () => {
  for (const security of ["starttls", "tls"] as const) {
    test(`over ${security}: accepted, and arrives byte for byte`, async () => {
      const by = await account();
      const port = by.server.ports[security === "tls" ? "smtps" : "submission"];
      const bytes = await nodemailerComposer().compose({
        from: { address: by.login, name: "Cabinet Éxemple" },
        to: by.login,
        subject: "Déclaration Unique d’Embauche TEST01",
        note: ".\n..\nFrom ici\n",
        attachment: { name: "dépôt.txt", bytes: Buffer.alloc(200_000, "DPAE é\r\n.\r\n") },
        messageIdHeader: "<dpae.D1.M1.postfix@cabinet.example>",
        date: Date.UTC(2026, 1, 3),
        agentToken: "agent-1",
      });
      const { outcome, commits } = await deliver(by, { bytes }, { port, security });
      assert.equal(verdictOf(outcome), "accepted");
      assert.match(outcome.is === "accepted" ? outcome.reply : "", /^250 2\.0\.0 Ok: queued as /u);
      assert.equal(outcome.trace.dsn, true);
      assert.equal(commits, 1);
      // Servers add trace fields above; what we froze is the end of what came.
      const { source } = await arrived(by);
      assert.ok(source.subarray(source.length - bytes.length).equals(Buffer.from(bytes)));
    });
  }

  test("a wrong password is about the login, and nothing is committed", async () => {
    const { outcome, commits } = await deliver(await account(), {}, { password: "faux" });
    assert.equal(verdictOf(outcome), "later smtp-login connect 535");
    assert.equal(commits, 0);
  });

  test("an unknown recipient is refused in the server's words", async () => {
    const by = await account();
    const envelope = { from: by.login, to: [`personne@${by.server.domain}`] };
    const { outcome, commits } = await deliver(by, { envelope });
    assert.equal(verdictOf(outcome), "refused smtp-refused envelope 550");
    assert.match(outcome.is === "refused" ? outcome.because.said : "", /User unknown/u);
    assert.equal(commits, 0);
  });

  test("an unknown organism is refused though our own copy is taken", async () => {
    const by = await account();
    const envelope = { from: by.login, to: [`personne@${by.server.domain}`, by.login] };
    const { outcome } = await deliver(by, { envelope });
    assert.equal(verdictOf(outcome), "refused smtp-refused envelope 550");
  });

  test("what it cannot deliver comes back with the envelope's name, seal and all: its failure is believed", async () => {
    const by = await account();
    const envelope = { from: by.login, to: [`ghost@${by.server.domain}`] };
    const key = Buffer.alloc(32, 7);
    const messageIdHeader = "<dpae.D1.M1+ghost=1@cabinet.example>";
    const envelopeId = envelopeIdOf(key, messageIdHeader);
    const { outcome } = await deliver(by, { envelope, envelopeId });
    assert.equal(verdictOf(outcome), "accepted");
    const { source } = await arrived(by);
    const given = /^Original-Envelope-Id: (?<id>.*)\r$/mu.exec(source.toString())?.groups?.["id"];
    assert.deepEqual(readEnvelopeId(key, given ?? ""), { messageIdHeader, sealed: true });
  });

  test("a mail above the server's SIZE is refused before DATA", async () => {
    const bytes = Buffer.alloc(40 * 1024 * 1024, `${"x".repeat(76)}\r\n`);
    bytes.write("\r\n", bytes.length - 2);
    const { outcome, commits } = await deliver(await account(), { bytes });
    assert.equal(outcome.is, "refused", verdictOf(outcome));
    assert.equal(commits, 0);
  });

  test("an authority that is not the pinned one: nothing is said", async () => {
    const by = await account();
    const ca = await readFile(by.server.otherCa, "utf8");
    for (const security of ["starttls", "tls"] as const) {
      const port = by.server.ports[security === "tls" ? "smtps" : "submission"];
      const { outcome } = await deliver(by, {}, { ca, port, security });
      assert.equal(verdictOf(outcome), "later smtp-tls-unknown-authority connect");
    }
  });

  test("a commit that fails: only the mail of the next attempt arrives", async () => {
    const by = await account();
    const beforeDot = (): Promise<void> => Promise.reject(new Error("disk full"));
    const first = await deliver(by, { beforeDot });
    assert.equal(verdictOf(first.outcome), "later smtp-broken data");
    assert.equal(verdictOf((await deliver(by, {})).outcome), "accepted");
    assert.equal((await arrived(by)).count, 1);
  });
});
