/** The command line's own words, in French and English. Reports are in French (design §2). */

import type { OrderName } from "../domain/facts.ts";
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
  readonly settingsSound: (file: string) => string;
  readonly neverRan: string;
  readonly tooLargeToSend: (megabytes: number) => string;
  readonly running: (pid: number) => string;
  readonly notRunning: string;
  readonly silent: string;
  readonly works: string;
  readonly problems: (count: number) => string;
  /** Things of one cause beside those that are named. */
  readonly others: (count: number) => string;
  readonly waiting: (count: number) => string;
  readonly more: (count: number) => string;
  readonly counts: (counts: readonly (readonly [string, number])[]) => string;
  readonly noDeposit: string;
  readonly unknownDeposit: (id: string) => string;
  readonly purged: (
    id: string,
    purge: { readonly at: number; readonly by: string; readonly reason: string },
  ) => string;
  readonly unknownDossier: (name: string) => string;
  readonly dossierTaken: (name: string, from: string | undefined) => string;
  readonly columns: readonly [string, string, string, string, string, string];
  readonly started: (pid: number, dossiers: number) => string;
  readonly ordered: (order: OrderName, id: string) => string;
  readonly orderOptions: {
    readonly by: string;
    readonly reason: string;
  };
  readonly stopping: string;
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
  settingsSound: (file) => `${file} : réglages corrects.`,
  neverRan: "L'agent n'a encore jamais tourné avec ces réglages.",
  tooLargeToSend: (megabytes) =>
    `plus de ${megabytes} Mio : l'agent ne l'enverrait pas ; faites-en deux fichiers dans le logiciel de paie.`,
  running: (pid) => `L'agent tourne (processus ${pid}).`,
  notRunning:
    "L'agent est arrêté : rien ne part et rien n'arrive. Lancez `facteur run` ou le service.",
  silent: "L'agent tourne mais ne répond pas : réessayez, puis relancez-le.",
  works: "Tout va bien.",
  problems: (n) => `${n} problème${n > 1 ? "s" : ""} :`,
  others: (n) => `et ${n} autre${n > 1 ? "s" : ""}`,
  waiting: (n) => `${n} dépôt${n > 1 ? "s attendent" : " attend"} une personne :`,
  more: (n) => `… et ${n} de plus (\`facteur status --json\`).`,
  counts: (counts) => `Derniers dépôts : ${counts.map(([w, n]) => `${n} ${w}`).join(", ")}.`,
  noDeposit: "Aucun dépôt.",
  unknownDeposit: (id) => `Le dépôt ${id} n'existe pas. \`facteur list\` montre les derniers.`,
  purged: (id, { at, by, reason }) =>
    `Des contenus du dépôt ${id} ont été purgés le ${parisDay(at)} par ${by} : ${reason}. \`facteur show ${id}\` montre ce que le journal en garde.`,
  unknownDossier: (name) => `Le dossier ${name} n'est pas dans les réglages.`,
  dossierTaken: (name, from) =>
    from
      ? `Le dossier ${name} est maintenant à cet agent ; il était à ${from}.`
      : `Le dossier ${name} est à cet agent.`,
  columns: ["Dépôt", "Dossier", "Fichier", "Pris le", "État", "Déclarations"],
  started: (pid, n) =>
    `facteur : agent en marche (processus ${pid}), ${n} dossier(s) surveillé(s).`,
  ordered: (order, id) =>
    `${id} : ${{ hold: "suspendu", release: "libéré", retry: "nouvel essai maintenant", cancel: "annulé", confirm: "arrivée confirmée", resend: "nouvel envoi des mêmes octets" }[order]}. C'est écrit au journal.`,
  orderOptions: {
    by: "qui décide (sinon : la session)",
    reason: "pourquoi ; reste au journal",
  },
  stopping: "facteur : arrêt demandé, les envois en cours se terminent…",
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
  settingsSound: (file) => `${file}: settings are right.`,
  neverRan: "The agent has never run with these settings.",
  tooLargeToSend: (megabytes) =>
    `more than ${megabytes} MiB: the agent would not send it; make two files of it in the payroll program.`,
  running: (pid) => `The agent is running (process ${pid}).`,
  notRunning:
    "The agent is stopped: nothing leaves or arrives. Start `facteur run` or the service.",
  silent: "The agent runs but does not answer: try again, then restart it.",
  works: "All is well.",
  problems: (n) => `${n} problem${n > 1 ? "s" : ""}:`,
  others: (n) => `and ${n} other${n === 1 ? "" : "s"}`,
  waiting: (n) => `${n} deposit${n === 1 ? " waits" : "s wait"} for a person:`,
  more: (n) => `… and ${n} more (\`facteur status --json\`).`,
  counts: (counts) => `Latest deposits: ${counts.map(([w, n]) => `${n} ${w}`).join(", ")}.`,
  noDeposit: "No deposit.",
  unknownDeposit: (id) => `There is no deposit ${id}. \`facteur list\` shows the latest.`,
  purged: (id, { at, by, reason }) =>
    `Contents of deposit ${id} were purged on ${parisDay(at)} by ${by}: ${reason}. \`facteur show ${id}\` shows what the journal keeps of it.`,
  unknownDossier: (name) => `The dossier ${name} is not in the settings.`,
  dossierTaken: (name, from) =>
    from
      ? `The dossier ${name} is this agent's from now on; it was ${from}'s.`
      : `The dossier ${name} is this agent's.`,
  columns: ["Deposit", "Dossier", "File", "Taken", "State", "Declarations"],
  started: (pid, n) => `facteur: agent running (process ${pid}), ${n} dossier(s) watched.`,
  ordered: (order, id) =>
    `${id}: ${{ hold: "suspended", release: "released", retry: "tried again now", cancel: "cancelled", confirm: "arrival confirmed", resend: "the same bytes are sent again" }[order]}. It is in the journal.`,
  orderOptions: {
    by: "who decides (else the login)",
    reason: "why; stays in the journal",
  },
  stopping: "facteur: asked to stop, finishing what is being sent…",
  bug: (said) =>
    `A bug of Facteur: ${said}\nThe dropped file is not lost. Please send this message.`,
};

export const words: Readonly<Record<Language, Words>> = { fr, en };
