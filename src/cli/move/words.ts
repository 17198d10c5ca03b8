/** What `facteur move` says, in French and English. */
import type { Language } from "../io.ts";

export interface MoveWords {
  readonly about: string;
  readonly export: string;
  readonly import: string;
  readonly cancel: string;
  readonly data: string;
  readonly spool: string;
  readonly exists: (file: string) => string;
  readonly missing: (file: string) => string;
  readonly progress: (files: number, mebibytes: number) => string;
  readonly exported: (file: string, files: number, facts: number) => readonly string[];
  readonly waiting: (dossier: string, files: number) => string;
  readonly arrived: (about: {
    readonly from: string;
    readonly data: string;
    readonly facts: number;
  }) => string;
  readonly wrote: (file: string) => string;
  readonly settingsKept: (file: string) => string;
  readonly settingsWrong: (file: string) => string;
  readonly taken: (dossier: string) => string;
  readonly notTaken: (dossier: string, said: string) => string;
  readonly next: (config: string) => readonly string[];
  readonly reasonNeeded: string;
  readonly notMoved: string;
  readonly cancelled: string;
}

const fr: MoveWords = {
  about: "emporte l'agent sur un autre serveur, sans rien envoyer une seconde fois",
  export:
    "réunit journal, contenus, réglages et règles dans un fichier ; l'agent d'ici ne travaille plus ensuite",
  import: "installe ici un agent emporté, après avoir vérifié chaque fichier",
  cancel: "rend son travail à l'agent d'ici, quand il n'a été installé nulle part",
  data: "dossier du journal sur ce serveur (sinon celui des réglages)",
  spool: "dossier des dépôts sur ce serveur (sinon celui des réglages)",
  exists: (file) => `${file} existe déjà : donnez un autre nom.`,
  missing: (file) => `${file} n'existe pas.`,
  progress: (files, mebibytes) => `${files} fichiers lus, ${mebibytes} Mio`,
  exported: (file, files, facts) => [
    `${file} : ${files} fichiers, ${facts} faits au journal. Il contient les clés et les déclarations : protégez-le, et détruisez-le ensuite.`,
    "Cet agent ne travaille plus ici. Ensuite, sur le nouveau serveur :",
    "  1. recopiez les dossiers de dépôt (traites, rejetes, AR et .facteur compris), ou montez le même partage ;",
    "  2. remettez les mots de passe là où les réglages les cherchent, et la clé des clés si `store.key` en nomme une : ils ne voyagent pas ;",
    `  3. facteur move import ${file}`,
  ],
  waiting: (dossier, files) =>
    `${dossier} : ${files} fichier${files > 1 ? "s attendent" : " attend"} encore d'être pris : recopiez-le${files > 1 ? "s" : ""} avec le dossier.`,
  arrived: ({ from, data, facts }) =>
    `${data} : l'agent de ${from} est là, ${facts} faits au journal.`,
  wrote: (file) => `écrit : ${file}`,
  settingsKept: (file) => `${file} existait : il n'a pas été changé.`,
  settingsWrong: (file) =>
    `${file} : des réglages ne conviennent pas à ce serveur (mots de passe, répertoires) : aucun dossier n'est encore suivi d'ici. facteur config check les dit ; puis facteur dossier take NOM pour chaque dossier.`,
  taken: (dossier) => `${dossier} : ce dossier est désormais suivi d'ici.`,
  notTaken: (dossier, said) =>
    `${dossier} : pas encore suivi d'ici (${said}) ; ensuite : facteur dossier take ${dossier}`,
  next: (config) => [
    "Ensuite :",
    `  facteur doctor --config ${config}`,
    `  facteur audit --config ${config}`,
    `  facteur run --config ${config}`,
  ],
  reasonNeeded: "Il manque --reason : pourquoi l'agent n'est pas parti.",
  notMoved: "Cet agent n'a pas été emporté : il n'y a rien à annuler.",
  cancelled:
    "Cet agent travaille à nouveau ici. Détruisez l'archive : installée ailleurs, elle enverrait tout une seconde fois.",
};

const en: MoveWords = {
  about: "carry the agent to another server, without sending anything a second time",
  export:
    "put journal, contents, settings and rules into one file; the agent here works no more afterwards",
  import: "install a carried agent here, after checking each file",
  cancel: "give its work back to the agent here, when it was installed nowhere",
  data: "folder of the journal on this server (else the settings' own)",
  spool: "folder of the dossiers on this server (else the settings' own)",
  exists: (file) => `${file} exists already: give another name.`,
  missing: (file) => `${file} does not exist.`,
  progress: (files, mebibytes) => `${files} files read, ${mebibytes} MiB`,
  exported: (file, files, facts) => [
    `${file}: ${files} files, ${facts} facts in the journal. It holds keys and declarations: protect it, and destroy it afterwards.`,
    "This agent works here no more. Next, on the new server:",
    "  1. copy the dossiers (with traites, rejetes, AR and .facteur), or mount the same share;",
    "  2. put passwords where the settings look for them, and the key of keys if `store.key` names one: they do not travel;",
    `  3. facteur move import ${file}`,
  ],
  waiting: (dossier, files) =>
    `${dossier}: ${files} file${files === 1 ? "" : "s"} not taken yet: copy with the dossier.`,
  arrived: ({ from, data, facts }) =>
    `${data}: the agent of ${from} is here, ${facts} facts in its journal.`,
  wrote: (file) => `written: ${file}`,
  settingsKept: (file) => `${file} stood already: it was not changed.`,
  settingsWrong: (file) =>
    `${file}: some settings do not fit this server (passwords, folders): no dossier is watched from here yet. facteur config check tells them; then facteur dossier take NAME for each dossier.`,
  taken: (dossier) => `${dossier}: this dossier is watched from here now.`,
  notTaken: (dossier, said) =>
    `${dossier}: not watched from here yet (${said}); next: facteur dossier take ${dossier}`,
  next: (config) => [
    "Next:",
    `  facteur doctor --config ${config}`,
    `  facteur audit --config ${config}`,
    `  facteur run --config ${config}`,
  ],
  reasonNeeded: "--reason is missing: why the agent did not leave.",
  notMoved: "This agent was not carried away: there is nothing to cancel.",
  cancelled:
    "This agent works here again. Destroy the archive: installed elsewhere, it would send everything a second time.",
};

export const moveWords: Readonly<Record<Language, MoveWords>> = { fr, en };
