/** The commands as plain data, read from the parser itself: completions and pages made from it cannot name what is not there. */
import type { Command, Option } from "commander";

export interface Flag {
  /** `-h`, `--help`: short first where there is one. */
  readonly names: readonly string[];
  /** As the help writes it: `--limit <n>`. */
  readonly usage: string;
  readonly about: string;
  /** Whether a word follows it. */
  readonly takesValue: boolean;
  /** The only values it takes; empty when any word will do. */
  readonly choices: readonly string[];
  readonly preset: string | undefined;
}

export interface Verb {
  /** From the program on: `["facteur", "config", "check"]`. */
  readonly path: readonly string[];
  readonly about: string;
  /** Its arguments as the help writes them: `<id>`, `[name]`, `<file...>`. */
  readonly takes: readonly string[];
  readonly flags: readonly Flag[];
  readonly verbs: readonly Verb[];
}

export const treeOf = (command: Command, above: readonly string[] = []): Verb => {
  const help = command.createHelp();
  const path = [...above, command.name()];
  return {
    path,
    about: command.description(),
    takes: command.registeredArguments.map((a) => {
      const name = a.variadic ? `${a.name()}...` : a.name();
      return a.required ? `<${name}>` : `[${name}]`;
    }),
    flags: help.visibleOptions(command).map(flagOf),
    verbs: help
      .visibleCommands(command)
      .filter((one) => one.name() !== "help")
      .map((one) => treeOf(one, path)),
  };
};

const flagOf = (option: Option): Flag => ({
  names: [option.short, option.long].filter((name) => name !== undefined),
  usage: option.flags,
  about: option.description,
  takesValue: option.required || option.optional,
  choices: option.argChoices ?? [],
  preset: presetOf(option.defaultValue),
});

const presetOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? `${value}` : undefined;

/** Every verb, the program itself first, in the order of the help. */
export const everyVerb = (tree: Verb): readonly Verb[] => [tree, ...tree.verbs.flatMap(everyVerb)];

/** The words of a shell's `case`: the verb with the word behind it, « facteur config check ». */
export const nameOf = (verb: Verb): string => verb.path.join(" ");

/** What may follow a verb as an option: its own, and those of the program, which hold everywhere. */
export const flagsAt = (tree: Verb, verb: Verb): readonly Flag[] =>
  verb === tree ? verb.flags : [...verb.flags, ...tree.flags.filter((f) => isGlobal(verb, f))];

const isGlobal = (verb: Verb, flag: Flag): boolean =>
  !verb.flags.some((own) => own.names.some((name) => flag.names.includes(name))) &&
  !flag.names.includes("--version");
