/** Runs a configured program without a shell, gives it bytes on its input, and waits for its exit code. */
import { spawn } from "node:child_process";
import { asError } from "../../foundation/errors.ts";

export type ProgramEnd = { readonly is: "done" } | { readonly is: "failed"; readonly said: string };

export const runWithInput = async (run: {
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly input: Uint8Array;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}): Promise<ProgramEnd> => {
  const [program = "", ...args] = run.command;
  const { promise, resolve } = Promise.withResolvers<ProgramEnd>();
  const failed = (said: string): void => resolve({ is: "failed", said });
  const child = spawn(program, args, { stdio: ["pipe", "ignore", "pipe"], windowsHide: true });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = `${said}${text}`.slice(-saidMax);
  });
  // A program that reads nothing closes its input: its exit code tells the rest.
  child.stdin.on("error", () => undefined);
  child.once("error", (cause) => failed(asError(cause).message));
  child.once("exit", (code, signal) =>
    code === 0
      ? resolve({ is: "done" })
      : failed(`${program} : ${code ?? signal ?? "?"} ${said.trim()}`.trim()),
  );
  const end = (why: string) => (): void => {
    failed(`${program} : ${why}`);
    child.kill("SIGKILL");
  };
  const timer = setTimeout(end("sans réponse"), run.timeoutMs);
  const stop = end("arrêt de l'agent");
  run.signal.addEventListener("abort", stop, { once: true });
  if (run.signal.aborted) stop();
  child.stdin.end(run.input);
  const ended = await promise;
  clearTimeout(timer);
  run.signal.removeEventListener("abort", stop);
  return ended;
};

const saidMax = 500;
