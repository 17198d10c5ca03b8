/** What completions and the manual say, in French and English. */
import type { Language } from "../io.ts";

export interface ShellWords {
  readonly completion: string;
  readonly man: string;
  readonly manual: {
    readonly book: string;
    readonly name: string;
    readonly inOneLine: string;
    readonly synopsis: string;
    readonly form: string;
    readonly commands: string;
    readonly exits: string;
    readonly environment: string;
    readonly variables: readonly (readonly [string, string])[];
    readonly files: string;
    readonly places: readonly (readonly [string, string])[];
  };
}

const fr: ShellWords = {
  completion:
    "écrit ce qui complète les commandes dans un interpréteur : bash, zsh, fish ou powershell",
  man: "écrit la page de manuel (à lire par « facteur man | man -l - »)",
  manual: {
    book: "Manuel de Facteur",
    name: "NOM",
    inOneLine: "envoie les déclarations de paie par courriel et range leurs accusés",
    synopsis: "SYNOPSIS",
    form: "[options] commande [options] [arguments]",
    commands: "COMMANDES",
    exits: "CODES DE SORTIE",
    environment: "ENVIRONNEMENT",
    variables: [
      ["FACTEUR_CONFIG", "fichier de réglages, à défaut de --config"],
      [
        "FACTEUR_LANG, LC_ALL, LANG",
        "langue des messages, à défaut de --lang : français sauf « en »",
      ],
    ],
    files: "FICHIERS",
    places: [
      ["/etc/facteur/facteur.json", "les réglages ; « facteur config describe » en dit chaque clé"],
      ["mapibox.cfg", "les règles d'un dossier, dans le dossier lui-même"],
    ],
  },
};

const en: ShellWords = {
  completion: "print what completes the commands in a shell: bash, zsh, fish or powershell",
  man: "print the manual page (read it with `facteur man | man -l -`)",
  manual: {
    book: "Facteur's manual",
    name: "NAME",
    inOneLine: "mails payroll declarations and files their acknowledgements",
    synopsis: "SYNOPSIS",
    form: "[options] command [options] [arguments]",
    commands: "COMMANDS",
    exits: "EXIT STATUS",
    environment: "ENVIRONMENT",
    variables: [
      ["FACTEUR_CONFIG", "settings file, when --config is not given"],
      [
        "FACTEUR_LANG, LC_ALL, LANG",
        "language of messages, when --lang is not given: French unless `en`",
      ],
    ],
    files: "FILES",
    places: [
      ["/etc/facteur/facteur.json", "the settings; `facteur config describe` tells each key"],
      ["mapibox.cfg", "the rules of a dossier, in the dossier itself"],
    ],
  },
};

export const shellWords: Readonly<Record<Language, ShellWords>> = { fr, en };
