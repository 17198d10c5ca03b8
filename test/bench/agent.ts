/** The real agent as its own process on a folder of a measure's own, and what the system says of that process. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { bundlePackage, root } from "../../service/build/bundle.ts";
import { startDaemon } from "../../src/demo/daemon-process.ts";
import { rules } from "../support/small-world.ts";

export interface AgentOptions {
  /** A new folder, or one in which an agent has already lived. */
  readonly folder: string;
  readonly smtpPort: number;
  readonly dossiers?: readonly string[];
  readonly parallel?: number;
  /** More keys of the settings file, whole groups. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** What `npm run build` made; these sources, when absent. */
  readonly program?: string;
  /** Settings of the mailbox of the one identity, when it is watched. */
  readonly mailbox?: Readonly<Record<string, unknown>>;
}

export interface BenchAgent extends AsyncDisposable {
  readonly settings: string;
  readonly pid: number;
  readonly dossier: (name: string) => string;
  readonly said: () => string;
  stop(): Promise<void>;
}

export const benchDossier = "cirso";

export const writeSettings = (options: AgentOptions): string => {
  const { folder, smtpPort, dossiers = [benchDossier], mailbox } = options;
  for (const name of dossiers) {
    mkdirSync(join(folder, "spool", name), { recursive: true });
    writeFileSync(join(folder, "spool", name, "mapibox.cfg"), rules());
  }
  const settings = join(folder, "facteur.json");
  const submission = { host: "127.0.0.1", port: smtpPort, security: "none" };
  const base = {
    data: "data",
    spool: "spool",
    identities: {
      cabinet: {
        address: "paie@client.test",
        loginMayDiffer: true,
        displayName: "Paie",
        legacyNames: ["Microsoft Outlook"],
        submission,
        ...(mailbox ? { mailbox } : {}),
      },
    },
    dossiers: Object.fromEntries(
      dossiers.map((name) => [name, { mode: "reel", quietSeconds: 0.2 }]),
    ),
    sending: { parallel: options.parallel ?? 4, perMinute: 100_000, perDay: 1_000_000 },
  };
  writeFileSync(settings, JSON.stringify({ ...base, ...options.more }));
  return settings;
};

/** As `npm run build package` makes it: Node has no types to strip. */
export const publishedProgram = async (): Promise<string> => {
  await bundlePackage();
  return join(root, "dist", "facteur.mjs");
};

/** `npm run` gives a clone a cache of compiled sources; what is published starts without. */
export const withoutCache = async <T>(work: () => Promise<T>): Promise<T> => {
  const cache = process.env["NODE_COMPILE_CACHE"];
  delete process.env["NODE_COMPILE_CACHE"];
  try {
    return await work();
  } finally {
    if (cache !== undefined) process.env["NODE_COMPILE_CACHE"] = cache;
  }
};

/** Resolves when the agent says that it has started. */
export const startBenchAgent = async (options: AgentOptions): Promise<BenchAgent> => {
  const settings = writeSettings(options);
  const { program } = options;
  const daemon = startDaemon(settings, program ? [process.execPath, program] : undefined);
  while (!daemon.said().includes("started")) {
    if (!daemon.alive()) throw new Error(`the agent did not start:\n${daemon.said()}`);
    await delay(5);
  }
  return {
    settings,
    pid: daemon.pid,
    said: daemon.said,
    dossier: (name) => join(options.folder, "spool", name),
    stop: async () => void (await daemon.stop()),
    [Symbol.asyncDispose]: () => daemon[Symbol.asyncDispose](),
  };
};

/** Puts files into a dossier all at once: written beside it, then renamed in. */
export const dropAll = (
  folder: string,
  dossier: string,
  files: ReadonlyMap<string, Uint8Array>,
): (() => void) => {
  const beside = join(folder, "beside");
  mkdirSync(beside, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(beside, name), bytes);
  return () => {
    for (const name of files.keys()) renameSync(join(beside, name), join(dossier, name));
  };
};

/** Resident memory, MiB. */
export const residentMiB = (pid: number): number => {
  const [, pages = "0"] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
  return (Number(pages) * 4096) / 2 ** 20;
};

/** Processor time used so far by all its threads, in milliseconds. */
export const processorMs = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // utime and stime, in ticks of 1/100 s on every Linux that Node runs on (proc_pid_stat(5)).
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
