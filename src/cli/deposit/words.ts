/** What `facteur list`, `facteur show` and `facteur validate` say, in French and English. */
import type { Language } from "../io.ts";

interface DepositWords {
  readonly list: string;
  readonly show: string;
  readonly validate: string;
  readonly limit: string;
  readonly as: string;
  readonly mode: string;
  readonly strict: string;
  readonly clear: string;
  readonly generations: string;
  readonly print: string;
  readonly stdin: string;
  readonly otherLayout: (file: string, asked: string, judged: string | undefined) => string;
  readonly columns: readonly [string, string, string, string, string, string];
}

export const depositWords: Readonly<Record<Language, DepositWords>> = {
  fr: {
    list: "liste les derniers dépôts",
    show: "montre un dépôt : réponse, déclarations, histoire",
    validate: "contrôle des fichiers sans rien envoyer ; `-` lit l'entrée standard",
    limit: "nombre de dépôts",
    as: "profil de format : un fichier .json, ou un nom de `formats/` près des réglages",
    mode: "juge comme dans un dossier de ce mode (en `reel`, un SIRET faux bloque)",
    strict: "un avertissement compte comme une erreur",
    clear: "copie en clair : chaque déclaration, zone par zone",
    generations: "les dépôts qui déclarent la même chose, et celui qui compte",
    print: "imprimer aussi le document (`printing.command` des réglages, sinon `lp`)",
    stdin: "entrée standard",
    otherLayout: (file, asked, judged) =>
      `${file} n'est pas de la description demandée (« ${asked} ») : ${judged === undefined ? "rien ne l'a reconnu" : `il a été jugé par « ${judged} »`}. Retirez --as, ou corrigez la description.`,
    columns: ["Dépôt", "Dossier", "Fichier", "Pris le", "État", "Déclarations"],
  },
  en: {
    list: "list the latest deposits",
    show: "show one deposit: answer, declarations, history",
    validate: "check files without sending anything; `-` reads standard input",
    limit: "number of deposits",
    as: "format profile: a .json file, or a name in `formats/` beside the settings",
    mode: "judges as in a dossier of this mode (in `reel`, a wrong SIRET blocks)",
    strict: "a warning counts as an error",
    clear: "clear copy: each declaration, field by field",
    generations: "the deposits that declare the same, and the one that counts",
    print: "print the document too (`printing.command` of the settings, else `lp`)",
    stdin: "standard input",
    otherLayout: (file, asked, judged) =>
      `${file} is not of the layout asked for (“${asked}”): ${judged === undefined ? "nothing recognised it" : `it was judged by “${judged}”`}. Leave out --as, or correct the layout.`,
    columns: ["Deposit", "Dossier", "File", "Taken", "State", "Declarations"],
  },
};
