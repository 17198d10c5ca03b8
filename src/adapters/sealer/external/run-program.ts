/**
 * One program, without a shell, with next to no environment, killed with all its children at its deadline. Its standard output and
 * error are read and thrown away, so that it never waits for us.
 */
import { spawn } from "node:child_process";
import { asError } from "../../../foundation/errors.ts";

export type ProgramEnd =
  | { readonly is: "exit"; readonly code: number }
  | { readonly is: "timeout" }
  | { readonly is: "stopped" }
  | { readonly is: "failed"; readonly said: string };

export const runProgram = async (run: {
  readonly program: string;
  readonly args: readonly string[];
  /** Its working, home and temporary folder. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}): Promise<ProgramEnd> => {
  const child = spawn(run.program, run.args, {
    cwd: run.folder,
    env: {
      ...run.environment,
      LANG: "C",
      HOME: run.folder,
      TMPDIR: run.folder,
      TEMP: run.folder,
      TMP: run.folder,
    },
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    // Its own process group, so that what it starts dies with it.
    detached: process.platform !== "win32",
  });
  child.stdout.resume();
  child.stderr.resume();
  const { promise, resolve } = Promise.withResolvers<ProgramEnd>();
  const end = (is: "timeout" | "stopped") => (): void => {
    resolve({ is });
    kill(child.pid);
  };
  const timer = setTimeout(end("timeout"), run.timeoutMs);
  const stop = end("stopped");
  run.signal.addEventListener("abort", stop, { once: true });
  if (run.signal.aborted) stop();
  child.once("error", (cause) => resolve({ is: "failed", said: asError(cause).message }));
  // `exit`, not `close`: a grandchild that holds a pipe open must not hold us.
  child.once("exit", (code, signal) =>
    resolve(
      code === null
        ? { is: "failed", said: `tué par ${signal ?? "un signal"}` }
        : { is: "exit", code },
    ),
  );
  const ended = await promise;
  clearTimeout(timer);
  run.signal.removeEventListener("abort", stop);
  kill(child.pid);
  child.stdout.destroy();
  child.stderr.destroy();
  return ended;
};

const kill = (pid: number | undefined): void => {
  if (pid === undefined) return;
  try {
    if (process.platform === "win32") spawn("taskkill", ["/pid", String(pid), "/t", "/f"]);
    else process.kill(-pid, "SIGKILL");
  } catch {
    // Already gone, with all its children.
  }
};
