/** What the command line may ask of a running daemon, over the local socket. */
import type { Daemon } from "./daemon.ts";
import type { Problem } from "./problems.ts";

export interface DaemonStatus {
  readonly pid: number;
  readonly version: string;
  /** The settings file it runs on. */
  readonly settings: string;
  readonly problems: readonly Problem[];
}

export const answerOrders = (about: {
  readonly daemon: Daemon;
  readonly version: string;
  readonly settings: string;
  readonly stop: AbortController;
}): ((order: string) => Promise<unknown>) => {
  const { daemon, version, settings, stop } = about;
  return async (order) => {
    switch (order) {
      case "status":
        return {
          pid: process.pid,
          version,
          settings,
          problems: daemon.problems.list(),
        } satisfies DaemonStatus;
      case "stop":
        stop.abort();
        return true;
      default:
        throw new Error(`unknown order: ${order}`);
    }
  };
};
