/**
 * The reading side: what the command line looks at beside a running agent, or when none runs. Apart from `agent.ts`,
 * because a command that only reads must not load what sends and receives.
 */
import { type Told, toldFrom } from "../adapters/reports/told.ts";
import { agentKey } from "../adapters/system/agent-file.ts";
import { lockHolder } from "../adapters/system/lock.ts";
import { ordersPath } from "../adapters/system/orders.ts";
import type { DossierSettings, Settings } from "../config/settings.ts";
import type { Past } from "../journey/check/history.ts";
import type { DerivedTables } from "../ports/derived.ts";
import type { JournalReader } from "../ports/journal.ts";
import type { JournalDamage } from "../ports/journal-damage.ts";
import type { Reporter, ShownReports } from "../ports/reporter.ts";
import type { Store } from "../ports/store.ts";
import { openReadOnly, storeOf } from "./data.ts";

/** What the command line reads while the daemon runs, or when none does. */
export interface Reader extends AsyncDisposable {
  readonly journal: JournalReader & DerivedTables;
  readonly store: Store;
  /** What writes and shows reports, loaded when it is asked for. */
  readonly reporter: () => Promise<Reporter & ShownReports>;
  /** What reports say of the firm. */
  readonly told: Told;
  readonly dossiers: ReadonlyMap<string, DossierSettings>;
  readonly ordersPath: string;
  /** The process that holds the data folder: an agent, or a command in its place. */
  readonly holder: () => Promise<number | undefined>;
}

/** Undefined when this agent has never run. With `passOver`, lists go on without what cannot be read. */
export const openReader = (
  settings: Settings,
  version: string,
  passOver?: (damage: JournalDamage) => void,
): Reader | undefined => {
  const journal = openReadOnly(settings, passOver);
  if (!journal) return undefined;
  return {
    journal,
    store: storeOf(settings),
    reporter: async () =>
      (await import("./readers-reporter.ts")).readersReporter(settings, version),
    told: toldFrom(settings, version),
    dossiers: new Map(settings.dossiers.map((d) => [d.name, d])),
    ordersPath: ordersPath(settings.data),
    holder: async () => (await lockHolder(settings.data))?.pid,
    [Symbol.asyncDispose]: () => journal[Symbol.asyncDispose](),
  };
};

/** What left before, read beside a running agent; undefined when this agent has never run. */
export const openPast = (settings: Settings): (Past & AsyncDisposable) | undefined => {
  // Without the key the journal tells nothing; a clerk who may read neither still checks a file.
  const key = agentKey(settings.data);
  const journal = key && openReadOnly(settings);
  if (!journal || !key) return undefined;
  return {
    journal,
    store: storeOf(settings),
    key,
    [Symbol.asyncDispose]: () => journal[Symbol.asyncDispose](),
  };
};
