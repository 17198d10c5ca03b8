/** What the set-up says and asks, in French and English. */
import type { Language } from "../io.ts";

export interface SetupWords {
  readonly about: string;
  readonly flags: {
    readonly address: string;
    readonly name: string;
    readonly displayName: string;
    readonly provider: string;
    readonly smtp: string;
    readonly imap: string;
    readonly passwordFile: string;
    readonly passwordEnv: string;
    readonly passwordStdin: string;
    readonly oauthClient: string;
    readonly tenant: string;
    readonly authservId: string;
    readonly data: string;
    readonly spool: string;
    readonly group: string;
    readonly dossier: string;
    readonly to: string;
    readonly subject: string;
    readonly search: string;
    readonly noProbe: string;
    readonly dryRun: string;
    readonly yes: string;
    readonly service: string;
  };
  readonly ask: {
    readonly welcome: string;
    readonly address: string;
    readonly displayName: string;
    readonly provider: string;
    readonly otherProvider: string;
    readonly proposed: string;
    readonly smtp: string;
    readonly imap: string;
    readonly password: string;
    readonly noPassword: string;
    readonly authservId: string;
    readonly oneWord: string;
    readonly oauthClient: string;
    readonly changeIdentity: string;
    readonly search: string;
    readonly unsound: string;
    readonly take: string;
    readonly firstDossier: string;
    readonly dossier: string;
    readonly to: string;
    readonly subject: string;
    readonly probing: string;
    readonly loginFailed: string;
    readonly correct: string;
    readonly writeAnyway: string;
    readonly stop: string;
    readonly accept: string;
    readonly yes: string;
    readonly no: string;
    readonly service: string;
    readonly stopped: string;
  };
  readonly missing: (flag: string) => string;
  readonly wrongAddress: (text: string) => string;
  readonly wrongServer: (text: string) => string;
  readonly wrongDossier: (text: string, better: string) => string;
  readonly nameTaken: (name: string, folder: string, better: string) => string;
  readonly noFolder: (path: string) => string;
  /** One folder to watch within another. */
  readonly nested: (inner: string, outer: string) => string;
  /** Of a place in the plan. */
  readonly notFolder: (path: string) => string;
  readonly isFolder: (path: string) => string;
  readonly noRight: (path: string) => string;
  readonly broken: (said: string) => string;
  readonly noGroup: (key: string) => string;
  readonly standingUnreadable: (file: string, said: string) => string;
  readonly usualSubject: string;
  readonly found: (files: number, cut: boolean) => string;
  readonly unsound: (file: string) => string;
  readonly nothingNew: string;
  readonly refused: (problems: number) => string;
  readonly notWritten: string;
  readonly confirmNeeded: string;
  readonly summary: {
    readonly title: string;
    readonly settings: (file: string) => string;
    readonly former: (file: string) => string;
    readonly secret: (file: string, rights: string) => string;
    readonly folder: (path: string) => string;
    readonly rules: (file: string) => string;
    readonly probeFailed: string;
  };
  readonly done: string;
  readonly next: (about: {
    readonly config: string;
    readonly oauth: string | undefined;
  }) => readonly string[];
}

const fr: SetupWords = {
  about: "met en place : boîte aux lettres, dossiers, réglages ; n'écrit rien avant un oui",
  flags: {
    address: "adresse de la boîte qui envoie et reçoit",
    name: "nom de cette identité dans les réglages",
    displayName: "nom que voient les organismes",
    provider: "hébergeur de la boîte (microsoft365, google, ovh…)",
    smtp: "serveur d'envoi, sans hébergeur connu : MACHINE:PORT[:tls|starttls|none]",
    imap: "boîte aux lettres, sans hébergeur connu : MACHINE:PORT[:tls|starttls|none]",
    passwordFile: "fichier qui contient le mot de passe",
    passwordEnv: "variable d'environnement qui le contient",
    passwordStdin:
      "lit le mot de passe sur l'entrée standard ; il est gardé dans un fichier fermé aux autres",
    oauthClient: "identifiant d'application OAuth2, au lieu d'un mot de passe",
    tenant: "annuaire Microsoft, avec --oauth-client",
    authservId: "nom que votre serveur écrit dans Authentication-Results",
    data: "dossier du journal, sur un disque local",
    spool: "dossier où le logiciel de paie dépose",
    group: "groupe des personnes qui lisent comptes rendus et accusés",
    dossier: "dossier à surveiller : NOM ou NOM=RÉPERTOIRE (répétable)",
    to: "destinataire des dossiers qui n'ont pas de mapibox.cfg",
    subject: "sujet de ces envois",
    search: "répertoire où chercher d'anciens mapibox.cfg (répétable)",
    noProbe: "n'essaie pas les connexions",
    dryRun: "montre ce qui serait écrit, sans rien écrire",
    yes: "écrit sans demander",
    service: "installe ensuite le service (systemd ou Windows)",
  },
  ask: {
    welcome: "Facteur : mise en place. Rien n'est écrit avant votre oui, à la fin.",
    address: "Adresse de la boîte qui envoie les déclarations et reçoit les accusés ?",
    displayName: "Nom que verront les organismes ?",
    provider: "Qui héberge cette boîte ? (flèches, puis Entrée)",
    otherProvider: "un autre",
    proposed: "d'après le domaine de l'adresse",
    smtp: "Serveur d'envoi (MACHINE:PORT, par exemple smtp.cabinet.example:465) ?",
    imap: "Boîte aux lettres (MACHINE:PORT, par exemple imap.cabinet.example:993) ?",
    password: "Mot de passe de la boîte ? (gardé dans un fichier fermé aux autres)",
    noPassword: "Un mot de passe est nécessaire.",
    authservId:
      "Nom que votre messagerie écrit en tête d'Authentication-Results, dans un courrier reçu ? (vide : plus tard ; d'ici là un accusé sans signature reste « à confirmer »)",
    oneWord: "C'est un seul mot, par exemple mx.cabinet.example.",
    oauthClient: "Identifiant de votre application OAuth2 ? (vide : un mot de passe)",
    changeIdentity: "Une identité est déjà réglée. En régler une autre ?",
    search: "Répertoire où chercher d'anciens mapibox.cfg ? (vide : aucun)",
    unsound: "ce mapibox.cfg a des erreurs",
    take: "Quels répertoires surveiller ? (espace : cocher ou non, Entrée : continuer)",
    firstDossier: "Nom du dossier à surveiller, où le logiciel de paie déposera ?",
    dossier: "Nom d'un nouveau dossier à surveiller ? (vide : aucun)",
    to: "Adresse de l'organisme destinataire ?",
    subject: "Sujet des envois ?",
    probing: "Essai des connexions, rien n'est envoyé",
    loginFailed: "Les connexions n'ont pas toutes réussi. Que faire ? (flèches, puis Entrée)",
    correct: "corriger mes réponses",
    writeAnyway: "continuer ainsi, et corriger les réglages plus tard",
    stop: "arrêter sans rien écrire",
    accept: "Écrire tout cela ?",
    yes: "Oui",
    no: "Non",
    service: "Installer le service, qui travaille sans personne ?",
    stopped: "Rien n'a été écrit.",
  },
  missing: (flag) => `Il manque ${flag}. Sur un terminal, « facteur setup » le demande.`,
  wrongAddress: (text) => `« ${text} » n'est pas une adresse.`,
  wrongServer: (text) => `« ${text} » : attendu MACHINE:PORT ou MACHINE:PORT:tls|starttls|none.`,
  wrongDossier: (text, better) =>
    `« ${text} » : un nom en minuscules, chiffres et tirets, par exemple « ${better} ».`,
  nameTaken: (name, folder, better) =>
    `« ${name} » est déjà un dossier surveillé (${folder}) : donnez un autre nom, par exemple « ${better} ».`,
  noFolder: (path) => `${path} n'est pas un répertoire que l'on peut lire.`,
  nested: (inner, outer) =>
    `${inner} est dans ${outer} : un dossier surveillé n'en contient pas un autre. Il est décoché ; cochez l'un ou l'autre.`,
  notFolder: (path) =>
    `${path} est un fichier, et il faut là un répertoire : déplacez-le, ou donnez un autre endroit.`,
  isFolder: (path) =>
    `${path} est un répertoire, et il faut là un fichier : déplacez-le, ou donnez un autre endroit.`,
  noRight: (path) =>
    `Vous n'avez pas le droit d'écrire dans ${path} : lancez cette commande en root (sudo), ou donnez d'autres endroits (--config, --spool, --dossier NOM=RÉPERTOIRE).`,
  broken: (said) =>
    `L'écriture s'est arrêtée : ${said}. Les réglages, écrits en dernier, sont restés ce qu'ils étaient ; relancez quand c'est réparé.`,
  noGroup: (key) => `${key} n'a pas la forme attendue`,
  standingUnreadable: (file, said) =>
    `${file} existe et ne se lit pas : ${said}. Corrigez-le, ou donnez un autre --config.`,
  usualSubject: "Déclaration TEST01",
  found: (files, cut) =>
    `${files} ancien${files > 1 ? "s" : ""} mapibox.cfg trouvé${files > 1 ? "s" : ""}${cut ? " ; la recherche s'est arrêtée avant la fin, donnez un répertoire plus précis" : ""}.`,
  unsound: (file) => `${file} a des erreurs : facteur config import ${file} les dit.`,
  nothingNew: "Rien à ajouter : ces réglages sont déjà là.",
  refused: (problems) => `${problems} problème${problems > 1 ? "s" : ""} : rien n'a été écrit.`,
  notWritten: "Rien n'a été écrit.",
  confirmNeeded: "Rien n'a été écrit : relancez avec --yes pour accepter ce résumé.",
  summary: {
    title: "Ce qui sera écrit :",
    settings: (file) => `réglages          ${file}`,
    former: (file) => `anciens réglages  gardés dans ${file}`,
    secret: (file, rights) => `secret            ${file} (${rights})`,
    folder: (path) => `répertoire        ${path}`,
    rules: (file) => `règles            ${file}`,
    probeFailed:
      "Les connexions n'ont pas toutes réussi (voir ci-dessus) : les réglages peuvent être écrits et corrigés ensuite.",
  },
  done: "C'est écrit. Les dossiers ajoutés sont en mode test : rien n'en part.",
  next: ({ config, oauth }) => [
    "Ensuite :",
    ...(oauth === undefined ? [] : [`  facteur login ${oauth} --config ${config}`]),
    `  facteur doctor --config ${config}`,
    `  facteur service install --config ${config}   (ou « facteur run » pour un essai)`,
    `  puis déposez un fichier et lisez son compte rendu ; quand il dit ce que vous voulez, mettez "mode": "reel" au dossier et relancez l'agent.`,
  ],
};

const en: SetupWords = {
  about: "set up: mailbox, dossiers, settings; writes nothing before a yes",
  flags: {
    address: "address of the mailbox that sends and receives",
    name: "name of this identity in the settings",
    displayName: "name that organisms see",
    provider: "who hosts the mailbox (microsoft365, google, ovh…)",
    smtp: "submission server, without a known provider: HOST:PORT[:tls|starttls|none]",
    imap: "mailbox, without a known provider: HOST:PORT[:tls|starttls|none]",
    passwordFile: "file that holds the password",
    passwordEnv: "environment variable that holds it",
    passwordStdin: "read the password from standard input; it is kept in a file closed to others",
    oauthClient: "OAuth2 client id, instead of a password",
    tenant: "Microsoft directory, with --oauth-client",
    authservId: "name that your server writes in Authentication-Results",
    data: "folder of the journal, on a local disk",
    spool: "folder where the payroll program drops files",
    group: "group of the people who read reports and receipts",
    dossier: "dossier to watch: NAME or NAME=FOLDER (may be repeated)",
    to: "recipient of dossiers without a mapibox.cfg",
    subject: "subject of those mails",
    search: "folder to search for old mapibox.cfg files (may be repeated)",
    noProbe: "do not try the logins",
    dryRun: "show what would be written, write nothing",
    yes: "write without asking",
    service: "then install the service (systemd or Windows)",
  },
  ask: {
    welcome: "Facteur: set up. Nothing is written before your yes, at the end.",
    address: "Address of the mailbox that sends declarations and receives acknowledgements?",
    displayName: "Name that organisms will see?",
    provider: "Who hosts this mailbox? (arrows, then Enter)",
    otherProvider: "another one",
    proposed: "by the domain of the address",
    smtp: "Submission server (HOST:PORT, such as smtp.firm.example:465)?",
    imap: "Mailbox (HOST:PORT, such as imap.firm.example:993)?",
    password: "Password of the mailbox? (kept in a file closed to others)",
    noPassword: "A password is needed.",
    authservId:
      "Name that your mail server writes first in Authentication-Results of a received mail? (empty: later; until then an acknowledgement without a signature stays “to be confirmed”)",
    oneWord: "It is one word, such as mx.firm.example.",
    oauthClient: "Your OAuth2 client id? (empty: a password)",
    changeIdentity: "An identity is set already. Set another one?",
    search: "Folder to search for old mapibox.cfg files? (empty: none)",
    unsound: "this mapibox.cfg has errors",
    take: "Which folders to watch? (space: tick or not, Enter: go on)",
    firstDossier: "Name of the dossier to watch, where the payroll program will drop files?",
    dossier: "Name of a new dossier to watch? (empty: none)",
    to: "Address of the organism that receives?",
    subject: "Subject of the mails?",
    probing: "Trying the logins, nothing is sent",
    loginFailed: "Not all logins succeeded. What to do? (arrows, then Enter)",
    correct: "correct my answers",
    writeAnyway: "go on like this, and correct the settings later",
    stop: "stop without writing anything",
    accept: "Write all this?",
    yes: "Yes",
    no: "No",
    service: "Install the service, which works with nobody logged in?",
    stopped: "Nothing was written.",
  },
  missing: (flag) => `${flag} is missing. On a terminal, \`facteur setup\` asks for it.`,
  wrongAddress: (text) => `“${text}” is not an address.`,
  wrongServer: (text) => `“${text}”: expected HOST:PORT or HOST:PORT:tls|starttls|none.`,
  wrongDossier: (text, better) =>
    `“${text}”: a name in lower case, digits and dashes, such as “${better}”.`,
  nameTaken: (name, folder, better) =>
    `“${name}” is a watched dossier already (${folder}): give another name, such as “${better}”.`,
  noFolder: (path) => `${path} is no folder that can be read.`,
  nested: (inner, outer) =>
    `${inner} lies within ${outer}: no watched folder contains another one. It is unticked; tick one or the other.`,
  notFolder: (path) =>
    `${path} is a file, where a folder is needed: move it, or name another place.`,
  isFolder: (path) =>
    `${path} is a folder, where a file is needed: move it, or name another place.`,
  noRight: (path) =>
    `You may not write to ${path}: run this command as root (sudo), or name other places (--config, --spool, --dossier NAME=FOLDER).`,
  broken: (said) =>
    `Writing ended early: ${said}. The settings, which are written last, are what they were; run again when it is mended.`,
  noGroup: (key) => `${key} is not of the expected form`,
  standingUnreadable: (file, said) =>
    `${file} exists and cannot be read: ${said}. Correct it, or give another --config.`,
  usualSubject: "Déclaration TEST01",
  found: (files, cut) =>
    `${files} old mapibox.cfg file${files === 1 ? "" : "s"} found${cut ? "; the search ended early, name a folder nearer to them" : ""}.`,
  unsound: (file) => `${file} has errors: facteur config import ${file} tells them.`,
  nothingNew: "Nothing to add: these settings stand already.",
  refused: (problems) => `${problems} problem${problems === 1 ? "" : "s"}: nothing was written.`,
  notWritten: "Nothing was written.",
  confirmNeeded: "Nothing was written: run again with --yes to accept this summary.",
  summary: {
    title: "What will be written:",
    settings: (file) => `settings         ${file}`,
    former: (file) => `former settings  kept in ${file}`,
    secret: (file, rights) => `secret           ${file} (${rights})`,
    folder: (path) => `folder           ${path}`,
    rules: (file) => `rules            ${file}`,
    probeFailed:
      "Not all logins succeeded (see above): the settings may be written and corrected afterwards.",
  },
  done: "Written. The dossiers added are in test mode: nothing of them leaves.",
  next: ({ config, oauth }) => [
    "Next:",
    ...(oauth === undefined ? [] : [`  facteur login ${oauth} --config ${config}`]),
    `  facteur doctor --config ${config}`,
    `  facteur service install --config ${config}   (or \`facteur run\` to try)`,
    '  then drop a file, read its report, and set the dossier\'s "mode" to "reel" when it says what you want, and restart the agent.',
  ],
};

export const setupWords: Readonly<Record<Language, SetupWords>> = { fr, en };
