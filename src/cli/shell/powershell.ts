/** Completion for PowerShell 5 and later, with what each word means as its tool tip. */
import { everyVerb, type Flag, flagsAt, nameOf, type Verb } from "./tree.ts";

export const powershellCompletion = (tree: Verb): string => {
  const verbs = everyVerb(tree);
  return `# PowerShell: facteur completion powershell | Out-File -Append -Encoding utf8 $PROFILE
Register-ArgumentCompleter -Native -CommandName @('facteur', 'facteur.exe') -ScriptBlock {
  param($current, $line, $cursor)
  $verbs = @{
${verbs.map(verbRow).join("\n")}
  }
  $flags = @{
${verbs.map((verb) => `    ${quoted(nameOf(verb))} = @(${flagsAt(tree, verb).flatMap(pairs).join(", ")})`).join("\n")}
  }
  $values = @{
${verbs.flatMap((verb) => valueRows(tree, verb)).join("\n")}
  }
  $verb = 'facteur'
  $previous = ''
  foreach ($element in $line.CommandElements | Select-Object -Skip 1) {
    if ($element.Extent.EndOffset -ge $cursor) { break }
    $previous = $element.Extent.Text
    if ($verbs.ContainsKey("$verb $previous")) { $verb = "$verb $previous" }
  }
  if ($values.ContainsKey("$verb $previous")) { $offered = @($values["$verb $previous"] | ForEach-Object { , @($_, $_) }) }
  elseif ($current.StartsWith('-')) { $offered = $flags[$verb] }
  else { $offered = $verbs[$verb] }
  $offered | Where-Object { $_ -and $_[0].StartsWith($current) } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])
  }
}
`;
};

/** Its reader takes typographic apostrophes for quotes (about_Quoting_Rules). */
const quoted = (text: string): string => `'${text.replaceAll(/['‘’‚‛]/gu, "$&$&")}'`;

const pair = (word: string, about: string): string => `@(${quoted(word)}, ${quoted(about)})`;

const pairs = (flag: Flag): readonly string[] => flag.names.map((name) => pair(name, flag.about));

/** A list of one pair would be taken apart by PowerShell: the comma keeps it. */
const verbRow = (verb: Verb): string =>
  `    ${quoted(nameOf(verb))} = @(${verb.verbs.map((one) => `, ${pair(one.path.at(-1) ?? "", one.about)}`).join("; ")})`;

const valueRows = (tree: Verb, verb: Verb): readonly string[] =>
  flagsAt(tree, verb)
    .filter((flag) => flag.choices.length > 0)
    .flatMap((flag) =>
      flag.names.map(
        (name) =>
          `    ${quoted(`${nameOf(verb)} ${name}`)} = @(${flag.choices.map(quoted).join(", ")})`,
      ),
    );
