/** A real agent on a scratch folder, in this process or its own, and what its journal says. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { readJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { composeAgent, type Surroundings } from "../../src/compose/agent.ts";
import { loadSettings } from "../../src/config/load.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { Deposit } from "../../src/domain/deposit.ts";
import { type SituationIs, situation } from "../../src/domain/rollup.ts";
import { cleanup } from "./cleanup.ts";
import { scratch } from "./scratch.ts";
import { waitUntil } from "./wait-until.ts";

export interface MailSettings {
  readonly address: string;
  readonly submission: Readonly<Record<string, unknown>>;
  readonly mailbox?: Readonly<Record<string, unknown>>;
}

export interface AgentFolder {
  readonly folder: string;
  readonly settings: string;
  /** Path inside the dossier `cirso`. */
  readonly dossier: (name?: string) => string;
  readonly reports: string;
  readonly deposits: () => Promise<readonly Deposit[]>;
  /** Waits until the n-th deposit (1-based) is in one of these situations. */
  readonly until: (n: number, ...states: readonly SituationIs[]) => Promise<Deposit>;
  /** Changes the settings file; the agent must be started again to see it. */
  readonly settle: (more: Readonly<Record<string, unknown>>) => void;
}

export const agentFolder = async (
  t: TestContext,
  mail: MailSettings,
  dossier: Readonly<Record<string, unknown>> = {},
): Promise<AgentFolder> => {
  const folder = await scratch(t);
  mkdirSync(join(folder, "spool", "cirso"), { recursive: true });
  const settings = join(folder, "facteur.json");
  const base = {
    data: "data",
    spool: "spool",
    identities: { cabinet: { displayName: "Paie", legacyNames: ["Microsoft Outlook"], ...mail } },
    dossiers: { cirso: { mode: "reel", quietSeconds: 0.2, ...dossier } },
    sending: { retryMinutes: [0.01] },
    scanSeconds: 0.5,
    reserveMiB: 1,
    log: { level: "debug", file: "facteur.log" },
  };
  const settle = (more: Readonly<Record<string, unknown>>): void =>
    writeFileSync(settings, JSON.stringify({ ...base, ...more }));
  settle({});
  const deposits = async (): Promise<readonly Deposit[]> => {
    await using journal = readJournal(join(folder, "data", "journal.db"));
    return ((await journal?.find({ by: "recent" }, 1000)) ?? []).toReversed();
  };
  return {
    folder,
    settings,
    settle,
    dossier: (name = "") => join(folder, "spool", "cirso", name),
    reports: join(folder, "spool", "rapports"),
    deposits,
    until: (n, ...states) =>
      waitUntil(`deposit ${n} to be ${states.join(" or ")}`, async () => {
        const deposit = (await deposits())[n - 1];
        return deposit && states.includes(situation(deposit).is) ? deposit : undefined;
      }),
  };
};

/** What stands in a dossier's `AR/` for the payroll program; our own notes are hidden. */
export const filedIn = (folder: string): readonly string[] =>
  readdirSync(join(folder, "AR"))
    .filter((name) => !name.startsWith("."))
    .sort();

export interface RunningAgent {
  stop(): Promise<void>;
}

/**
 * Starts the agent in this process; it is stopped when the test ends. `adjust` changes what no settings file
 * can say, such as how long a silent server is waited for.
 */
export const startAgent = async (
  t: TestContext,
  settingsFile: string,
  adjust: (settings: Settings) => Settings = (settings) => settings,
  around: Pick<Surroundings, "supervisor"> = {},
): Promise<RunningAgent> => {
  const loaded = loadSettings(settingsFile, process.env);
  if (loaded.is !== "ok") throw new Error(JSON.stringify(loaded.problems, undefined, 2));
  const agent = await composeAgent(adjust(loaded.settings), "test", {
    env: process.env,
    ...around,
  });
  const ended = new AbortController();
  const running = agent.run(ended.signal);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= (async () => {
      ended.abort();
      await running;
      await agent[Symbol.asyncDispose]();
    })();
    return stopped;
  };
  cleanup(t, stop);
  return { stop };
};

/** Settings of a client of the organism that this test started. */
export const clientOf = (organism: {
  readonly smtpPort: number;
  readonly imapPort: number;
}): MailSettings => {
  const server = { host: "localhost", security: "none" };
  return {
    address: "paie@client.test",
    submission: { ...server, port: organism.smtpPort },
    mailbox: {
      ...server,
      port: organism.imapPort,
      login: "paie@client.test",
      password: { env: "FACTEUR_TEST_PASSWORD" },
      folders: ["INBOX"],
      pollSeconds: 1,
      // Where the samples ask for their acknowledgements.
      aliases: ["paie@employeur.test"],
      authservId: "mx.organisme-demo.test",
    },
  };
};

export const clientUser = { address: "paie@client.test", password: "secret" } as const;
process.env["FACTEUR_TEST_PASSWORD"] = clientUser.password;
