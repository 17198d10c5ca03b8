/** The command line in this process: quick, where no other process is asked. */
import { runCli } from "../../src/cli/program.ts";

export const command = async (
  args: readonly string[],
  about: {
    readonly columns?: number;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  let [out, err] = ["", ""];
  const code = await runCli({
    argv: args,
    env: about.env ?? {},
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    columns: about.columns,
  });
  return { code, out, err };
};
