/** How a command that could not do its work says so: words for people, or JSON when JSON was asked for. */
import { CommanderError } from "commander";
import { faults } from "../domain/faults.ts";
import { asError, diskTrouble } from "../foundation/errors.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import type { Context } from "./command.ts";
import { valueIn } from "./io.ts";
import { usageError } from "./usage.ts";

export const tellFailure = ({ io, words, language }: Context, cause: unknown): Exit => {
  const json = io.argv.includes("--json") || valueIn(io.argv, "--format") === "json";
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
  if (cause instanceof Refusal) return say(cause.exit, cause.in(language));
  const error = asError(cause);
  // A full disk under a command that writes by itself is the machine's trouble, and passes.
  if (diskTrouble(cause) === "disk-full")
    return say(75, `${faults["disk-full"][language].what} (${error.message})`);
  return say(70, words.bug(error.stack ?? error.message));
};
