/** The reference of every key of a rule file, made from the keys themselves: for the terminal and for the docs. */

import { fieldTexts } from "./fields.ts";
import { type RuleKey, type Told, told } from "./key.ts";
import { addressKeys } from "./keys/all.ts";
import { fileKeys } from "./keys/file.ts";
import { matchKeys } from "./keys/match.ts";
import { receiptKeys } from "./keys/receipts.ts";
import { sendKeys } from "./keys/send.ts";

interface Chapter {
  readonly title: Told;
  readonly keys: Readonly<Record<string, RuleKey<unknown>>>;
}

const chapters: readonly Chapter[] = [
  { title: told("Le fichier lui-même", "The file itself"), keys: fileKeys },
  { title: told("Choisir les déclarations", "Choosing declarations"), keys: matchKeys },
  { title: told("Envoyer", "Sending"), keys: sendKeys },
  { title: told("Accusés attendus", "Expected receipts"), keys: receiptKeys },
];

type Lang = keyof Told;

/** For `facteur config describe`. */
export const describeRules = (lang: Lang): string => {
  const fr = lang === "fr";
  const intro = fr
    ? "Clés des fichiers de règles (mapibox.cfg). Sans section, le fichier est une règle ; [defaut] donne les valeurs par défaut, [adresse …] une ligne du plan, tout autre [nom] une règle ; la première qui convient est suivie."
    : "Keys of rule files (mapibox.cfg). Without a section, the file is one rule; [defaut] gives defaults, [adresse …] one line of the plan, any other [name] a rule; the first that fits is followed.";
  const parts = chapters.flatMap(({ title, keys }) => [
    title[lang],
    ...Object.entries(keys).map(([name, key]) => keyText(name, key, lang)),
  ]);
  const fields = Object.entries(fieldTexts).map(
    ([name, { told: text }]) => `{{${name}}} : ${text[lang]}`,
  );
  const heading = fr
    ? "Champs déclarés, pour si, sujet et note"
    : "Declared fields, for si, sujet and note";
  return `${[intro, ...parts, heading, fields.join("\n")].join("\n\n")}\n`;
};

const keyText = (name: string, key: RuleKey<unknown>, lang: Lang): string => {
  const fr = lang === "fr";
  const facts = [
    `${fr ? "Valeurs : " : "Values: "}${key.values[lang]}.`,
    `${fr ? "Sans elle : " : "Without it: "}${key.absent[lang]}.`,
    `${fr ? "Exemple : " : "Example: "}${name}=${key.example}`,
  ];
  return [name, key.told[lang], facts.join(" ")].join("\n    ");
};

/** docs/rules-keys.md, in French: a test compares the page with it. */
export const rulesReference = (): string => {
  const tables = chapters.flatMap(({ title, keys }) => [
    `## ${title.fr}`,
    "",
    "| clé | ce qu'elle dit | valeurs | sans elle | exemple |",
    "|---|---|---|---|---|",
    ...Object.entries(keys).map(
      ([name, key]) =>
        `| \`${name}\` | ${cell(key.told.fr)} | ${cell(key.values.fr)} | ${cell(key.absent.fr)} | \`${name}=${cell(key.example)}\` |`,
    ),
    "",
  ]);
  const fields = Object.entries(fieldTexts).map(
    ([name, text]) => `| \`{{${name}}}\` | ${cell(text.told.fr)} |`,
  );
  return [
    "# Clés des fichiers de règles",
    "",
    "Cette page est écrite par le programme (`facteur config describe` dit la même chose) ; le guide est [rules.md](rules.md).",
    `Une section \`[adresse …]\` n'a que ${addressKeys.map((name) => `\`${name}\``).join(", ")}.`,
    "",
    ...tables,
    "## Champs déclarés",
    "",
    "Pour `si`, et entre accolades dans `sujet` et `note`.",
    "",
    "| champ | ce qu'il contient |",
    "|---|---|",
    ...fields,
    "",
  ].join("\n");
};

const cell = (text: string): string => text.replaceAll("|", "\\|");
