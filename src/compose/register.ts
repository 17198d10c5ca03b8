/** The register for the command line: read beside a running agent, or opened under the lock when none runs. */
import { dirname } from "node:path";
import { agentKey } from "../adapters/system/agent-file.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import type { Settings } from "../config/settings.ts";
import type { KnownNames } from "../domain/register/check.ts";
import type { ForgetWorld } from "../journey/register/forget.ts";
import type { RegisterReading, RegisterWorld } from "../journey/register.ts";
import type { JournalReader } from "../ports/journal.ts";
import type { Store } from "../ports/store.ts";
import { agentOf, lockOf, openJournal, openReadOnly, storeOf } from "./data.ts";
import { knowledgeOf } from "./knowledge.ts";
import { openForPurge } from "./opened.ts";

export interface RegisterReader extends RegisterReading, AsyncDisposable {
  readonly journal: JournalReader;
  readonly store: Store;
  /** To find a row by what it names; absent when this person may not read the agent's key. */
  readonly key?: Uint8Array;
}

/** Undefined when this agent has never run: its register is empty. */
export const openRegisterReader = (settings: Settings): RegisterReader | undefined => {
  const journal = openReadOnly(settings);
  if (!journal) return undefined;
  const key = agentKey(settings.data);
  return {
    journal,
    store: storeOf(settings),
    ...(key ? { key } : {}),
    [Symbol.asyncDispose]: () => journal[Symbol.asyncDispose](),
  };
};

/** For a change while no daemon runs. A register may be the first thing that an agent is given. */
export const openForRegister = async (
  settings: Settings,
): Promise<RegisterWorld & { readonly store: Store } & AsyncDisposable> => {
  await using opened = new AsyncDisposableStack();
  opened.use(await lockOf(settings.data));
  const agent = await agentOf(settings);
  const journal = opened.use(await openJournal(settings, { key: agent.key }));
  const kept = opened.move();
  return {
    journal,
    store: storeOf(settings),
    agent,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
};

/** To forget an employer while no daemon runs: all that a purge touches, and the key to find it by. */
export const openToForget = async (
  settings: Settings,
  version: string,
): Promise<ForgetWorld & AsyncDisposable> => {
  await using opened = new AsyncDisposableStack();
  const world = opened.use(await openForPurge(settings, version));
  const agent = await agentOf(settings);
  const kept = opened.move();
  const clock = systemClock();
  return { ...world, agent, clock, [Symbol.asyncDispose]: () => kept.disposeAsync() };
};

/** What rows may name outside the register: paths that are described, calendars of the settings. */
export const registerNames = (settings: Settings): KnownNames => ({
  paths: knowledgeOf({ settings, beside: dirname(settings.file) }).paths.map((path) => path.name),
  calendars: [
    ...new Set([settings, ...settings.dossiers].flatMap(({ legal }) => legal.map((c) => c.name))),
  ],
});
