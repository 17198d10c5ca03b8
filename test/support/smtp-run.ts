/**
 * Runs cases of SMTP faults through one whole agent: a dossier, an identity and a fault server for each. The
 * server plays its fault once and is well from then on; what it received is the judge.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import type { Settings } from "../../src/config/settings.ts";
import type { Deposit } from "../../src/domain/deposit.ts";
import { situation } from "../../src/domain/rollup.ts";
import { returnedMessageId } from "../../src/formats/receipts/delivery-status/delivery-status.ts";
import { type AgentFolder, agentFolder, startAgent } from "./agent.ts";
import { cleanup } from "./cleanup.ts";
import { type FaultSmtp, faultSmtp } from "./fault-smtp.ts";
import { settleMany } from "./many-dossiers.ts";
import { makePki, type Pki } from "./pki.ts";
import { dpae } from "./samples.ts";
import type { Ending, SmtpCase } from "./smtp-cases.ts";
import { waitUntil } from "./wait-until.ts";

interface Playing {
  readonly about: SmtpCase;
  readonly server: FaultSmtp;
  /** Of the dossier and of the identity. */
  readonly name: string;
}

const password = { env: "FACTEUR_TEST_PASSWORD" } as const;

export const runSmtpCases = async (t: TestContext, cases: readonly SmtpCase[]): Promise<void> => {
  const folder = await agentFolder(t, { address: "paie@client.test", submission: {} });
  const pki = await makePki(folder.folder);
  const playing: Playing[] = [];
  for (const [n, about] of cases.entries())
    playing.push({ about, name: `c${n + 1}`, server: await serverFor(t, about, pki) });
  settle(folder, playing);
  const agent = await startAgent(t, folder.settings, (settings) => withWaits(settings, playing));
  const drop = (file: string, families: (name: string) => string): void => {
    for (const { name } of playing)
      writeFileSync(folder.dossier(join("..", name, file)), dpae(families(name).toUpperCase()));
  };
  drop("dpae.txt", (name) => `PREMIER ${letters(name)}`);
  await ended(folder, playing, 1);
  // What had a fault must not keep what comes after it.
  drop("suite.txt", (name) => `SECOND ${letters(name)}`);
  await ended(folder, playing, 2);
  // A server that reads nothing does not see the end of its connection either.
  const seeing = playing.filter((p) => p.about.step !== "body");
  const open = (): string =>
    seeing.flatMap((p) => (p.server.open() > 0 ? [p.about.name] : [])).join(", ");
  await waitUntil("connections to be closed", () => open() === "").catch((cause: unknown) => {
    throw new Error(`${String(cause)}; open: ${open()}`);
  });
  await agent.stop();
  const deposits = await folder.deposits();
  for (const one of playing) judge(one, depositsOf(deposits, one.name));
};

/** A family name has no digits. */
export const letters = (name: string): string =>
  name.slice(1).replaceAll(/\d/gu, (digit) => "ABCDEFGHIJ"[Number(digit)] ?? "");

const serverFor = async (t: TestContext, about: SmtpCase, pki: Pki): Promise<FaultSmtp> => {
  const { step, fault, security } = about;
  const server = await faultSmtp({
    at: step,
    fault,
    conversations: 1,
    password: "secret",
    ...(security === "none" ? {} : { tls: { ...pki.good, implicit: security === "tls" } }),
  });
  cleanup(t, () => server[Symbol.asyncDispose]());
  return server;
};

const settle = (folder: AgentFolder, playing: readonly Playing[]): void => {
  const identities: Record<string, unknown> = {};
  for (const { name, about, server } of playing) {
    const { security } = about;
    const ca = security === "none" ? {} : { ca: join(dirname(folder.settings), "ca.pem") };
    const where = { host: "localhost", port: server.port, security, ...ca };
    const submission = { ...where, login: "paie", password };
    identities[name] = { address: `${name}@client.test`, displayName: "Paie", submission };
  }
  settleMany(folder, identities);
};

const withWaits = (settings: Settings, playing: readonly Playing[]): Settings => ({
  ...settings,
  identities: settings.identities.map((identity) => {
    const waits = playing.find((p) => p.name === identity.name)?.about.waits;
    const submission = { ...identity.submission, waits };
    return { ...identity, submission };
  }),
});

const depositsOf = (deposits: readonly Deposit[], name: string): readonly Deposit[] =>
  deposits.filter((d) => d.claimed.dossier === name);

const endingOf = (deposit: Deposit): string => {
  const last = deposit.messages[0]?.attempts.at(-1)?.ended?.outcome;
  const { is } = situation(deposit);
  return last?.is === "later" && last.because.code === "smtp-login" ? "suspended" : is;
};

/** Until the n-th file of each dossier came to its end. */
const ended = async (folder: AgentFolder, playing: readonly Playing[], n: 1 | 2): Promise<void> => {
  const over = (one: Playing, all: readonly Deposit[]): boolean => {
    const [first, second] = depositsOf(all, one.name);
    if (!first || (n === 2 && !second)) return false;
    if (n === 1) return finals.has(endingOf(first));
    // With its login refused, nothing of this identity is tried.
    return (
      second !== undefined && (endingOf(first) === "suspended" || finals.has(endingOf(second)))
    );
  };
  const left = async (): Promise<readonly string[]> => {
    const all = await folder.deposits();
    return playing
      .filter((one) => !over(one, all))
      .map((one) => `${one.about.name}: ${depositsOf(all, one.name).map(endingOf).join(", ")}`);
  };
  await waitUntil(`the ${n}. files to end`, async () => (await left()).length === 0, 300_000).catch(
    async (cause: unknown) => {
      throw new Error(`${String(cause)}; left: ${(await left()).join("; ")}`);
    },
  );
};

const finals: ReadonlySet<string> = new Set<Ending>([
  "remis",
  "incertain",
  "refuse-par-le-serveur",
  "suspended",
]);

/** I2 and I3, by what the server saw. */
const judge = ({ about, server }: Playing, deposits: readonly Deposit[]): void => {
  const [first, second] = deposits;
  assert.ok(first && second && deposits.length === 2, `${about.name}: ${deposits.length} deposits`);
  const told = `${about.name}: ${JSON.stringify(first.messages[0]?.attempts)}`;
  assert.ok(server.conversations() > 0, told);
  assert.ok((about.endings as readonly string[]).includes(endingOf(first)), told);
  const suspended = endingOf(first) === "suspended";
  assert.equal(endingOf(second), suspended ? "a-envoyer" : "remis", about.name);
  for (const deposit of deposits) judgeMessage(deposit, { server, told });
  // Not hammered: the one conversation that met the fault.
  if (suspended) assert.equal(server.conversations(), 1, told);
};

const judgeMessage = (
  deposit: Deposit,
  { server, told }: { readonly server: FaultSmtp; readonly told: string },
): void => {
  const message = deposit.messages[0];
  assert.ok(message && deposit.messages.length === 1, told);
  const { messageIdHeader } = message.frozen;
  const mine = server.delivered().filter((d) => returnedMessageId(d.bytes) === messageIdHeader);
  const kept = mine.filter((d) => d.answer !== "no");
  assert.ok(kept.length <= 1, `twice at the server: ${told}`);
  const dotted = message.attempts.filter((a) => a.phase === "dot");
  assert.ok(mine.length <= dotted.length, `a dot that the journal does not know: ${told}`);
  if (message.stage.is === "accepted") assert.equal(kept[0]?.answer, "yes", told);
  else assert.ok(!kept.some((d) => d.answer === "yes"), `a yes unheard: ${told}`);
  // Whenever the server may keep a mail without our knowing, and only from the dot on, it is uncertain.
  if (kept.some((d) => d.answer === "none")) assert.equal(message.stage.is, "uncertain", told);
  if (message.stage.is === "uncertain") assert.equal(message.attempts.at(-1)?.phase, "dot", told);
};
