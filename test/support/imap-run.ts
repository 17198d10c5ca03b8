/**
 * Runs cases of IMAP faults through one whole agent: for each a dossier, an identity, and a relay before an
 * IMAP server (the organism's own, or Dovecot) that plays its fault once. Three files for each: one whose AR waits in the mailbox
 * when the fault comes, one that waits to be sent, one that comes afterwards.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import type { Settings } from "../../src/config/settings.ts";
import type { Deposit } from "../../src/domain/deposit.ts";
import { type SituationIs, situation } from "../../src/domain/rollup.ts";
import { type Organism, startOrganism } from "../../src/organism/organism.ts";
import { type AgentFolder, agentFolder, filedIn, type RunningAgent, startAgent } from "./agent.ts";
import { cleanup } from "./cleanup.ts";
import { type ImapRelay, imapRelay } from "./fault-imap-relay.ts";
import type { ImapCase } from "./imap-cases.ts";
import { settleMany } from "./many-dossiers.ts";
import { makePki, type Pki } from "./pki.ts";
import { dpae } from "./samples.ts";
import { letters } from "./smtp-run.ts";
import { waitUntil } from "./wait-until.ts";

interface Playing {
  readonly about: ImapCase;
  readonly relay: ImapRelay;
  /** Of the dossier, of the identity, and of the mailbox's owner. */
  readonly name: string;
}

const password = { env: "FACTEUR_TEST_PASSWORD" } as const;
export const addressOf = (name: string): string => `${name}@client.test`;
const moved = "AR-TRAITES";

/** Where the mailboxes are. The organism sends the ARs, whoever keeps them. */
export interface MailHouse {
  readonly imapPort: number;
  readonly login: (name: string) => string;
  /** Raw mails, by folder; a folder that is not there has none. */
  readonly mails: (name: string, folder: string) => Promise<readonly Buffer[]>;
}

export type MakeHouse = (
  t: TestContext,
  organism: Organism,
  names: readonly string[],
) => Promise<MailHouse>;

const atTheOrganism: MakeHouse = (_, organism) =>
  Promise.resolve({
    imapPort: organism.imapPort,
    login: addressOf,
    mails: (name, folder) => {
      const mailbox = organism.mailbox(addressOf(name));
      const there = mailbox.folders().includes(folder) ? mailbox.mails(folder) : [];
      return Promise.resolve(there.map((m) => Buffer.from(m.bytes)));
    },
  });

export const runImapCases = async (
  t: TestContext,
  cases: readonly ImapCase[],
  makeHouse: MakeHouse = atTheOrganism,
): Promise<void> => {
  const folder = await agentFolder(t, { address: "paie@client.test", submission: {} });
  const pki = await makePki(folder.folder);
  const users = cases.map((_, n) => ({ address: addressOf(`c${n + 1}`), password: "secret" }));
  const organism = await startOrganism({ users, delayMs: 1 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const house = await makeHouse(
    t,
    organism,
    cases.map((_, n) => `c${n + 1}`),
  );
  const playing: Playing[] = [];
  for (const [n, about] of cases.entries())
    playing.push({ about, name: `c${n + 1}`, relay: await relayFor(t, { about, house, pki }) });
  const drop = (file: string): void => {
    for (const { name } of playing)
      writeFileSync(folder.dossier(join("..", name, file)), dpae(familyOf(file, name)));
  };
  // The first file is sent, and its AR arrives, before anybody looks into the mailbox.
  settle(folder, playing, { port: organism.smtpPort });
  const sending = await startAgent(t, folder.settings);
  drop("premier.txt");
  await everyFile(folder, playing, 1, "remis");
  await sending.stop();
  await waitUntil("the ARs to be in the mailboxes", async () => {
    const counts = playing.map(async ({ name }) => (await house.mails(name, "INBOX")).length);
    return (await Promise.all(counts)).every((count) => count === 1);
  });
  // The second one waits: nobody listens.
  settle(folder, playing, { port: 9 });
  const waiting = await startAgent(t, folder.settings);
  drop("deuxieme.txt");
  await everyFile(folder, playing, 2, "nouvel-essai");
  await waiting.stop();
  settle(folder, playing, { port: organism.smtpPort, house });
  const start = () => startAgent(t, folder.settings, (s) => withTimeouts(s, playing));
  const agent = await start();
  await everyFile(folder, playing, 2, "enregistre");
  drop("troisieme.txt");
  await everyFile(folder, playing, 3, "enregistre");
  await stopAtRest(agent, playing);
  for (let n = 0; n < 5 && playing.some(waitsForLogout); n += 1)
    await stopAtRest(await start(), playing);
  await judge({ folder, playing, organism, house });
};

const waitsForLogout = ({ about, relay }: Playing): boolean =>
  about.name.includes(" at logout,") && relay.faults() < about.times;

/** A stop in the middle of a look cuts its connection, and says no LOGOUT. */
const stopAtRest = async (agent: RunningAgent, playing: readonly Playing[]): Promise<void> => {
  await waitUntil("no look to be under way", () =>
    playing.filter(waitsForLogout).every(({ relay }) => relay.heard.at(-1)?.startsWith("IDLE")),
  );
  await agent.stop();
};

const familyOf = (file: string, name: string): string =>
  `${file.replace(".txt", "")} ${letters(name)}`.toUpperCase();

const relayFor = async (
  t: TestContext,
  parts: { readonly about: ImapCase; readonly house: MailHouse; readonly pki: Pki },
): Promise<ImapRelay> => {
  const { about, house, pki } = parts;
  const { at, fault, times, hide, security } = about;
  const tls = security === "none" ? {} : { tls: { ...pki.good, implicit: security === "tls" } };
  const relay = await imapRelay({ backend: house.imapPort, at, fault, times, hide, ...tls });
  cleanup(t, () => relay[Symbol.asyncDispose]());
  return relay;
};

const settle = (
  folder: AgentFolder,
  playing: readonly Playing[],
  { port, house }: { readonly port: number; readonly house?: MailHouse },
): void => {
  const identities: Record<string, unknown> = {};
  for (const { name, about, relay } of playing) {
    const ca = about.security === "none" ? {} : { ca: join(dirname(folder.settings), "ca.pem") };
    const mailbox = {
      host: "localhost",
      port: relay.port,
      security: about.security,
      ...ca,
      login: house?.login(name) ?? "",
      password,
      folders: ["INBOX"],
      pollSeconds: 1,
      // Where the sample files ask their ARs to be sent.
      aliases: ["paie@employeur.test"],
      authservId: "mx.organisme-demo.test",
      moveMatchedTo: moved,
    };
    identities[name] = {
      address: addressOf(name),
      // Dovecot's users have names of their own.
      loginMayDiffer: true,
      displayName: "Paie",
      submission: { host: "localhost", port, security: "none" },
      ...(house ? { mailbox } : {}),
    };
  }
  settleMany(folder, identities);
};

const withTimeouts = (settings: Settings, playing: readonly Playing[]): Settings => ({
  ...settings,
  identities: settings.identities.map((identity) => {
    const { mailbox } = identity;
    const impatient = playing.find((p) => p.name === identity.name)?.about.impatient;
    if (!mailbox || impatient !== true) return identity;
    const timeouts = { connectMs: 1500, silenceMs: 1500, turnMs: 4000 };
    const hurried = { ...mailbox, timeouts };
    return { ...identity, mailbox: hurried };
  }),
});

const isFiled = (deposit: Deposit): boolean => deposit.deliveries.some((d) => d.is === "delivered");

const depositsOf = (deposits: readonly Deposit[], name: string): readonly Deposit[] =>
  deposits.filter((d) => d.claimed.dossier === name);

/** Until each dossier has so many files, all of them (or the last one, while it waits) in this situation. */
const everyFile = async (
  folder: AgentFolder,
  playing: readonly Playing[],
  ...[count, is]: readonly [number, SituationIs]
): Promise<void> => {
  const left = async (): Promise<readonly string[]> => {
    const all = await folder.deposits();
    return playing.flatMap(({ name, about }) => {
      const mine = depositsOf(all, name);
      const own = mine.map((d) => situation(d).is);
      const met =
        is === "enregistre"
          ? own.every((one) => one === is) && mine.every(isFiled)
          : own.at(-1) === is;
      return own.length === count && met ? [] : [`${about.name}: ${own.join(", ")}`];
    });
  };
  const what = `${count} files to be ${is}`;
  await waitUntil(what, async () => (await left()).length === 0, 300_000).catch(
    async (cause: unknown) => {
      throw new Error(`${String(cause)}; left: ${(await left()).join("; ")}`);
    },
  );
};

/** I4 and I5: no AR is lost, none is filed twice, whatever the mailbox did. */
const judge = async (about: {
  readonly folder: AgentFolder;
  readonly playing: readonly Playing[];
  readonly organism: Organism;
  readonly house: MailHouse;
}): Promise<void> => {
  const { folder, playing, organism, house } = about;
  const deposits = await folder.deposits();
  for (const { name, about: one, relay } of playing) {
    assert.equal(
      relay.faults(),
      one.times,
      `${one.name} was never played: ${relay.heard.join(" | ")}`,
    );
    const mine = depositsOf(deposits, name);
    const filed = filedIn(folder.dossier(join("..", name)));
    assert.deepEqual(filed, ["deuxieme.txt", "premier.txt", "troisieme.txt"], one.name);
    for (const deposit of mine) {
      const delivered = deposit.deliveries.filter((d) => d.is === "delivered");
      assert.equal(delivered.length, 1, one.name);
      assert.equal(deposit.receipts.length, 1, one.name);
    }
    // Moved, copied or left, and never gone.
    const left = [...(await house.mails(name, "INBOX")), ...(await house.mails(name, moved))];
    for (const deposit of mine) {
      const header = deposit.messages[0]?.frozen.messageIdHeader ?? "";
      assert.ok(
        left.some((raw) => raw.includes(header)),
        `${one.name}: the AR of ${header} is gone`,
      );
    }
    const sent = organism.deliveries().filter((d) => d.messageIdHeader.endsWith(`@client.test>`));
    assert.equal(new Set(sent.map((d) => d.messageIdHeader)).size, sent.length, one.name);
  }
};
