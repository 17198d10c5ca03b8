/**
 * systemd's side of the agent (sd_notify(3)). Node speaks no datagrams on local sockets, so the messages go through
 * `systemd-notify`, a few a minute. Without `--no-block`: it then stays until systemd has read, so that the message is
 * counted as ours (NotifyAccess=all).
 */
import { execFile } from "node:child_process";
import { limits } from "../../domain/limits.ts";
import type { Log } from "../../ports/log.ts";
import type { Supervisor, SupervisorNews } from "../../ports/supervisor.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Undefined when nobody asked to be told. */
export const systemdSupervisor = (env: Env, log: Log): Supervisor | undefined => {
  const socket = env["NOTIFY_SOCKET"];
  if (socket === undefined || socket === "") return undefined;
  const program = { PATH: env["PATH"], NOTIFY_SOCKET: socket };
  return {
    watchdogMs: watchdogMs(env),
    tell: async (news) => {
      const failed = await notify(wordsOf(news), program);
      if (failed !== undefined) log.event("warn", "supervisor-not-told", { said: failed });
    },
  };
};

/** Whether what is written on the error output goes to systemd's journal (systemd.exec(5)). */
export const writesToJournal = (env: Env): boolean => (env["JOURNAL_STREAM"] ?? "") !== "";

/** WATCHDOG_PID names who is watched: a child of ours is not. */
const watchdogMs = (env: Env): number | undefined => {
  const microseconds = Number(env["WATCHDOG_USEC"] ?? Number.NaN);
  const watched = env["WATCHDOG_PID"] ?? String(process.pid);
  return microseconds > 0 && watched === String(process.pid) ? microseconds / 1000 : undefined;
};

const wordsOf = ({ state, alive, status, startsWithinMs }: SupervisorNews): readonly string[] => [
  ...(state === "ready" ? ["READY=1"] : []),
  ...(state === "stopping" ? ["STOPPING=1"] : []),
  ...(status === undefined ? [] : [`STATUS=${status.replaceAll(/\s+/gu, " ")}`]),
  ...(alive ? ["WATCHDOG=1"] : []),
  ...(startsWithinMs === undefined ? [] : [`EXTEND_TIMEOUT_USEC=${startsWithinMs * 1000}`]),
];

/** What went wrong; undefined when it was told. */
const notify = (words: readonly string[], env: NodeJS.ProcessEnv): Promise<string | undefined> =>
  new Promise((resolve) => {
    execFile("systemd-notify", words, { env, timeout: limits.supervisorMsMax }, (cause) =>
      resolve(cause?.message),
    );
  });
