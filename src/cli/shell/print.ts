/** `facteur completion SHELL` and `facteur man`: made from the commands when they are asked for. */
import type { Command } from "commander";
import type { Exit } from "../../foundation/refusal.ts";
import type { Context } from "../command.ts";
import { bashCompletion } from "./bash.ts";
import { fishCompletion } from "./fish.ts";
import { manualPage } from "./man.ts";
import { powershellCompletion } from "./powershell.ts";
import type { Shell } from "./shells.ts";
import { treeOf, type Verb } from "./tree.ts";
import { shellWords } from "./words.ts";
import { zshCompletion } from "./zsh.ts";

const completions: Readonly<Record<Shell, (tree: Verb) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
};

export const completion = ({ io }: Context, program: Command, shell: Shell): Exit => {
  io.out(completions[shell](treeOf(program)));
  return 0;
};

export const manual = ({ io, language, version, words }: Context, program: Command): Exit => {
  const tree = treeOf(program);
  io.out(manualPage({ tree, version, words: shellWords[language], exits: words.exits }));
  return 0;
};
