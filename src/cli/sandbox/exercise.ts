/** `facteur exercise [NAME…]`: faults played in a sandbox, so that people meet the alarms and the procedure before they happen. */
import { join } from "node:path";
import { readJournal } from "../../adapters/journal/sqlite-journal.ts";
import { NoDaemon, ordersPath, sendOrder } from "../../adapters/system/orders.ts";
import { systemClock } from "../../adapters/system/system-clock.ts";
import { composeAgent } from "../../compose/agent.ts";
import { loadSettings } from "../../config/load.ts";
import type { Settings } from "../../config/settings.ts";
import type { DaemonStatus } from "../../daemon/orders/orders.ts";
import { playScenario } from "../../demo/exercise/exercise.ts";
import { type Scenario, scenarios } from "../../demo/exercise/scenarios.ts";
import type { AgentOptions, Lent } from "../../demo/exercise/scene.ts";
import { isSound, type ProbeReport } from "../../domain/probe.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Context } from "../command.ts";
import { untilAsked } from "./interrupted.ts";
import { sandboxWords } from "./words.ts";

const answerMsMax = 10_000;

/** Nothing of the user's own settings is read: the exercise cannot touch a real agent. */
export const exercise = (context: Context, names: readonly string[]): Promise<Exit> =>
  untilAsked((signal) => exercised(context, names, signal));

const exercised = async (
  context: Context,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Exit> => {
  const { io, language } = context;
  const began = performance.now();
  const seconds = (): string => ((performance.now() - began) / 1000).toFixed(1).padStart(5);
  const tell = (line: string): void => io.out(line === "" ? "\n" : `${seconds()} s  ${line}\n`);
  const results = [];
  for (const scenario of chosen(context, names)) {
    results.push(await playScenario(scenario, lentWith(context, tell, signal)));
    if (!signal.aborted) continue;
    io.err(`\n${sandboxWords[language].interrupted}\n`);
    return 1;
  }
  const failed = results.filter((one) => !one.held).map((one) => one.name);
  io.out(`\n${sandboxWords[language].exercised(results.length, failed)}\n`);
  return failed.length === 0 ? 0 : 1;
};

const chosen = (context: Context, names: readonly string[]): readonly Scenario[] => {
  const unknown = names.filter((name) => !scenarios.some((one) => one.name === name));
  if (unknown.length > 0)
    throw new Refusal(2, [
      sandboxWords[context.language].unknownScenario(
        unknown.join(", "),
        scenarios.map((one) => one.name),
      ),
    ]);
  return names.length === 0 ? scenarios : scenarios.filter((one) => names.includes(one.name));
};

const lentWith = (context: Context, tell: Lent["tell"], signal: AbortSignal): Lent => ({
  tell,
  language: context.language,
  signal,
  openJournal: (file) => readJournal(join(file, "..", "data", "journal.db")),
  startAgent: (file, options) => startAgent(settingsIn(context, file), context.version, options),
  problems: async (file) => {
    const status = (await asked(context, file, { order: "status", args: {} })) as
      | DaemonStatus
      | undefined;
    return status?.problems;
  },
  probe: async (file) => {
    const [identity] = settingsIn(context, file).identities;
    const args = { identity: identity?.name, sendSelf: false };
    const report = await asked(context, file, { order: "probe", args });
    return report !== undefined && isSound(report as ProbeReport);
  },
});

/** Undefined while the agent does not listen yet. */
const asked = async (
  context: Context,
  file: string,
  order: { readonly order: string; readonly args: unknown },
): Promise<unknown> => {
  try {
    const path = ordersPath(settingsIn(context, file).data);
    return await sendOrder(path, { ...order, timeoutMs: answerMsMax });
  } catch (cause) {
    if (cause instanceof NoDaemon) return undefined;
    throw cause;
  }
};

const settingsIn = (context: Context, file: string): Settings => {
  const loaded = loadSettings(file, context.io.env);
  if (loaded.is === "ok") return loaded.settings;
  throw new Error(JSON.stringify(loaded.problems));
};

const startAgent = async (
  settings: Settings,
  version: string,
  { aheadMs = 0, reserveMiB = settings.reserveMiB }: AgentOptions,
): Promise<AsyncDisposable> => {
  // What is told here is what people would be told: the technical log would stand between its lines.
  const log = { ...settings.log, level: "error" } as const;
  const agent = await composeAgent({ ...settings, log, reserveMiB }, version, {
    clock: aheadBy(aheadMs),
  });
  const stop = new AbortController();
  const running = agent.run(stop.signal);
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await running;
      await agent[Symbol.asyncDispose]();
    },
  };
};

const aheadBy = (ms: number): Clock => {
  const real = systemClock();
  return { ...real, now: () => real.now() + ms };
};
