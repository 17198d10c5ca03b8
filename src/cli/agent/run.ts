/** `facteur run`: the daemon, until it is told to stop. */
import { systemdSupervisor, writesToJournal } from "../../adapters/system/systemd.ts";
import { composeAgent } from "../../compose/agent.ts";
import type { Exit } from "../../foundation/refusal.ts";
import { keepHeapSmall } from "../../foundation/small-heap.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { agentWords } from "./words.ts";

export const run = async (context: Context, options: Global): Promise<Exit> => {
  const { io, language } = context;
  const words = agentWords[language];
  const settings = settingsOf(context, options);
  const letHeapGo = keepHeapSmall();
  const stop = new AbortController();
  const asked = (): void => {
    io.err(`${words.stopping}\n`);
    stop.abort();
  };
  // A second signal finds no listener and ends the process: it is as safe as a power cut.
  process.once("SIGTERM", asked).once("SIGINT", asked);
  try {
    await using agent = await composeAgent(settings, context.version, {
      env: io.env,
      journal: writesToJournal(io.env),
      supervisor: (log) => systemdSupervisor(io.env, log),
      signal: stop.signal,
    });
    io.err(`${words.started(process.pid, settings.dossiers.length)}\n`);
    await agent.run(stop.signal);
    return 0;
  } catch (cause) {
    // Stopped while the journal of an earlier version was brought up to date: it stays as it was.
    if (stop.signal.aborted && cause === stop.signal.reason) return 0;
    throw cause;
  } finally {
    letHeapGo();
    process.off("SIGTERM", asked).off("SIGINT", asked);
  }
};
