/** What a person's command opens while no daemon runs: always under the lock, and no more than it touches. */
import { winstonLog } from "../adapters/log/winston-log.ts";
import { reporter } from "../adapters/reports/reporter.ts";
import { toldFrom } from "../adapters/reports/told.ts";
import { groupOf } from "../adapters/system/group.ts";
import type { Settings } from "../config/settings.ts";
import type { OrderWorld } from "../journey/order.ts";
import type { PurgeWorld } from "../journey/purge.ts";
import type { Reporter } from "../ports/reporter.ts";
import { agentOf, lockOf, openJournal, openStore } from "./data.ts";
import { dossiersOf, spoolOf } from "./dossiers.ts";
import { reportWriters } from "./report-folders.ts";

const reporterOf = (settings: Settings, version: string): Reporter =>
  reporter({
    writerOf: reportWriters(settings, groupOf(settings.group).group),
    told: toldFrom(settings, version),
  });

/** For a person's order while no daemon runs: the lock, and the journal to write it in. */
export const openForOrders = async (settings: Settings): Promise<OrderWorld & AsyncDisposable> => {
  await using opened = new AsyncDisposableStack();
  opened.use(await lockOf(settings.data));
  const journal = opened.use(await openJournal(settings));
  const kept = opened.move();
  const dossiers = new Map(settings.dossiers.map((d) => [d.name, d]));
  return { journal, dossiers, [Symbol.asyncDispose]: () => kept.disposeAsync() };
};

/** For `facteur purge` while no daemon runs: the lock, and all that a purge touches. */
export const openForPurge = async (
  settings: Settings,
  version: string,
): Promise<PurgeWorld & AsyncDisposable> => {
  await using opened = new AsyncDisposableStack();
  opened.use(await lockOf(settings.data));
  const store = openStore(settings);
  const journal = opened.use(await openJournal(settings));
  const kept = opened.move();
  return {
    journal,
    store,
    dossiers: dossiersOf(settings),
    reports: reporterOf(settings, version),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
};

/** For `facteur dossier take` while no daemon runs: the lock, the journal to write it in, who we are, and the dossier's folder. */
export const openDossier = async (settings: Settings, name: string) => {
  const found = settings.dossiers.find((d) => d.name === name);
  if (!found) throw new Error(`no dossier ${name}`);
  await using opened = new AsyncDisposableStack();
  opened.use(await lockOf(settings.data));
  const log = opened.use(winstonLog(settings.log));
  const agent = await agentOf(settings);
  const journal = opened.use(await openJournal(settings));
  const kept = opened.move();
  return {
    agent,
    journal,
    log,
    dossier: { name, spool: spoolOf(settings, found) },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
};
