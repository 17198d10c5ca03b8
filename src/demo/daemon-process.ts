/** The real daemon as its own process: `facteur run`, started, killed and started again at will. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { ownCommand } from "../foundation/product.ts";

export interface DaemonProcess extends AsyncDisposable {
  readonly pid: number;
  /** What it said on its error output so far. */
  readonly said: () => string;
  /** Asks it to stop, and waits. Resolves with its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: the plug is pulled. */
  kill(): Promise<void>;
  readonly alive: () => boolean;
}

export const startDaemon = (settings: string, command = ownCommand()): DaemonProcess => {
  const [program, ...first] = command;
  const child: ChildProcess = spawn(program, [...first, "run", "--config", settings], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-20_000);
  });
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (alive()) child.kill(signal);
    await ended;
  };
  return {
    pid: child.pid ?? 0,
    said: () => said,
    alive,
    stop: async () => {
      await end("SIGTERM");
      return child.exitCode;
    },
    kill: () => end("SIGKILL"),
    [Symbol.asyncDispose]: () => end("SIGKILL"),
  };
};
