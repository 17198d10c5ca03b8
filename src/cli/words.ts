/** The command line's own words, in French and English. Reports are in French (design §2). */

import type { OrderName } from "../domain/facts.ts";
import { parisDay } from "../domain/paris-time.ts";
import type { Language } from "./io.ts";

export interface Words {
  readonly about: string;
  readonly commands: {
    readonly run: string;
    readonly demo: string;
    readonly status: string;
    readonly list: string;
    readonly show: string;
    readonly validate: string;
    readonly doctor: string;
    readonly exercise: string;
    readonly organism: string;
    readonly dossier: string;
    readonly dossierTake: string;
    readonly config: string;
    readonly configCheck: string;
    readonly configDescribe: string;
    readonly configImport: string;
    readonly explain: string;
    readonly rehearse: string;
  };
  readonly options: {
    readonly config: string;
    readonly lang: string;
    readonly noColor: string;
    readonly json: string;
    readonly schema: string;
    readonly version: string;
    readonly watch: string;
    readonly limit: string;
    readonly last: string;
    readonly candidate: string;
    readonly offline: string;
    readonly smtpPort: string;
    readonly imapPort: string;
    readonly delayMs: string;
    readonly lateMs: string;
    readonly sample: string;
    readonly section: string;
    readonly importOutput: string;
    readonly dossier: string;
  };
  readonly output: {
    readonly noFolder: string;
    readonly notFolder: string;
    readonly isFolder: string;
    readonly noRight: string;
  };
  readonly validate: {
    readonly format: string;
    readonly as: string;
    readonly mode: string;
    readonly strict: string;
    readonly output: string;
    readonly clear: string;
    readonly generations: string;
    readonly stdin: string;
    readonly pdfNeedsOutput: string;
    readonly noClear: string;
    readonly tooLarge: string;
    readonly print: string;
    readonly notPrinted: (said: string) => string;
    readonly otherLayout: (file: string, asked: string, judged: string | undefined) => string;
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
  readonly orders: Readonly<Record<OrderName, string>>;
  readonly orderOptions: {
    readonly by: string;
    readonly reason: string;
    readonly as: string;
    readonly override: string;
    readonly agreedBy: string;
  };
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
    validate: "contrôle des fichiers sans rien envoyer ; `-` lit l'entrée standard",
    show: "montre un dépôt : réponse, déclarations, histoire",
    doctor: "cherche ce qui n'irait pas sur cette machine, et dit quoi faire ; rien n'est envoyé",
    exercise: "joue des pannes dans un bac à sable : ce que dit l'agent, et que faire",
    organism: "lance l'organisme simulé et son serveur de courrier, sur cette machine seulement",
    dossier: "agit sur un dossier surveillé",
    dossierTake: "dit que ce dossier est à cet agent, l'autre étant arrêté",
    config: "vérifie ou explique les réglages",
    configCheck: "vérifie les réglages et les fichiers mapibox.cfg, tout à la fois",
    configDescribe: "décrit chaque clé des réglages et des règles",
    configImport: "dit ce que veut dire un ancien mapibox.cfg, et en fait une section",
    rehearse: "dit ce que les règles auraient fait des dépôts passés, et ce qui changerait",
    explain: "dit ce que les règles feraient d'un fichier, et pourquoi",
  },
  options: {
    config: "fichier de réglages",
    lang: "langue des messages : fr ou en",
    noColor: "sans couleurs (NO_COLOR aussi)",
    json: "réponse en JSON, pour un programme",
    schema: "le schéma JSON des réglages, pour un programme ou un éditeur",
    version: "montre la version",
    watch: "laisse tout tourner à la fin, pour essayer soi-même",
    limit: "nombre de dépôts",
    last: "jours rejoués (90d)",
    candidate: "fichier de règles à essayer à la place de celui du dossier",
    smtpPort: "port SMTP (2525 ; 0 : un port libre)",
    imapPort: "port IMAP (2143 ; 0 : un port libre)",
    delayMs: "délai avant un accusé (200)",
    lateMs: "délai avant l'accusé de late@ (60000)",
    sample: "écrit un fichier d'essai (une embauche de personne) et s'arrête là",
    offline: "sans essayer les serveurs de courrier",
    section: "nom de la section (sinon celui du répertoire)",
    importOutput: "nouveau fichier où écrire la section",
    dossier: "dossier dont les règles valent (sinon celui du fichier)",
  },
  output: {
    noFolder: "ce dossier n'existe pas : créez-le, ou donnez un autre chemin.",
    notFolder: "ce n'est pas un dossier : donnez un autre chemin.",
    isFolder: "c'est un dossier : donnez le nom d'un fichier.",
    noRight: "vous n'avez pas le droit d'y écrire : donnez un autre chemin.",
  },
  validate: {
    format: "forme du document",
    mode: "juge comme dans un dossier de ce mode (en `reel`, un SIRET faux bloque)",
    as: "profil de format : un fichier .json, ou un nom de `formats/` près des réglages",
    strict: "un avertissement compte comme une erreur",
    output: "fichier où écrire le document",
    clear: "copie en clair : chaque déclaration, zone par zone",
    generations: "les dépôts qui déclarent la même chose, et celui qui compte",
    stdin: "entrée standard",
    pdfNeedsOutput: "`--format pdf` demande `--output FICHIER`.",
    noClear: "Le contenu de ce dépôt n'est d'aucun format connu.",
    tooLarge:
      "Ce fichier dépasse la taille d'un courrier : l'agent ne l'a pas copié. L'original est dans « rejetes/ » du dossier ; « facteur validate » le lit.",
    otherLayout: (file, asked, judged) =>
      `${file} n'est pas de la description demandée (« ${asked} ») : ${judged === undefined ? "rien ne l'a reconnu" : `il a été jugé par « ${judged} »`}. Retirez --as, ou corrigez la description.`,
    print: "imprimer aussi le document (`printing.command` des réglages, sinon `lp`)",
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
  orders: {
    hold: "suspend un dépôt : rien n'en part",
    release: "libère un dépôt suspendu ou retenu",
    retry: "réessaie maintenant un courrier qui attend ou qui a été refusé",
    cancel: "annule un dépôt dont rien n'est parti",
    confirm: "dit qu'un courrier incertain, ou à renvoyer, est bien arrivé",
    resend: "renvoie les mêmes octets d'un courrier incertain ou resté sans réponse",
  },
  orderOptions: {
    by: "qui décide (sinon : la session)",
    reason: "pourquoi ; reste au journal",
    as: "réponse à « remplace ? »",
    override: "part quoique la qualification ne soit pas terminée (avec --reason)",
    agreedBy: "qui a donné l'accord du client (avec --reason)",
  },
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
    validate: "check files without sending anything; `-` reads standard input",
    show: "show one deposit: answer, declarations, history",
    doctor: "look for what would go wrong on this machine, and say what to do; nothing is sent",
    exercise: "play faults in a sandbox: what the agent says, and what to do",
    organism: "run the simulated organism and its mail server, on this machine only",
    dossier: "act on a watched dossier",
    dossierTake: "say that this dossier is this agent's, the other being stopped",
    config: "check or explain the settings",
    configCheck: "check the settings and the mapibox.cfg files, all at once",
    configDescribe: "describe every key of the settings and rules",
    configImport: "say what an old mapibox.cfg means, and make a section of it",
    rehearse: "say what the rules would have made of past deposits, and what would change",
    explain: "say what the rules would make of a file, and why",
  },
  options: {
    config: "settings file",
    lang: "language of messages: fr or en",
    noColor: "without colours (NO_COLOR too)",
    json: "answer in JSON, for a program",
    schema: "the JSON Schema of the settings, for a program or an editor",
    version: "show the version",
    watch: "leave everything running at the end, to play with",
    limit: "number of deposits",
    last: "days to rehearse (90d)",
    candidate: "rule file to try in the place of the dossier's",
    smtpPort: "SMTP port (2525; 0: a free one)",
    imapPort: "IMAP port (2143; 0: a free one)",
    delayMs: "delay of an acknowledgement (200)",
    lateMs: "delay of late@'s acknowledgement (60000)",
    sample: "write a trial file (a hire of nobody) and end there",
    offline: "without trying the mail servers",
    section: "name of the section (else the folder's)",
    importOutput: "new file to write the section to",
    dossier: "dossier whose rules count (else the file's own)",
  },
  output: {
    noFolder: "there is no such folder: make it, or give another path.",
    notFolder: "this is no folder: give another path.",
    isFolder: "this is a folder: give a file's name.",
    noRight: "you may not write there: give another path.",
  },
  validate: {
    format: "form of the document",
    mode: "judges as in a dossier of this mode (in `reel`, a wrong SIRET blocks)",
    as: "format profile: a .json file, or a name in `formats/` beside the settings",
    strict: "a warning counts as an error",
    output: "file to write the document to",
    clear: "clear copy: each declaration, field by field",
    generations: "the deposits that declare the same, and the one that counts",
    stdin: "standard input",
    pdfNeedsOutput: "`--format pdf` needs `--output FILE`.",
    noClear: "The content of this deposit is of no known format.",
    tooLarge:
      "This file is larger than a mail: the agent did not copy it. The original is in `rejetes/` of the dossier; `facteur validate` reads it.",
    otherLayout: (file, asked, judged) =>
      `${file} is not of the layout asked for (“${asked}”): ${judged === undefined ? "nothing recognised it" : `it was judged by “${judged}”`}. Leave out --as, or correct the layout.`,
    print: "print the document too (`printing.command` of the settings, else `lp`)",
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
  orders: {
    hold: "suspend a deposit: nothing of it leaves",
    release: "release a deposit that is suspended or held",
    retry: "try now a mail that waits or was refused",
    cancel: "cancel a deposit of which nothing left",
    confirm: "say that an uncertain mail, or one to be sent again, did arrive",
    resend: "send again the same bytes of an uncertain or unanswered mail",
  },
  orderOptions: {
    by: "who decides (else the login)",
    reason: "why; stays in the journal",
    as: "the answer to “replaces?”",
    override: "goes although the qualification is not complete (with --reason)",
    agreedBy: "who agreed for the client (with --reason)",
  },
  stopping: "facteur: asked to stop, finishing what is being sent…",
  bug: (said) =>
    `A bug of Facteur: ${said}\nThe dropped file is not lost. Please send this message.`,
};

export const words: Readonly<Record<Language, Words>> = { fr, en };
