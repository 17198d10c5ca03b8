/** The reference of every key of a rule file, made from the keys themselves. */

import { fieldTexts } from "./fields.ts";
import { type RuleKey, type Told, told } from "./key.ts";
import { fileKeys } from "./keys/file.ts";
import { matchKeys } from "./keys/match.ts";
import { receiptKeys } from "./keys/receipts.ts";
import { sendKeys } from "./keys/send.ts";

interface Chapter {
  readonly title: Told;
  readonly keys: Readonly<Record<string, RuleKey<unknown>>>;
}

/** In the order of the reference. */
export const chapters: readonly Chapter[] = [
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
