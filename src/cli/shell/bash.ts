/** Completion for bash: one function that finds the verb on the line, then offers its verbs, options or values. */
import { everyVerb, flagsAt, nameOf, type Verb } from "./tree.ts";

export const bashCompletion = (tree: Verb): string => {
  const verbs = everyVerb(tree);
  return `# bash: facteur completion bash > /etc/bash_completion.d/facteur
_facteur() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} verb=facteur verbs='' flags='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$verb \${COMP_WORDS[i]}" in
      ${verbs.slice(1).map(quotedName).join(" | ")}) verb="$verb \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$verb $previous" in
${verbs.flatMap((verb) => valueCases(tree, verb)).join("\n")}
  esac
  case "$verb" in
${verbs.map((verb) => verbCase(tree, verb)).join("\n")}
  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$current"))
  elif [[ -n $verbs ]]; then
    COMPREPLY=($(compgen -W "$verbs" -- "$current"))
  fi
}
complete -o default -F _facteur facteur
`;
};

const quotedName = (verb: Verb): string => `'${nameOf(verb)}'`;

/** After an option that takes a value: its values, or the shell's own file names. */
const valueCases = (tree: Verb, verb: Verb): readonly string[] =>
  flagsAt(tree, verb)
    .filter((flag) => flag.takesValue)
    .map((flag) => {
      const names = flag.names.map((name) => `'${nameOf(verb)} ${name}'`).join(" | ");
      const answer =
        flag.choices.length > 0
          ? `COMPREPLY=($(compgen -W '${flag.choices.join(" ")}' -- "$current")); `
          : "";
      return `    ${names}) ${answer}return ;;`;
    });

const verbCase = (tree: Verb, verb: Verb): string => {
  const flags = flagsAt(tree, verb).flatMap((flag) => flag.names);
  const below = verb.verbs.map((one) => one.path.at(-1));
  return `    ${quotedName(verb)}) verbs='${below.join(" ")}'; flags='${flags.join(" ")}' ;;`;
};
