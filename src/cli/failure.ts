/** How a command that could not do its work says so: words for people, or JSON when JSON was asked for. */
import { CommanderError } from "commander";
import { asError } from "../foundation/errors.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import type { Context } from "./command.ts";
import { usageError } from "./usage.ts";

export const tellFailure = ({ io, words, language }: Context, cause: unknown): Exit => {
  const json = io.argv.includes("--json") || io.argv.includes("--format=json");
  const say = (exit: Exit, text: string): Exit => {
    // A program reads one stream: the answer's place holds the error too.
    if (json) io.out(`${JSON.stringify({ error: { exit, said: text.split("\n") } })}\n`);
    else io.err(`${text}\n`);
    return exit;
  };
  if (cause instanceof CommanderError) {
    if (cause.exitCode === 0) return 0;
    // The help of a command that lacks its sub-command was the answer.
    return cause.code === "commander.help" ? 2 : say(2, usageError(cause, language));
  }
  if (cause instanceof Refusal) return say(cause.exit, cause.message);
  const error = asError(cause);
  return say(70, words.bug(error.stack ?? error.message));
};
