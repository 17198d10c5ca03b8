/** `facteur probe` against the simulated organism: what is shown, what is refused, and that nothing but a mail to oneself is sent. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { ProbeReport } from "../../src/domain/probe.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { command } from "../support/command.ts";
import { waitUntil } from "../support/wait-until.ts";

const env = { FACTEUR_TEST_PASSWORD: clientUser.password };

const given = async (t: TestContext) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  const probe = (...args: readonly string[]) =>
    command(["--config", folder.settings, "probe", ...args], { env });
  return { organism, folder, probe };
};

test("both sides are logged in to, and nothing is sent", async (t) => {
  const { organism, probe } = await given(t);
  const { code, out } = await probe("cabinet");
  assert.equal(code, 0, out);
  assert.match(out, /^cabinet <paie@client\.test>$/mu);
  assert.match(out, /Envoi : localhost:\d+, connexion prise/u);
  assert.match(out, /Boîte : localhost:\d+, connexion prise/u);
  assert.match(out, /en clair, machine locale/u);
  assert.match(out, /avis de remise \(DSN\) : oui ; taille : \d+ Mio/u);
  assert.match(out, /dossiers : INBOX/u);
  assert.match(out, /Horloge : /u);
  assert.equal(organism.deliveries().length, 0);
});

test("--send-self: a mail to oneself comes back, and is in no journal", async (t) => {
  const { organism, folder, probe } = await given(t);
  const { code, out } = await probe("--send-self", "--json");
  assert.equal(code, 0, out);
  const [report] = (JSON.parse(out) as { identities: readonly ProbeReport[] }).identities;
  const self = report?.self;
  assert.ok(self?.is === "found" && self.folder === "INBOX", out);
  assert.match(self.messageIdHeader, /^<essai\.[0-9a-f]{32}@client\.test>$/u);
  assert.ok(Math.abs(report?.skewMs ?? 9e9) < 60_000);
  assert.deepEqual(
    organism.deliveries().map((mail) => mail.recipients),
    [[clientUser.address]],
    "one mail, to oneself",
  );
  assert.deepEqual(await folder.deposits(), []);
  const french = await probe("cabinet", "--send-self");
  assert.match(french.out, /retrouvé dans INBOX après \d+ s\./u);
  assert.match(french.out, /n'est pas une déclaration et n'est pas au journal/u);
});

test("the agent that reads the mail to oneself makes nothing of it", async (t) => {
  const { folder, probe } = await given(t);
  await startAgent(t, folder.settings);
  // The agent listens a moment after it has begun.
  const { out } = await waitUntil("the agent to answer", async () => {
    const answer = await probe("cabinet", "--send-self");
    return answer.code === 0 ? answer : undefined;
  });
  assert.match(out, /reprennent/u);
  assert.deepEqual(await folder.deposits(), []);
  const status = await command(["--config", folder.settings, "status"], { env });
  assert.equal(status.code, 0, status.out);
});

test("each side that refuses says why and what to do; the exit code is 1", async (t) => {
  const { folder, probe } = await given(t);
  const word = join(folder.folder, "word");
  writeFileSync(word, "faux-mot", { mode: 0o600 });
  const organism = await startOrganism({ users: [clientUser] });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const { submission, mailbox, ...rest } = clientOf(organism);
  const wrong = { login: clientUser.address, password: { file: word } };
  folder.settle({
    identities: {
      cabinet: {
        ...rest,
        submission: { ...submission, ...wrong },
        mailbox: { ...mailbox, port: 1 },
      },
    },
  });
  const { code, out } = await probe("cabinet");
  assert.equal(code, 1);
  assert.match(out, /Envoi : .*ÉCHEC\n +Le serveur d'envoi refuse l'identifiant/u);
  assert.match(out, /Boîte : .*ÉCHEC\n +La boîte aux lettres ne répond pas\./u);
  assert.ok(!out.includes("faux-mot"));
  assert.equal((await probe("personne")).code, 1);
});

test("an old name finds its identity; in English too", async (t) => {
  const { folder } = await given(t);
  const { code, out } = await command(
    ["--lang", "en", "--config", folder.settings, "probe", "Microsoft Outlook"],
    { env },
  );
  assert.equal(code, 0, out);
  assert.match(out, /Submission: localhost:\d+, logged in/u);
});
