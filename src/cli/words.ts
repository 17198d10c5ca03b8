/** The command line's own words, in French and English. Reports are in French (design §2). */
import type { Language } from "./io.ts";

export interface Words {
  readonly about: string;
  readonly commands: {
    readonly run: string;
    readonly demo: string;
    readonly status: string;
    readonly list: string;
    readonly show: string;
    readonly config: string;
    readonly configCheck: string;
    readonly configDescribe: string;
  };
  readonly options: {
    readonly config: string;
    readonly lang: string;
    readonly json: string;
    readonly watch: string;
    readonly limit: string;
  };
  readonly exits: string;
  readonly settingsRefused: (problems: number, file: string) => string;
  readonly settingsSound: (file: string) => string;
  readonly neverRan: string;
  readonly running: (pid: number) => string;
  readonly notRunning: string;
  readonly works: string;
  readonly problems: (count: number) => string;
  readonly noProblem: string;
  readonly counts: (counts: readonly (readonly [string, number])[]) => string;
  readonly noDeposit: string;
  readonly unknownDeposit: (id: string) => string;
  readonly columns: readonly [string, string, string, string, string, string];
  readonly started: (pid: number, dossiers: number) => string;
  readonly stopping: string;
  readonly bug: (said: string) => string;
}

const fr: Words = {
  about:
    "Facteur prend les fichiers de déclarations (DPAE, DUCS) déposés par le logiciel de paie, les envoie par courriel à l'organisme, range les accusés de réception et écrit des comptes rendus.",
  commands: {
    run: "lance l'agent (c'est ce que fait le service)",
    demo: "montre toute la chaîne avec un organisme simulé, sur cette machine seulement",
    status: "dit si l'agent travaille et ce qui ne va pas",
    list: "liste les derniers dépôts",
    show: "montre un dépôt : réponse, déclarations, histoire",
    config: "vérifie ou explique les réglages",
    configCheck: "vérifie les réglages et les fichiers mapibox.cfg, tout à la fois",
    configDescribe: "décrit chaque clé des réglages",
  },
  options: {
    config: "fichier de réglages",
    lang: "langue des messages : fr ou en",
    json: "réponse en JSON, pour un programme",
    watch: "laisse tout tourner à la fin, pour essayer soi-même",
    limit: "nombre de dépôts",
  },
  exits:
    "Codes de sortie : 0 fait · 1 la réponse est non · 2 mauvais usage · 70 défaut de Facteur · 75 réessayer plus tard · 78 réglages invalides",
  settingsRefused: (n, file) =>
    `${n} problème${n > 1 ? "s" : ""} dans ${file} : rien n'a été lancé. Corrigez, puis \`facteur config check\`.`,
  settingsSound: (file) => `${file} : réglages corrects.`,
  neverRan: "L'agent n'a encore jamais tourné avec ces réglages.",
  running: (pid) => `L'agent tourne (processus ${pid}).`,
  notRunning:
    "L'agent est arrêté : rien ne part et rien n'arrive. Lancez `facteur run` ou le service.",
  works: "Tout va bien.",
  problems: (n) => `${n} problème${n > 1 ? "s" : ""} :`,
  noProblem: "Aucun problème en cours.",
  counts: (counts) => `Derniers dépôts : ${counts.map(([w, n]) => `${n} ${w}`).join(", ")}.`,
  noDeposit: "Aucun dépôt.",
  unknownDeposit: (id) => `Le dépôt ${id} n'existe pas. \`facteur list\` montre les derniers.`,
  columns: ["Dépôt", "Dossier", "Fichier", "Pris le", "État", "Déclarations"],
  started: (pid, n) =>
    `facteur : agent en marche (processus ${pid}), ${n} dossier(s) surveillé(s).`,
  stopping: "facteur : arrêt demandé, les envois en cours se terminent…",
  bug: (said) =>
    `Défaut de Facteur : ${said}\nLe fichier déposé n'est pas perdu. Transmettez ce message.`,
};

const en: Words = {
  about:
    "Facteur takes the declaration files (DPAE, DUCS) that a payroll program drops, mails them to the organism, files the acknowledgements and writes reports.",
  commands: {
    run: "run the agent (what the service does)",
    demo: "show the whole chain with a simulated organism, on this machine only",
    status: "tell whether the agent works, and what is wrong",
    list: "list the latest deposits",
    show: "show one deposit: answer, declarations, history",
    config: "check or explain the settings",
    configCheck: "check the settings and the mapibox.cfg files, all at once",
    configDescribe: "describe every key of the settings",
  },
  options: {
    config: "settings file",
    lang: "language of messages: fr or en",
    json: "answer in JSON, for a program",
    watch: "leave everything running at the end, to play with",
    limit: "number of deposits",
  },
  exits:
    "Exit codes: 0 done · 1 the answer is no · 2 wrong usage · 70 a bug of ours · 75 try again later · 78 settings invalid",
  settingsRefused: (n, file) =>
    `${n} problem${n > 1 ? "s" : ""} in ${file}: nothing was started. Correct them, then \`facteur config check\`.`,
  settingsSound: (file) => `${file}: settings are right.`,
  neverRan: "The agent has never run with these settings.",
  running: (pid) => `The agent is running (process ${pid}).`,
  notRunning:
    "The agent is stopped: nothing leaves or arrives. Start `facteur run` or the service.",
  works: "All is well.",
  problems: (n) => `${n} problem${n > 1 ? "s" : ""}:`,
  noProblem: "No open problem.",
  counts: (counts) => `Latest deposits: ${counts.map(([w, n]) => `${n} ${w}`).join(", ")}.`,
  noDeposit: "No deposit.",
  unknownDeposit: (id) => `There is no deposit ${id}. \`facteur list\` shows the latest.`,
  columns: ["Deposit", "Dossier", "File", "Taken", "State", "Declarations"],
  started: (pid, n) => `facteur: agent running (process ${pid}), ${n} dossier(s) watched.`,
  stopping: "facteur: asked to stop, finishing what is being sent…",
  bug: (said) =>
    `A bug of Facteur: ${said}\nThe dropped file is not lost. Please send this message.`,
};

export const words: Readonly<Record<Language, Words>> = { fr, en };
