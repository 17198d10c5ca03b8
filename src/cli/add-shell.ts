/** What a shell and a reader of manuals need, made from the commands themselves. */
import { Argument, type Command } from "commander";
import type { Adding } from "./program.ts";
import { bashCompletion } from "./shell/bash.ts";
import { fishCompletion } from "./shell/fish.ts";
import { manualPage } from "./shell/man.ts";
import { powershellCompletion } from "./shell/powershell.ts";
import { treeOf, type Verb } from "./shell/tree.ts";
import { shellWords } from "./shell/words.ts";
import { zshCompletion } from "./shell/zsh.ts";

const completions: Readonly<Record<string, (tree: Verb) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
};

/** Last of all: the program's other commands stand already. */
export const addShell = (program: Command, { command, context, done }: Adding): void => {
  const words = shellWords[context.language];
  command("completion", words.completion)
    .addArgument(new Argument("<shell>").choices(Object.keys(completions)))
    .action((shell: string) => {
      context.io.out(completions[shell]?.(treeOf(program)) ?? "");
      done(0);
    });
  command("man", words.man).action(() => {
    const tree = treeOf(program);
    context.io.out(
      manualPage({ tree, version: context.version, words, exits: context.words.exits }),
    );
    done(0);
  });
};
