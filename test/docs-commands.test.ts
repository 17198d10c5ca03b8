/** Every command that a document names is a command that there is: its verb, its options and their values. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Verb } from "../src/cli/shell/tree.ts";
import { commandTree } from "./support/command.ts";
import { type DocumentedCommand, documentedCommands } from "./support/documents.ts";

const tree = commandTree();

/** What is wrong with it; undefined when a parser would take it. */
const troubleOf = ({ words }: DocumentedCommand): string | undefined => {
  const rest = [...words];
  let verb = tree;
  const flags = new Map(
    tree.flags.flatMap((flag) => flag.names.map((name) => [name, flag] as const)),
  );
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const below: Verb | undefined = verb.verbs.find((one) => one.path.at(-1) === word);
    if (below) {
      verb = below;
      for (const flag of verb.flags) for (const name of flag.names) flags.set(name, flag);
      continue;
    }
    if (!word.startsWith("-") || word === "-") {
      if (verb === tree || (verb.verbs.length > 0 && verb.takes.length === 0))
        return `no command ${verb.path.join(" ")} ${word}`;
      continue;
    }
    const [name = "", given] = word.split("=", 2);
    const flag = flags.get(name);
    if (!flag) return `no option ${name} of ${verb.path.join(" ")}`;
    const value = flag.takesValue ? (given ?? rest.shift()) : undefined;
    if (flag.choices.length > 0 && value !== undefined && !isChoice(value, flag.choices))
      return `${name} ${value} is none of ${flag.choices.join(", ")}`;
  }
  return undefined;
};

/** Documents write alternatives as `a|b`, and placeholders in capitals. */
const isChoice = (value: string, choices: readonly string[]): boolean =>
  /^[A-Z<[]/u.test(value) || value.split("|").every((one) => choices.includes(one));

test("every command in the documents is one that the parser takes", () => {
  const commands = documentedCommands();
  assert.ok(commands.length > 150, `${commands.length} found`);
  const wrong = commands.flatMap((command) => {
    const trouble = troubleOf(command);
    return trouble === undefined
      ? []
      : [`${command.file}:${command.line}: ${command.text} (${trouble})`];
  });
  assert.deepEqual(wrong, []);
});
