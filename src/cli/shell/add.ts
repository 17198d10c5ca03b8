/** What a shell and a reader of manuals need, made from the commands themselves. */
import { Argument, type Command } from "commander";
import type { Adding } from "../adding.ts";
import { completion, manual } from "../commands.ts";
import { type Shell, shells } from "./shells.ts";
import { shellWords } from "./words.ts";

/** Last of all: the program's other commands stand already. */
export const addShell = (program: Command, { command, context, done }: Adding): void => {
  const words = shellWords[context.language];
  command("completion", words.completion)
    .addArgument(new Argument("<shell>").choices(shells))
    .action(async (shell: Shell) => done(await completion(context, program, shell)));
  command("man", words.man).action(async () => done(await manual(context, program)));
};
