/** Both sides of receiving: the agent until every AR is filed and reported, and the bare loop over the same mails. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { benchDossier, startBenchAgent } from "./agent.ts";
import type { Waiting } from "./grown.ts";
import type { BenchMailbox } from "./mailbox.ts";
import { perSecond } from "./measure.ts";
import { now } from "./sink.ts";

const password = "FACTEUR_BENCH_PASSWORD";
const lookEveryMs = 20;
/** Files of AR that get no more for so long mean a failed measure. */
const stillMsMax = 30_000;

export interface Receiving {
  /** A new folder; `data` is copied into it. */
  readonly folder: string;
  readonly data: string;
  readonly mailbox: BenchMailbox;
  readonly ars: readonly Waiting[];
}

/** From the start of an agent that finds them to the last report. */
export const receiptsRate = async (about: Receiving): Promise<number> => {
  const { folder, mailbox, ars } = about;
  cpSync(about.data, join(folder, "data"), { recursive: true });
  process.env[password] = mailbox.password;
  const { port, login } = mailbox;
  const from = now();
  await using agent = await startBenchAgent({
    folder,
    // Nothing is sent.
    smtpPort: 9,
    mailbox: {
      host: "127.0.0.1",
      port,
      security: "none",
      login,
      password: { env: password },
      authservId: "mx.fournisseur.test",
    },
  });
  try {
    await untilFiled(join(agent.dossier(benchDossier), "AR"), ars.length);
  } catch (cause) {
    throw new Error(`the agent said:\n${agent.said()}`, { cause });
  }
  await untilReported(join(folder, "data", "journal.db"));
  return perSecond(ars.length, now() - from);
};

const untilFiled = async (folder: string, count: number): Promise<void> => {
  let [filed, since] = [0, now()];
  while (filed < count) {
    await delay(lookEveryMs);
    const more = namesIn(folder).filter((name) => name.endsWith(".txt")).length;
    if (more > filed) since = now();
    filed = more;
    if (now() - since > stillMsMax) throw new Error(`only ${filed} of ${count} ARs were filed`);
  }
};

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const untilReported = async (file: string): Promise<void> => {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const left = db.prepare(
      "SELECT 1 FROM deposits WHERE reported_seq < last_seq UNION ALL SELECT 1 FROM deposits WHERE work = 1 LIMIT 1",
    );
    while (left.get() !== undefined) await delay(lookEveryMs);
  } finally {
    db.close();
  }
};

export const bareReceiptsRate = async (mailbox: BenchMailbox, count: number): Promise<number> => {
  const { port, login } = mailbox;
  const args = [String(port), login, mailbox.password, String(count)];
  const from = now();
  const child = fork(join(import.meta.dirname, "bare-fetch-child.ts"), args);
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`the bare loop ended with ${code}`);
  return perSecond(count, now() - from);
};
