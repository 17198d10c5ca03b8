/** The command line in this process: quick, where no other process is asked. */
import { contextOf } from "../../src/cli/context.ts";
import { programOf, runCli } from "../../src/cli/program.ts";
import { treeOf, type Verb } from "../../src/cli/shell/tree.ts";

export const command = async (
  args: readonly string[],
  about: {
    readonly columns?: number;
    readonly attended?: boolean;
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
    attended: about.attended ?? false,
  });
  return { code, out, err };
};

/** Every command and option, as the parser knows them. */
export const commandTree = (language: "fr" | "en" = "fr"): Verb => {
  const silent = { out: () => undefined, err: () => undefined, attended: false };
  const io = { argv: [], env: {}, columns: undefined, ...silent };
  return treeOf(programOf(contextOf(io, language, "test"), () => undefined));
};
