/** The words of the register's pages. */
import type { Language } from "../language.ts";

interface RegisterWords {
  readonly title: string;
  readonly intro: string;
  readonly empty: string;
  readonly tables: string;
  readonly rows: (count: number) => string;
  readonly subject: string;
  readonly subjectHint: string;
  readonly show: string;
  readonly unknownSubject: (name: string) => string;
  readonly filter: string;
  readonly none: string;
  readonly columns: readonly [row: string, says: string];
  readonly tableColumns: readonly [table: string, rows: string, actions: string];
  readonly needed: string;
  readonly add: string;
  readonly csv: string;
  readonly back: (table: string) => string;
  readonly all: string;
  readonly earlier: string;
  readonly later: string;
  readonly save: string;
  readonly remove: string;
  readonly removeWhat: string;
  readonly removeAll: (count: number) => string;
  readonly reason: string;
  readonly nothing: string;
  readonly there: string;
  readonly gone: string;
  readonly moved: string;
  readonly refused: (count: number) => string;
  readonly more: (count: number) => string;
  readonly done: string;
  readonly removed: string;
  readonly same: string;
  readonly changed: (by: string, reason: string) => string;
  readonly adminOnly: string;
  readonly scan: {
    readonly read: string;
    readonly replace: string;
    readonly label: string;
    readonly drop: string;
    readonly missing: string;
    readonly large: string;
    readonly empty: string;
  };
  readonly import: {
    readonly title: string;
    readonly what: string;
    readonly files: string;
    readonly table: string;
    readonly byName: string;
    readonly check: string;
    readonly button: string;
    readonly noFile: string;
    readonly large: string;
    readonly right: (put: number) => string;
  };
  readonly announce: {
    readonly title: string;
    readonly what: string;
    readonly none: string;
    readonly since: string;
    readonly letter: string;
    readonly button: string;
    readonly done: string;
    readonly unused: Readonly<Record<"lost" | "soon", string>>;
  };
}

export const registerWords: Readonly<Record<Language, RegisterWords>> = {
  fr: {
    title: "Registre",
    intro:
      "Les organismes et comment les joindre, les employeurs, qui déclare pour qui, les mandats, les adhésions, les comptes. Il est facultatif : sans ligne, tout marche comme s’il n’existait pas.",
    empty: "Le registre est vide : importez des tables, ou ajoutez une première ligne.",
    tables: "Les tables",
    rows: (n) => (n === 0 ? "vide" : `${n} ligne${n > 1 ? "s" : ""}`),
    subject: "Tout sur un employeur ou un organisme",
    subjectHint: "SIRET, code ou nom",
    show: "Montrer",
    unknownSubject: (name) => `Le registre ne connaît pas « ${name} ».`,
    filter: "Chercher dans cette table",
    none: "Aucune ligne.",
    columns: ["Ligne", "Ce qu’elle dit"],
    tableColumns: ["Table", "Contenu", "Fichier et saisie"],
    needed: "obligatoire",
    add: "Ajouter une ligne",
    csv: "CSV",
    back: (table) => `Table ${table}`,
    all: "Tout le registre",
    earlier: "Précédentes",
    later: "Suivantes",
    save: "Enregistrer",
    remove: "Retirer cette ligne",
    removeWhat: "La ligne quitte le registre ; ce qu’elle disait reste au journal.",
    removeAll: (n) => `Retirer aussi les ${n} lignes qui la nomment`,
    reason: "Pourquoi ? (reste au journal)",
    nothing: "Rien ne change : le registre le dit déjà.",
    there: "Cette ligne est déjà là : ouvrez-la pour la changer.",
    gone: "Cette ligne n’est plus dans le registre.",
    moved:
      "Cette ligne a changé depuis que vous l’avez ouverte. Rien n’a été écrit : voici ce que vous aviez saisi, comparez.",
    refused: (n) =>
      `${n} erreur${n > 1 ? "s" : ""} : rien n’a été écrit. Corrigez, puis recommencez.`,
    more: (n) => `… et ${n} autres.`,
    done: "C’est écrit, et au journal sous votre nom.",
    removed: "Retiré ; c’est au journal sous votre nom.",
    same: "Rien ne change : le registre le dit déjà.",
    changed: (by, reason) => `Écrit par ${by}${reason ? ` : ${reason}` : ""},`,
    adminOnly: "Pour changer le registre, demandez à la personne qui administre l’agent.",
    scan: {
      read: "Lire le papier gardé",
      replace: "Le remplacer par",
      label: "Papier numérisé",
      drop: "Ne plus le nommer",
      missing: "n’est pas parmi les fichiers choisis ; choisissez-le avec la table",
      large: "Ce papier est trop grand : 25 Mio au plus.",
      empty: "Ce papier est vide.",
    },
    import: {
      title: "Importer des tables CSV",
      what: "Toutes les tables choisies sont jugées ensemble, avec ce que le registre dit déjà : tout est écrit, ou rien. Une table se reconnaît à son nom (organismes.csv) ou à ses colonnes. Choisissez avec elles les mandats numérisés qu’elles nomment.",
      files: "Les fichiers",
      table: "Table, si un seul fichier",
      byName: "d’après son nom ou ses colonnes",
      check: "Contrôler seulement",
      button: "Importer",
      noFile: "Choisissez d’abord un fichier.",
      large: "est trop grand : 32 Mio au plus",
      right: (n) => `Tout est juste : ${n} ligne${n > 1 ? "s" : ""} à écrire. Rien n’a été écrit.`,
    },
    announce: {
      title: "À annoncer aux organismes",
      what: "Ce que le registre dit, et que l’organisme ne sait pas encore (compte, mode de paiement, adresse des accusés, Siren, logiciel). Imprimez la lettre, signez-la, puis dites qu’elle est partie.",
      none: "Rien à annoncer : les organismes savent ce que dit le registre.",
      since: "l’organisme en est resté au",
      letter: "Lettre à imprimer",
      button: "La lettre est partie",
      done: "C’est noté : l’organisme sait ce que dit le registre.",
      unused: {
        lost: "adhésion sans utilisation pendant une année civile entière : l’organisme peut la suspendre",
        soon: "adhésion non utilisée cette année : à utiliser avant le 31 décembre",
      },
    },
  },
  en: {
    title: "Register",
    intro:
      "The organisms and how to reach them, the employers, who declares for whom, the mandates, adhesions and accounts. It is optional: without a row, everything works as if it did not exist.",
    empty: "The register is empty: import tables, or add a first row.",
    tables: "The tables",
    rows: (n) => (n === 0 ? "empty" : `${n} row${n > 1 ? "s" : ""}`),
    subject: "All about an employer or an organism",
    subjectHint: "SIRET, code or name",
    show: "Show",
    unknownSubject: (name) => `The register does not know “${name}”.`,
    filter: "Search this table",
    none: "No row.",
    columns: ["Row", "What it says"],
    tableColumns: ["Table", "Content", "File and entry"],
    needed: "required",
    add: "Add a row",
    csv: "CSV",
    back: (table) => `Table ${table}`,
    all: "The whole register",
    earlier: "Earlier",
    later: "Later",
    save: "Save",
    remove: "Remove this row",
    removeWhat: "The row leaves the register; what it said stays in the journal.",
    removeAll: (n) => `Remove the ${n} rows that name it too`,
    reason: "Why? (stays in the journal)",
    nothing: "Nothing changes: the register says so already.",
    there: "This row is there already: open it to change it.",
    gone: "This row is no longer in the register.",
    moved:
      "This row has changed since you opened it. Nothing was written: here is what you had typed, compare.",
    refused: (n) => `${n} error${n > 1 ? "s" : ""}: nothing was written. Correct, then try again.`,
    more: (n) => `… and ${n} more.`,
    done: "Written, and in the journal under your name.",
    removed: "Removed; it is in the journal under your name.",
    same: "Nothing changes: the register says so already.",
    changed: (by, reason) => `Written by ${by}${reason ? `: ${reason}` : ""},`,
    adminOnly: "To change the register, ask the person who administers the agent.",
    scan: {
      read: "Read the kept paper",
      replace: "Replace it by",
      label: "Scanned paper",
      drop: "Name it no longer",
      missing: "is not among the chosen files; choose it together with the table",
      large: "This paper is too large: 25 MiB at most.",
      empty: "This paper is empty.",
    },
    import: {
      title: "Import CSV tables",
      what: "All chosen tables are judged together, with what the register says already: all is written, or nothing. A table is known by its name (organismes.csv) or its columns. Choose with them the scanned mandates that they name.",
      files: "The files",
      table: "Table, for a single file",
      byName: "by its name or its columns",
      check: "Check only",
      button: "Import",
      noFile: "Choose a file first.",
      large: "is too large: 32 MiB at most",
      right: (n) => `All is right: ${n} row${n > 1 ? "s" : ""} to write. Nothing was written.`,
    },
    announce: {
      title: "To announce to organisms",
      what: "What the register says and the organism does not know yet (account, payment mode, receipts’ address, Siren, program). Print the letter, sign it, then say that it is gone.",
      none: "Nothing to announce: the organisms know what the register says.",
      since: "the organism last knew on",
      letter: "Letter to print",
      button: "The letter is gone",
      done: "Noted: the organism knows what the register says.",
      unused: {
        lost: "adhesion unused during a whole calendar year: the organism may suspend it",
        soon: "adhesion not used this year: to be used before 31 December",
      },
    },
  },
};
