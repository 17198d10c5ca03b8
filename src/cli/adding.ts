/** What each group of commands is given to declare itself, and the options that several of them share. */
import { type Command, Option } from "commander";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import type { Context, Global } from "./command.ts";
import { documentFormats } from "./document-formats.ts";

export interface Adding {
  readonly command: (name: string, about: string) => Command;
  readonly context: Context;
  readonly done: (exit: Exit) => void;
  readonly globals: () => Global;
}

/** What a person decides: who and why stay in the journal. */
export const signed = (command: Command, { words }: Context): Command =>
  command
    .option("--reason <text>", words.orderOptions.reason)
    .option("--by <name>", words.orderOptions.by)
    .option("--json", words.options.json);

/** In what form a paper is given. */
export const formatOption = ({ words }: Context): Option =>
  new Option("--format <format>", words.document.format).choices(documentFormats).default("text");

/** How many lines a list has. */
export const lineCount = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= 10_000) return value;
  throw new Refusal(2, [`--limit ${text} : 1…10000`]);
};
