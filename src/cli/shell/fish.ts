/** Completion for fish: one line a word, offered where the verb on the line is the one above it. */
import { everyVerb, type Flag, flagsAt, nameOf, type Verb } from "./tree.ts";

export const fishCompletion = (tree: Verb): string => {
  const verbs = everyVerb(tree);
  return `# fish: facteur completion fish > ~/.config/fish/completions/facteur.fish
function __facteur_verb
  set -l verb facteur
  for word in (commandline -opc)[2..-1]
    switch "$verb $word"
      case ${verbs
        .slice(1)
        .map((verb) => quoted(nameOf(verb)))
        .join(" ")}
        set verb "$verb $word"
    end
  end
  echo $verb
end
${verbs.flatMap((verb) => [...verbLines(verb), ...flagsAt(tree, verb).map((f) => flagLine(verb, f))]).join("\n")}
`;
};

const quoted = (text: string): string =>
  `'${text.replaceAll("\\", String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;

const at = (verb: Verb): string =>
  `complete -c facteur -n ${quoted(`test (__facteur_verb) = "${nameOf(verb)}"`)}`;

const verbLines = (verb: Verb): readonly string[] =>
  verb.verbs.map((one) => `${at(verb)} -f -a ${one.path.at(-1)} -d ${quoted(one.about)}`);

const flagLine = (verb: Verb, flag: Flag): string => {
  const names = flag.names.map((name) =>
    name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
  );
  const value = flag.choices.length > 0 ? ` -x -a ${quoted(flag.choices.join(" "))}` : " -r";
  return `${at(verb)} ${names.join(" ")}${flag.takesValue ? value : ""} -d ${quoted(flag.about)}`;
};
