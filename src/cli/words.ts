/** What several commands say, in French and English; what one group says stands in its folder. Reports are in French (design §2). */
import { parisDay } from "../domain/paris-time.ts";
import type { Language } from "./io.ts";

export interface Words {
  readonly about: string;
  readonly options: {
    readonly config: string;
    readonly lang: string;
    readonly noColor: string;
    readonly json: string;
    readonly version: string;
  };
  readonly output: {
    readonly noFolder: string;
    readonly notFolder: string;
    readonly isFolder: string;
    readonly noRight: string;
    readonly stands: string;
  };
  readonly document: {
    readonly format: string;
    readonly output: string;
    readonly pdfNeedsOutput: string;
    readonly noClear: string;
    readonly tooLarge: string;
    readonly notPrinted: (said: string) => string;
  };
  readonly exits: string;
  readonly settingsRefused: (problems: number, file: string) => string;
  readonly neverRan: string;
  readonly notRunning: string;
  readonly silent: string;
  readonly noDeposit: string;
  readonly unknownDeposit: (id: string) => string;
  readonly purged: (
    id: string,
    purge: { readonly at: number; readonly by: string; readonly reason: string },
  ) => string;
  readonly unknownDossier: (name: string) => string;
  readonly orderOptions: {
    readonly by: string;
    readonly reason: string;
  };
  readonly bug: (said: string) => string;
}

const fr: Words = {
  about:
    "Facteur prend les fichiers de déclarations (DPAE, DUCS) déposés par le logiciel de paie, les envoie par courriel à l'organisme, range les accusés de réception et écrit des comptes rendus.",
  options: {
    config: "fichier de réglages",
    lang: "langue des messages : fr ou en",
    noColor: "sans couleurs (NO_COLOR aussi)",
    json: "réponse en JSON, pour un programme",
    version: "montre la version",
  },
  output: {
    noFolder: "ce dossier n'existe pas : créez-le, ou donnez un autre chemin.",
    notFolder: "ce n'est pas un dossier : donnez un autre chemin.",
    isFolder: "c'est un dossier : donnez le nom d'un fichier.",
    noRight: "vous n'avez pas le droit d'y écrire : donnez un autre chemin.",
    stands: "ce fichier existe déjà, et rien n'y est écrit : donnez un autre nom.",
  },
  document: {
    format: "forme du document",
    output: "fichier où écrire le document",
    pdfNeedsOutput: "`--format pdf` demande `--output FICHIER`.",
    noClear: "Le contenu de ce dépôt n'est d'aucun format connu.",
    tooLarge:
      "Ce fichier dépasse la taille d'un courrier : l'agent ne l'a pas copié. L'original est dans « rejetes/ » du dossier ; « facteur validate » le lit.",
    notPrinted: (said) => `Rien n'a été imprimé : ${said}`,
  },
  exits:
    "Codes de sortie : 0 fait · 1 la réponse est non · 2 mauvais usage · 70 défaut de Facteur · 75 réessayer plus tard · 78 réglages invalides",
  settingsRefused: (n, file) =>
    `${n} problème${n > 1 ? "s" : ""} dans ${file} : rien n'a été lancé. Corrigez, puis \`facteur config check\`.`,
  neverRan: "L'agent n'a encore jamais tourné avec ces réglages.",
  notRunning:
    "L'agent est arrêté : rien ne part et rien n'arrive. Lancez `facteur run` ou le service.",
  silent: "L'agent tourne mais ne répond pas : réessayez, puis relancez-le.",
  noDeposit: "Aucun dépôt.",
  unknownDeposit: (id) => `Le dépôt ${id} n'existe pas. \`facteur list\` montre les derniers.`,
  purged: (id, { at, by, reason }) =>
    `Des contenus du dépôt ${id} ont été purgés le ${parisDay(at)} par ${by} : ${reason}. \`facteur show ${id}\` montre ce que le journal en garde.`,
  unknownDossier: (name) => `Le dossier ${name} n'est pas dans les réglages.`,
  orderOptions: {
    by: "qui décide (sinon : la session)",
    reason: "pourquoi ; reste au journal",
  },
  bug: (said) =>
    `Défaut de Facteur : ${said}\nLe fichier déposé n'est pas perdu. Transmettez ce message.`,
};

const en: Words = {
  about:
    "Facteur takes the declaration files (DPAE, DUCS) that a payroll program drops, mails them to the organism, files the acknowledgements and writes reports.",
  options: {
    config: "settings file",
    lang: "language of messages: fr or en",
    noColor: "without colours (NO_COLOR too)",
    json: "answer in JSON, for a program",
    version: "show the version",
  },
  output: {
    noFolder: "there is no such folder: make it, or give another path.",
    notFolder: "this is no folder: give another path.",
    isFolder: "this is a folder: give a file's name.",
    noRight: "you may not write there: give another path.",
    stands: "this file exists already, and nothing is written to it: give another name.",
  },
  document: {
    format: "form of the document",
    output: "file to write the document to",
    pdfNeedsOutput: "`--format pdf` needs `--output FILE`.",
    noClear: "The content of this deposit is of no known format.",
    tooLarge:
      "This file is larger than a mail: the agent did not copy it. The original is in `rejetes/` of the dossier; `facteur validate` reads it.",
    notPrinted: (said) => `Nothing was printed: ${said}`,
  },
  exits:
    "Exit codes: 0 done · 1 the answer is no · 2 wrong usage · 70 a bug of ours · 75 try again later · 78 settings invalid",
  settingsRefused: (n, file) =>
    `${n} problem${n > 1 ? "s" : ""} in ${file}: nothing was started. Correct them, then \`facteur config check\`.`,
  neverRan: "The agent has never run with these settings.",
  notRunning:
    "The agent is stopped: nothing leaves or arrives. Start `facteur run` or the service.",
  silent: "The agent runs but does not answer: try again, then restart it.",
  noDeposit: "No deposit.",
  unknownDeposit: (id) => `There is no deposit ${id}. \`facteur list\` shows the latest.`,
  purged: (id, { at, by, reason }) =>
    `Contents of deposit ${id} were purged on ${parisDay(at)} by ${by}: ${reason}. \`facteur show ${id}\` shows what the journal keeps of it.`,
  unknownDossier: (name) => `The dossier ${name} is not in the settings.`,
  orderOptions: {
    by: "who decides (else the login)",
    reason: "why; stays in the journal",
  },
  bug: (said) =>
    `A bug of Facteur: ${said}\nThe dropped file is not lost. Please send this message.`,
};

export const words: Readonly<Record<Language, Words>> = { fr, en };
