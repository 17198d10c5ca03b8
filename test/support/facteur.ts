/** The command line in a process of its own, as a person or a program calls it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export const main = join(import.meta.dirname, "..", "..", "src", "main.ts");

const { FORCE_COLOR: _forced, NO_COLOR: _refused, ...env } = process.env;

/** No language of this machine's, and no colours of this terminal's: the test runner hands its own on. */
export const plainEnv: NodeJS.ProcessEnv = { ...env, LANG: "C", LC_ALL: "", FACTEUR_LANG: "" };

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Asynchronous: the agent it asks may live in this process. */
export const facteur = (...args: readonly string[]): Promise<Said> => facteurTold("", ...args);

/** The same, with something on its standard input. */
export const facteurTold = (input: string, ...args: readonly string[]): Promise<Said> =>
  facteurWith({ input, env: {} }, ...args);

/** The same, where variables say something else. */
export const facteurWith = async (
  about: { readonly input: string; readonly env: NodeJS.ProcessEnv },
  ...args: readonly string[]
): Promise<Said> => {
  const { input, env: more } = about;
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...plainEnv, ...more },
    stdio: ["pipe", "pipe", "pipe"],
  });
  // Who reads nothing closes it.
  child.stdin.on("error", () => undefined).end(input);
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const [code] = (await once(child, "close")) as [number];
  return { code, out, err };
};
