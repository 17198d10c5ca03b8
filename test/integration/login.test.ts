/**
 * F47: an authorisation that expires or is revoked, a password that changes: that identity alone is suspended, it is told once,
 * and `facteur login` or `facteur probe` heals it while the agent runs. Tokens against oauth2-mock-server, a submission
 * server that takes XOAUTH2 only, and a Dovecot that asks the service about each token.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { smtpCourier } from "../../src/adapters/courier/smtp-courier.ts";
import { imapMailbox } from "../../src/adapters/mailbox/imap-mailbox.ts";
import { pop3Prober } from "../../src/adapters/mailbox/pop3-look.ts";
import { pop3Mailbox } from "../../src/adapters/mailbox/pop3-mailbox.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import type { CredentialSource } from "../../src/ports/credential.ts";
import { type Mailbox, MailboxFault } from "../../src/ports/mailbox.ts";
import { handoverOf } from "../contract/courier.contract.ts";
import { collect } from "../contract/mailbox.contract.ts";
import {
  type AgentFolder,
  agentFolder,
  clientOf,
  clientUser,
  startAgent,
} from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { mailServer, mailServerFolder, startMailServer } from "../support/mailserver.ts";
import { type OAuthHouse, oauthHouse } from "../support/oauth.ts";
import { problemOver, problemsOf, problemTold } from "../support/problems.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { tokenDovecot } from "../support/token-dovecot.ts";
import { type TokenSmtp, tokenSmtp } from "../support/token-smtp.ts";
import { waitUntil } from "../support/wait-until.ts";

const user = "jetons@client.test";
const dovecotHere = (await mailServer())
  ? {}
  : { skip: "no Dovecot here: npm test starts it as root on Debian" };

interface House {
  readonly house: OAuthHouse;
  readonly smtp: TokenSmtp;
  readonly folder: AgentFolder;
}

/** One identity by tokens, one by password at the organism; a dossier of each. */
const given = async (t: TestContext): Promise<House> => {
  const house = await oauthHouse(t, user);
  const smtp = await tokenSmtp(t, { user, isGood: house.isGood });
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  t.after(() => organism[Symbol.asyncDispose]());
  const other = clientOf(organism);
  const folder = await agentFolder(t, other);
  const key = Buffer.alloc(32, 5).toString("base64");
  writeFileSync(join(folder.folder, "jetons.key"), key, { mode: 0o600 });
  const oauth = {
    ...house.addresses,
    clientId: "facteur-test",
    scopes: ["mail"],
    key: { file: "jetons.key" },
  };
  const submission = { host: "127.0.0.1", port: smtp.port, security: "none" };
  folder.settle({
    identities: {
      cabinet: { legacyNames: ["Microsoft Outlook"], ...other },
      jetons: { address: user, oauth, submission },
    },
  });
  return { house, smtp, folder };
};

const drop = (folder: AgentFolder, name: string, profile: string): void => {
  writeFileSync(folder.dossier("mapibox.cfg"), rules().replace("Microsoft Outlook", profile));
  writeFileSync(folder.dossier(name), dpae(name.slice(0, -4).toUpperCase()));
};

const log = (folder: AgentFolder): string =>
  readFileSync(join(folder.folder, "facteur.log"), "utf8");

const timesTold = (folder: AgentFolder, code: string): number =>
  log(folder)
    .split("\n")
    .filter((line) => line.includes('"problem"') && line.includes(code)).length;

const login = (folder: AgentFolder, ...more: readonly string[]) =>
  facteur("--config", folder.settings, "login", "jetons", ...more);

const codes = async (folder: AgentFolder): Promise<readonly string[]> =>
  (await problemsOf(folder)).map((p) => `${p.code} ${p.about}`);

test("never logged in, then expired, then revoked: only that identity, told once each, healed by login without a restart", async (t) => {
  const { house, smtp, folder } = await given(t);
  const agent = await startAgent(t, folder.settings);
  drop(folder, "fictive.txt", "jetons");
  assert.equal((await problemTold(folder, "identity-suspended")).about, "jetons");
  await folder.until(1, "nouvel-essai");
  drop(folder, "invente.txt", "cabinet");
  await folder.until(2, "enregistre");
  assert.deepEqual(await codes(folder), ["identity-suspended jetons"], "the other one works");

  house.answerDevice("yes");
  const first = await login(folder);
  assert.equal(first.code, 0, first.out + first.err);
  assert.match(first.out, /ABCD-EFGH/u);
  assert.match(first.out, /conservée chiffrée/u);
  await problemOver(folder, "identity-suspended");
  await folder.until(1, "remis");
  assert.equal(smtp.mails.length, 1);

  // The access token and the refresh token are taken back by somebody else.
  house.takeBack();
  drop(folder, "chimere.txt", "jetons");
  const told = await problemTold(folder, "identity-suspended");
  assert.match(told.said, /revoked/u);
  await folder.until(3, "nouvel-essai");
  assert.equal((await login(folder)).code, 0);
  await problemOver(folder, "identity-suspended");
  await folder.until(3, "remis");
  assert.equal(smtp.mails.length, 2);
  assert.equal(timesTold(folder, "identity-suspended"), 2, "once each");

  // An access token that the server no longer takes is renewed in the same dialogue: nobody is told.
  house.dropAccessTokens();
  drop(folder, "licorne.txt", "jetons");
  await folder.until(4, "remis");
  assert.equal(timesTold(folder, "identity-suspended"), 2);
  // What is being written has no name yet to be read by.
  await agent.stop();
  await nothingSecret(folder, smtp.tokens);
});

/** No token, and no key, in anything that the agent writes. */
const nothingSecret = async (folder: AgentFolder, tokens: readonly string[]): Promise<void> => {
  const files = await readdir(folder.folder, { recursive: true, withFileTypes: true });
  for (const file of files.filter((one) => one.isFile())) {
    const bytes = await readFile(join(file.parentPath, file.name));
    for (const token of tokens.filter((one) => one !== "")) {
      assert.ok(!bytes.includes(token), file.name);
      assert.ok(!bytes.includes(token.slice(0, 60)), file.name);
    }
  }
};

test("login while no agent runs, and revocation", async (t) => {
  const { house, folder } = await given(t);
  house.answerDevice("yes");
  const done = await login(folder);
  assert.equal(done.code, 0, done.out + done.err);
  assert.match(done.out, /127\.0\.0\.1:\d+, connexion prise/u);
  const revoked = await login(folder, "--revoke");
  assert.match(revoked.out, /retirée chez le fournisseur/u);
  const probe = await facteur("--config", folder.settings, "probe", "jetons");
  assert.equal(probe.code, 1);
  assert.match(probe.out, /facteur login NOM/u);
  house.answerDevice("no");
  const refused = await login(folder);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /Pas d'autorisation : .*access_denied/u);
  const unknown = await facteur("--config", folder.settings, "login", "personne");
  assert.match(unknown.err, /Connues : cabinet, jetons/u);
  const elsewhere = await facteur("--config", folder.settings, "login", "cabinet");
  assert.equal(elsewhere.code, 1);
  assert.match(elsewhere.err, /FACTEUR_TEST_PASSWORD.*facteur probe cabinet/u);
});

test("a changed password: suspended, told once, healed by its file and a probe without a restart", async (t) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  t.after(() => organism[Symbol.asyncDispose]());
  const { submission, mailbox, ...rest } = clientOf(organism);
  const folder = await agentFolder(t, { ...rest, submission });
  const word = join(folder.folder, "word");
  writeFileSync(word, "ancien", { mode: 0o600 });
  const secret = { login: clientUser.address, password: { file: word } };
  folder.settle({
    identities: {
      cabinet: {
        ...rest,
        legacyNames: ["Microsoft Outlook"],
        submission: { ...submission, ...secret },
        mailbox: { ...mailbox, ...secret },
      },
    },
  });
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  await startAgent(t, folder.settings);
  await problemTold(folder, "identity-suspended");
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  await folder.until(1, "nouvel-essai");
  assert.deepEqual(await codes(folder), ["identity-suspended cabinet"]);
  const still = await facteur("--config", folder.settings, "probe", "cabinet", "--json");
  assert.equal(still.code, 1);
  writeFileSync(word, clientUser.password);
  const probe = await facteur("--config", folder.settings, "probe", "cabinet");
  assert.equal(probe.code, 0, probe.out + probe.err);
  assert.match(probe.out, /reprennent/u);
  await folder.until(1, "enregistre");
  await waitUntil("nothing is wrong", async () => (await codes(folder)).length === 0);
  assert.equal(timesTold(folder, "identity-suspended"), 1);
  assert.equal(organism.deliveries().length, 1);
});

const houseOfTokens = async (t: TestContext, mechanisms: string) => {
  const house = await oauthHouse(t, user);
  const dovecot = await tokenDovecot(t, { introspectUrl: house.introspectUrl, mechanisms });
  const form = { grant_type: "authorization_code", code: "c" };
  const token = async (): Promise<string> => {
    const answer = await fetch(house.addresses.tokenUrl, {
      method: "POST",
      body: new URLSearchParams(form),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  const given = { text: await token(), refused: 0, next: [] as string[] };
  const credential: CredentialSource = {
    current: () => Promise.resolve({ is: "token", text: given.text }),
    refused: () => {
      given.refused += 1;
      given.text = given.next.shift() ?? given.text;
    },
  };
  const base = { identity: "jetons", host: "127.0.0.1", security: "none", login: user } as const;
  const openers: Readonly<Record<string, () => Mailbox>> = {
    IMAP: () => imapMailbox({ ...base, port: dovecot.port, folders: ["INBOX"], credential }),
    POP3: () => pop3Mailbox({ ...base, port: dovecot.pop3Port, credential }),
  };
  const open = (protocol: string): Mailbox => {
    const mailbox = openers[protocol]?.();
    if (!mailbox) throw new Error(protocol);
    t.after(() => mailbox[Symbol.asyncDispose]());
    return mailbox;
  };
  const prober = pop3Prober({ ...base, port: dovecot.pop3Port, credential });
  return { house, dovecot, token, given, credential, open, prober };
};

for (const mechanisms of ["xoauth2", "oauthbearer"])
  for (const protocol of ["IMAP", "POP3"])
    test(
      `a Dovecot that checks tokens by ${mechanisms} over ${protocol}: read, refused, read again`,
      dovecotHere,
      async (t) => {
        const { house, dovecot, token, given, open } = await houseOfTokens(t, mechanisms);
        const mailbox = open(protocol);
        assert.deepEqual(await collect(mailbox), [], await dovecot.log());
        await mailbox[Symbol.asyncDispose]();
        const again = open(protocol);
        house.dropAccessTokens();
        const fault = await collect(again).then(
          () => undefined,
          (cause: unknown) => cause,
        );
        assert.ok(fault instanceof MailboxFault, String(fault));
        assert.equal(fault.code, "mailbox-login");
        assert.ok(!fault.message.includes(given.text));
        assert.equal(given.refused, 1, "another token was asked for");
        // A refused token is renewed in the same look, where its owner has another.
        // Those of one second are the same.
        const other = await waitUntil("another token", async () => {
          const next = await token();
          return next === given.text ? undefined : next;
        });
        given.next.push(other);
        house.dropAccessTokens(given.text);
        assert.deepEqual(await collect(again), []);
        assert.equal(given.refused, 2);
      },
    );

test("a probe over POP3 says which mechanisms are offered", dovecotHere, async (t) => {
  const { prober } = await houseOfTokens(t, "xoauth2 oauthbearer");
  const look = await prober.look(AbortSignal.timeout(20_000));
  assert.deepEqual(look.seen?.mechanisms.toSorted(), ["OAUTHBEARER", "XOAUTH2"]);
});

for (const mechanisms of ["xoauth2", "oauthbearer"])
  test(
    `a Postfix whose Dovecot checks tokens by ${mechanisms}: taken; refused, then renewed in the same dialogue; refused`,
    dovecotHere,
    async (t) => {
      const { house, dovecot, token, given, credential } = await houseOfTokens(t, mechanisms);
      const folder = await mailServerFolder();
      cleanup(t, () => rm(folder, { recursive: true, force: true }));
      const asking = `smtpd_sasl_path = inet:127.0.0.1:${dovecot.saslPort}`;
      const server = await startMailServer(folder, asking);
      cleanup(t, () => server.stop());
      const courier = smtpCourier({
        host: server.host,
        port: server.ports.submission,
        security: "starttls",
        ca: await readFile(server.ca, "utf8"),
        login: user,
        credential,
      });
      const envelope = { from: user, to: [server.users[0] ?? ""] };
      const send = async (): Promise<string> => {
        const outcome = await courier.deliver(
          { ...handoverOf(), envelope },
          new AbortController().signal,
        );
        assert.ok(!JSON.stringify(outcome).includes(given.text));
        return outcome.is === "later" ? outcome.because.code : outcome.is;
      };
      assert.equal(await send(), "accepted", await dovecot.log());
      const other = await waitUntil("another token", async () => {
        const next = await token();
        return next === given.text ? undefined : next;
      });
      house.dropAccessTokens(given.text);
      given.next.push(other);
      assert.deepEqual([await send(), given.refused], ["accepted", 1]);
      house.dropAccessTokens();
      assert.equal(await send(), "smtp-login");
    },
  );
