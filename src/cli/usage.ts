/**
 * What commander says, in the language of the rest: its errors come by code and English sentence, from which the
 * words that the person typed are taken; its help by titles.
 */
import type { Command, CommanderError, Help, Option } from "commander";
import type { Language } from "./io.ts";

/** In commander's own message, everything the person typed or may type stands in quotes. */
const quoted = (message: string): readonly string[] =>
  [...message.matchAll(/'([^']*)'/gu)].map((found) => found[1] ?? "");

/** The error of wrong usage, without commander's « error: ». */
export const usageError = (error: CommanderError, language: Language): string => {
  const english = error.message.replace(/^error: /u, "");
  if (language === "en") return english;
  const [first = "", second = ""] = quoted(english);
  const meant = /\(Did you mean (?:one of )?(.+?)\?\)/u.exec(english)?.[1];
  const hint = meant ? ` Vouliez-vous écrire ${meant.replaceAll(", ", " ou ")} ?` : "";
  switch (error.code) {
    case "commander.unknownCommand":
      return `La commande « ${first} » n'existe pas.${hint}`;
    case "commander.unknownOption":
      return `L'option « ${first} » n'existe pas.${hint}`;
    case "commander.missingArgument":
      return `Il manque <${first}>.`;
    case "commander.missingMandatoryOptionValue":
      return `Il manque l'option « ${first} ».`;
    case "commander.optionMissingArgument":
      return `L'option « ${first} » demande une valeur.`;
    case "commander.excessArguments":
      return `Trop de mots après la commande${first ? ` « ${first} »` : ""} : ${english.split(": ").at(-1)?.replace(/\.$/u, "")}.`;
    case "commander.invalidArgument": {
      const allowed = /Allowed choices are (.+)\.$/u.exec(english)?.[1] ?? "";
      const values = allowed ? ` Valeurs : ${allowed}.` : "";
      // Of an argument, commander names the value first.
      return english.startsWith("command-argument")
        ? `<${second}> n'accepte pas « ${first} ».${values}`
        : `L'option « ${first} » n'accepte pas « ${second} ».${values}`;
    }
    default:
      return english;
  }
};

const titles: Readonly<Record<string, string>> = {
  "Usage:": "Usage :",
  "Arguments:": "Arguments :",
  "Options:": "Options :",
  "Commands:": "Commandes :",
};

const usageWords = (text: string): string =>
  text.replace("[command]", "[commande]").replace("<file...>", "<fichier...>");

/** Titles, and what stands in brackets after an option, in French. Sub-commands made later have them too. */
export const speakFrench = (program: Command): void => {
  program
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: usageWords,
      optionDescription,
    } satisfies Partial<Help>)
    .helpOption("-h, --help", "montre cette aide")
    .helpCommand("help [commande]", "montre l'aide d'une commande");
};

const optionDescription = (option: Option): string => {
  const more = [
    ...(option.argChoices ? [`valeurs : ${option.argChoices.join(", ")}`] : []),
    ...(option.defaultValue === undefined ? [] : [`par défaut : ${String(option.defaultValue)}`]),
  ];
  return more.length > 0 ? `${option.description} (${more.join(" ; ")})` : option.description;
};
