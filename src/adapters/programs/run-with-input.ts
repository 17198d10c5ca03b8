/** Runs a configured program without a shell, gives it bytes on its input, and waits for its exit code. */
import { spawn } from "node:child_process";
import { asError, codeOf } from "../../foundation/errors.ts";

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
  child.once("error", (cause) => failed(notStarted(program, cause)));
  const exited = (code: number | null, signal: NodeJS.Signals | null): void =>
    code === 0 ? resolve({ is: "done" }) : failed(endOf(program, code ?? signal ?? "?", said));
  // What it said last may come after its end; what it left running may hold its output for ever.
  child.once("exit", (code, signal) => {
    const late = setTimeout(exited, lastWordsMs, code, signal);
    child.once("close", () => {
      clearTimeout(late);
      exited(code, signal);
    });
  });
  const end = (why: string) => (): void => {
    failed(`${program} : ${why}`);
    child.kill("SIGKILL");
  };
  const timer = setTimeout(
    end(`sans réponse après ${Math.round(run.timeoutMs / 1000)} s`),
    run.timeoutMs,
  );
  const stop = end("arrêt de l'agent");
  run.signal.addEventListener("abort", stop, { once: true });
  if (run.signal.aborted) stop();
  child.stdin.end(run.input);
  const ended = await promise;
  clearTimeout(timer);
  run.signal.removeEventListener("abort", stop);
  child.stderr.destroy();
  child.stdin.destroy();
  return ended;
};

const saidMax = 500;
const lastWordsMs = 2000;

const notStarted = (program: string, cause: unknown): string => {
  switch (codeOf(cause)) {
    case "ENOENT":
      return `${program} : programme introuvable ; écrivez son chemin entier dans les réglages`;
    case "EACCES":
    case "EPERM":
      return `${program} : le compte de l'agent n'a pas le droit de l'exécuter (chmod +x ?)`;
    default:
      return `${program} : ${asError(cause).message}`;
  }
};

/** One line, without what a terminal would obey. */
const endOf = (program: string, code: number | string, said: string): string => {
  const words = said.replace(/\p{Cc}+/gu, " ").trim();
  const how = typeof code === "number" ? `code de sortie ${code}` : `tué (${code})`;
  return `${program} : ${how}${words === "" ? "" : `, ${words}`}`;
};
