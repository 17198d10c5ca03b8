/** Completion for zsh, with what each word means beside it. */
import { everyVerb, type Flag, flagsAt, nameOf, type Verb } from "./tree.ts";

// `path` is zsh's own name for PATH: the verb must not be called so.
export const zshCompletion = (tree: Verb): string => {
  const verbs = everyVerb(tree);
  return `#compdef facteur
# zsh: facteur completion zsh > "\${fpath[1]}/_facteur"
_facteur() {
  local verb=facteur word
  local -a verbs flags
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$verb $word" in
      (${verbs
        .slice(1)
        .map((verb) => quoted(nameOf(verb)))
        .join("|")}) verb="$verb $word" ;;
    esac
  done
  case "$verb \${words[CURRENT-1]}" in
${verbs.flatMap((verb) => valueCases(tree, verb)).join("\n")}
  esac
  case "$verb" in
${verbs.map((verb) => verbCase(tree, verb)).join("\n")}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    _describe 'option' flags
  elif (( $#verbs )); then
    _describe 'command' verbs
  else
    _files
  fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _facteur "$@"; else compdef _facteur facteur; fi
`;
};

/** In zsh's single quotes, a quote is closed, escaped, and opened again. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** \`_describe\` takes « word:meaning »; a colon in the word would end it. */
const described = (word: string, about: string): string =>
  quoted(`${word.replaceAll(":", String.raw`\:`)}:${about}`);

const valueCases = (tree: Verb, verb: Verb): readonly string[] =>
  flagsAt(tree, verb)
    .filter((flag) => flag.takesValue)
    .map(
      (flag) =>
        `    (${flag.names.map((name) => quoted(`${nameOf(verb)} ${name}`)).join("|")}) ${answer(flag)}; return ;;`,
    );

const answer = (flag: Flag): string =>
  flag.choices.length > 0 ? `compadd -- ${flag.choices.map(quoted).join(" ")}` : "_files";

const verbCase = (tree: Verb, verb: Verb): string => {
  const flags = flagsAt(tree, verb).flatMap((flag) =>
    flag.names.map((name) => described(name, flag.about)),
  );
  const below = verb.verbs.map((one) => described(one.path.at(-1) ?? "", one.about));
  return `    (${quoted(nameOf(verb))}) verbs=(${below.join(" ")}); flags=(${flags.join(" ")}) ;;`;
};
