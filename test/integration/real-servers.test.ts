/** The whole agent against a real Postfix and a real Dovecot: TLS, login, accents, receipts. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ImapFlow } from "imapflow";
import { simpleParser } from "mailparser";
import nodemailer from "nodemailer";
import { agentFolder, startAgent } from "../support/agent.ts";
import { facteur } from "../support/facteur.ts";
import { freshMailbox, type MailServer, mailServer } from "../support/mailserver.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import { waitUntil } from "../support/wait-until.ts";

const server = await mailServer();
const options = server
  ? {}
  : { skip: "no Postfix and Dovecot here: npm test starts them as root on Debian" };

const settingsFor = (s: MailServer, address: string) => {
  const login = {
    host: "localhost",
    login: address,
    password: { env: "FACTEUR_TEST_PASSWORD" },
    ca: s.ca,
  };
  return {
    address,
    submission: { ...login, port: s.ports.submission, security: "starttls" },
    mailbox: {
      ...login,
      port: s.ports.imaps,
      security: "tls",
      folders: ["INBOX"],
      pollSeconds: 2,
      // Where the samples ask for their acknowledgements.
      aliases: ["paie@employeur.test"],
    },
  };
};

/** Every mail of an organism's mailbox, as a person's mail program would read it. */
const mailsOf = async (s: MailServer, address: string) => {
  const client = new ImapFlow({
    host: "localhost",
    port: s.ports.imaps,
    secure: true,
    tls: { ca: readFileSync(s.ca) },
    auth: { user: address, pass: s.password },
    logger: false,
  });
  await client.connect();
  try {
    const { exists } = await client.mailboxOpen("INBOX");
    const found = exists > 0 ? await client.fetchAll("1:*", { source: true }) : [];
    return Promise.all(found.map((m) => simpleParser(m.source ?? Buffer.alloc(0))));
  } finally {
    await client.logout();
  }
};

const seedSubject = "Déclaration Unique d’Embauche TEST01";

test(
  "a legacy mapibox.cfg in three encodings gives the right accented subject in Dovecot",
  options,
  async (t) => {
    assert.ok(server);
    process.env["FACTEUR_TEST_PASSWORD"] = server.password;
    for (const [encoding, subject] of [
      ["windows-1252", seedSubject],
      ["utf-8", seedSubject],
      ["cp850", "Déclaration Unique d'Embauche TEST01"],
    ] as const) {
      const { login: from } = await freshMailbox(server);
      const { login: to } = await freshMailbox(server);
      const folder = await agentFolder(t, settingsFor(server, from));
      const legacy = readFileSync(
        new URL(`../fixtures/rules/seed-${encoding}.cfg`, import.meta.url),
      );
      const pointed = Buffer.from(
        legacy.toString("latin1").replace(/^a=.*?(?= *\r?$)/mu, `a=${to}`),
        "latin1",
      );
      writeFileSync(folder.dossier("mapibox.cfg"), pointed);
      const agent = await startAgent(t, folder.settings);
      const sent = dpae("FICTIVE");
      writeFileSync(folder.dossier("dpae.txt"), sent);
      await folder.until(1, "remis");
      const [mail] = await waitUntil("the mail in Dovecot", async () => {
        const mails = await mailsOf(server, to);
        return mails.length > 0 ? mails : undefined;
      });
      assert.equal(mail?.subject, subject, encoding);
      assert.equal(mail?.text?.trim(), "Veuillez trouver ci-joint notre fichier des DUE.");
      assert.equal(mail?.attachments[0]?.filename, "dpae.txt");
      assert.deepEqual(Buffer.from(mail?.attachments[0]?.content ?? ""), Buffer.from(sent));
      assert.equal(mail?.from?.value[0]?.address, from);
      await agent.stop();
    }
  },
);

test(
  "an AR that comes through Postfix is found in Dovecot, filed once a person vouches for it, and left as it was",
  options,
  async (t) => {
    assert.ok(server);
    process.env["FACTEUR_TEST_PASSWORD"] = server.password;
    const from: string = (await freshMailbox(server)).login;
    const to: string = (await freshMailbox(server)).login;
    const folder = await agentFolder(t, settingsFor(server, from));
    writeFileSync(folder.dossier("mapibox.cfg"), `a=${to}\r\nsujet=DUE\r\n`);
    await startAgent(t, folder.settings);
    const sent = dpae("FICTIVE", "IMAGINAIRE");
    writeFileSync(folder.dossier("dpae.txt"), sent);
    const deposit = await folder.until(1, "remis");
    const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
    const file = dpaeAr(sent, ["00", "12"]);
    const postfix = nodemailer.createTransport({
      host: "localhost",
      port: server.ports.smtp,
      ignoreTLS: true,
    });
    await postfix.sendMail({
      envelope: { from: to, to: from },
      raw: arMail({ references, file, from: to, results: "" }),
    });
    postfix.close();
    const judged = await folder.until(1, "partiel", "refuse-a-confirmer", "enregistre-a-confirmer");
    assert.deepEqual(
      judged.declarations.map((d) => [d.is, d.proven]),
      [
        ["registered", false],
        ["refused", false],
      ],
    );
    // Nobody vouches for it: a person does, and only then is it put where the payroll program looks.
    assert.equal(existsSync(folder.dossier("AR/dpae.txt")), false);
    const receipt = judged.receipts[0]?.receipt ?? "";
    const who = ["--by", "dupont", "--reason", "vu au guichet", "--config", folder.settings];
    const confirmed = await facteur("receipt", "confirm", receipt, ...who);
    assert.equal(confirmed.code, 0, confirmed.err);
    assert.deepEqual(
      await waitUntil("AR/dpae.txt", () => {
        try {
          return readFileSync(folder.dossier("AR/dpae.txt"));
        } catch {
          return undefined;
        }
      }),
      Buffer.from(file),
    );
    const client = new ImapFlow({
      host: "localhost",
      port: server.ports.imaps,
      secure: true,
      tls: { ca: readFileSync(server.ca) },
      auth: { user: from, pass: server.password },
      logger: false,
    });
    await client.connect();
    await client.mailboxOpen("INBOX");
    const [left] = await client.fetchAll("1:*", { flags: true });
    assert.equal(left?.flags?.has("\\Seen"), false);
    await client.logout();
  },
);

test("a recipient that Postfix does not know is refused with its own words", options, async (t) => {
  assert.ok(server);
  process.env["FACTEUR_TEST_PASSWORD"] = server.password;
  const from = (await freshMailbox(server)).login;
  const folder = await agentFolder(t, settingsFor(server, from));
  writeFileSync(folder.dossier("mapibox.cfg"), `a=nobody@${server.domain}\r\nsujet=DUE\r\n`);
  await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  const deposit = await folder.until(1, "refuse-par-le-serveur");
  const stage = deposit.messages[0]?.stage;
  assert.match(stage?.is === "refused" ? stage.said : "", /550 5\.1\.1/u);
});

test(
  "a certificate that our authority did not sign: nothing is sent, both sides say why",
  options,
  async (t) => {
    assert.ok(server);
    process.env["FACTEUR_TEST_PASSWORD"] = server.password;
    const { login: from } = await freshMailbox(server);
    const { login: to } = await freshMailbox(server);
    const folder = await agentFolder(t, settingsFor({ ...server, ca: server.otherCa }, from));
    writeFileSync(folder.dossier("mapibox.cfg"), `a=${to}\r\nsujet=DUE\r\n`);
    await startAgent(t, folder.settings);
    writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
    const waiting = await folder.until(1, "nouvel-essai");
    const outcome = waiting.messages[0]?.attempts[0]?.ended?.outcome;
    assert.equal(outcome?.is === "later" && outcome.because.code, "smtp-tls-unknown-authority");
    await waitUntil("the log to name the mailbox's certificate", () =>
      readFileSync(join(folder.folder, "facteur.log"), "utf8").includes(
        "mailbox-tls-unknown-authority",
      ),
    );
    assert.equal((await mailsOf(server, to)).length, 0);
  },
);
