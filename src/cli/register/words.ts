/** What the command line says about the register, in both languages. */
import type { Told } from "../../domain/register/column.ts";
import type { RegisterTable } from "../../domain/register/kinds.ts";

interface RegisterWords {
  readonly about: string;
  readonly list: string;
  readonly show: string;
  readonly add: string;
  readonly set: string;
  readonly remove: string;
  readonly import: string;
  readonly export: string;
  readonly options: {
    readonly table: string;
    readonly dryRun: string;
    readonly all: string;
    readonly encoding: string;
  };
  readonly empty: string;
  readonly emptyTable: (table: RegisterTable) => string;
  readonly counts: string;
  readonly unknownTable: (name: string, known: readonly string[]) => string;
  readonly unknownSubject: (name: string) => string;
  readonly notCells: (text: string) => string;
  readonly unknownColumn: (name: string, table: RegisterTable, known: readonly string[]) => string;
  readonly there: (table: RegisterTable, key: string) => string;
  readonly notThere: (table: RegisterTable, key: string) => string;
  readonly nothingChanges: string;
  readonly writing: (rows: number) => string;
  readonly done: (put: number, removed: number) => string;
  readonly wouldDo: (put: number, removed: number) => string;
  readonly refused: (problems: number) => string;
  readonly exported: (file: string, rows: number) => string;
  readonly exportedScans: (count: number) => string;
  readonly badScan: (said: Told) => Told;
  readonly changed: (by: string, when: string, reason: string) => string;
  readonly notEncodable: (file: string) => string;
  readonly announce: string;
  readonly announced: string;
  readonly letters: string;
  readonly employer: string;
  readonly organism: string;
  readonly noKey: string;
  readonly since: (day: string) => string;
  readonly imposed: (said: string, euros: number, year: number, source: string) => string;
  readonly nothingToAnnounce: string;
  readonly unused: Readonly<Record<"lost" | "soon", (used: string | undefined) => string>>;
  readonly letter: (file: string) => string;
  readonly announcedDone: string;
}

const badScan: RegisterWords["badScan"] = (said) => ({
  fr: `${said.fr} Il part du dossier de la table.`,
  en: `${said.en} It starts at the table's folder.`,
});

export const registerWords: Readonly<Record<"fr" | "en", RegisterWords>> = {
  fr: {
    about: "le registre du cabinet : organismes, employeurs, mandats, adhésions…",
    list: "les tables et leurs lignes",
    show: "tout ce qui concerne un employeur (SIRET) ou un organisme (code)",
    add: "ajoute une ligne : colonne=valeur …",
    set: "change une ligne : ses clés, et les colonnes à changer (colonne= vide la cellule)",
    remove: "retire une ligne, nommée par ses clés",
    import: "lit des tables CSV (UTF-8 ou Windows-1252, ; ou ,) : tout, ou rien",
    export: "écrit les tables en CSV dans un répertoire, avec les papiers numérisés",
    options: {
      table: "la table, quand le nom du fichier ne la dit pas",
      dryRun: "contrôle seulement, n'écrit rien",
      all: "retire aussi toutes les lignes qui nomment celle-ci",
      encoding: "utf-8 (avec marque) ou windows-1252",
    },
    empty:
      "Le registre est vide. `facteur register import` lit des tables CSV ; `facteur register export` en écrit des modèles vides.",
    emptyTable: (table) => `La table ${table} est vide.`,
    counts: "Registre :",
    unknownTable: (name, known) => `« ${name} » n'est pas une table. Tables : ${known.join(", ")}.`,
    unknownSubject: (name) =>
      `${name} : ni un employeur (SIRET) ni un organisme (code) du registre. \`facteur register list employeurs\` et \`facteur register list organismes\` les montrent.`,
    notCells: (text) => `« ${text} » : dites colonne=valeur, par exemple siret=12345678900011.`,
    unknownColumn: (name, table, known) =>
      `« ${name} » n'est pas une colonne de ${table}. Colonnes : ${known.join(", ")}.`,
    there: (table, key) =>
      `${table} ${key} : cette ligne est déjà là ; \`facteur register set\` la change.`,
    notThere: (table, key) =>
      `${table} ${key} : cette ligne n'est pas dans le registre ; \`facteur register list ${table}\` montre celles qui y sont.`,
    nothingChanges: "Rien ne change : le registre le dit déjà.",
    writing: (rows) => `écriture de ${rows} ligne(s)…`,
    done: (put, removed) =>
      `${[put > 0 ? `${put} ligne(s) écrite(s)` : "", removed > 0 ? `${removed} retirée(s)` : ""].filter(Boolean).join(", ")}. C'est au journal.`,
    wouldDo: (put, removed) =>
      `Tout est juste : ${put} ligne(s) seraient écrites, ${removed} retirées. Rien n'a été écrit.`,
    refused: (problems) =>
      `${problems} erreur(s) : rien n'a été écrit. Corrigez-les, puis recommencez.`,
    exported: (file, rows) => `${file} : ${rows} ligne(s)`,
    exportedScans: (count) => `${count} papier(s) numérisé(s) à côté.`,
    badScan,
    changed: (by, when, reason) => `par ${by} le ${when}${reason ? ` : ${reason}` : ""}`,
    notEncodable: (file) =>
      `${file} : un texte du registre ne s'écrit pas en Windows-1252 ; exportez en utf-8.`,
    announce:
      "ce qu'il faut annoncer aux organismes : compte, mode, adresse, Siren, logiciel changés ; modes imposés",
    announced: "une lettre est partie : l'organisme sait ce que dit le registre",
    letters: "écrit une lettre à imprimer par organisme et employeur dans ce répertoire",
    employer: "SIRET de l'employeur",
    organism: "code de l'organisme",
    noKey: "La clé de l'agent ne se lit pas : demandez à qui administre l'agent.",
    since: (day) => `l'organisme en est resté au ${day}`,
    imposed: (said, euros, year, source) => `imposé : ${said} (${euros} € en ${year} ; ${source})`,
    nothingToAnnounce: "Rien à annoncer : les organismes savent ce que dit le registre.",
    unused: {
      lost: (used) =>
        `adhésion sans utilisation pendant une année civile entière (${used ?? "jamais"}) : l'organisme peut la suspendre (§2.10.3)`,
      soon: (used) =>
        `adhésion non utilisée cette année (${used ?? "jamais"}) : à utiliser avant le 31 décembre, ou elle peut être suspendue`,
    },
    letter: (file) => `Lettre : ${file}`,
    announcedDone: "C'est au journal ; seul ce qui change ensuite sera à annoncer.",
  },
  en: {
    about: "the firm's register: organisms, employers, mandates, adhesions…",
    list: "its tables and their rows",
    show: "all about one employer (SIRET) or one organism (code)",
    add: "adds a row: column=value …",
    set: "changes a row: its keys, and the columns to change (column= empties the cell)",
    remove: "removes a row, named by its keys",
    import: "reads CSV tables (UTF-8 or Windows-1252, ; or ,): all of it, or nothing",
    export: "writes the tables as CSV into a folder, with the scanned papers",
    options: {
      table: "the table, when the file's name does not say it",
      dryRun: "checks only, writes nothing",
      all: "removes all rows that name this one too",
      encoding: "utf-8 (with mark) or windows-1252",
    },
    empty:
      "The register is empty. `facteur register import` reads CSV tables; `facteur register export` writes empty ones to fill.",
    emptyTable: (table) => `The table ${table} is empty.`,
    counts: "Register:",
    unknownTable: (name, known) => `“${name}” is no table. Tables: ${known.join(", ")}.`,
    unknownSubject: (name) =>
      `${name}: neither an employer (SIRET) nor an organism (code) of the register. \`facteur register list employeurs\` and \`facteur register list organismes\` show them.`,
    notCells: (text) => `“${text}”: say column=value, for instance siret=12345678900011.`,
    unknownColumn: (name, table, known) =>
      `“${name}” is no column of ${table}. Columns: ${known.join(", ")}.`,
    there: (table, key) =>
      `${table} ${key}: this row is there; \`facteur register set\` changes it.`,
    notThere: (table, key) =>
      `${table} ${key}: this row is not in the register; \`facteur register list ${table}\` shows those that are.`,
    nothingChanges: "Nothing changes: the register says so already.",
    writing: (rows) => `writing ${rows} row(s)…`,
    done: (put, removed) =>
      `${[put > 0 ? `${put} row(s) written` : "", removed > 0 ? `${removed} removed` : ""].filter(Boolean).join(", ")}. It is in the journal.`,
    wouldDo: (put, removed) =>
      `All is right: ${put} row(s) would be written, ${removed} removed. Nothing was written.`,
    refused: (problems) => `${problems} error(s): nothing was written. Correct them and try again.`,
    exported: (file, rows) => `${file}: ${rows} row(s)`,
    exportedScans: (count) => `${count} scanned paper(s) beside.`,
    badScan,
    changed: (by, when, reason) => `by ${by} on ${when}${reason ? `: ${reason}` : ""}`,
    notEncodable: (file) =>
      `${file}: a text of the register cannot be written in Windows-1252; export as utf-8.`,
    announce:
      "what organisms must be told: account, mode, address, SIREN, program that changed; imposed modes",
    announced: "a letter is gone: the organism knows what the register says",
    letters: "writes a letter to print per organism and employer into this folder",
    employer: "the employer's SIRET",
    organism: "the organism's code",
    noKey: "The agent's key cannot be read: ask whoever administers the agent.",
    since: (day) => `the organism knows of ${day}`,
    imposed: (said, euros, year, source) => `imposed: ${said} (${euros} € in ${year}; ${source})`,
    nothingToAnnounce: "Nothing to announce: organisms know what the register says.",
    unused: {
      lost: (used) =>
        `adhesion not used for a whole calendar year (${used ?? "never"}): the organism may suspend it (§2.10.3)`,
      soon: (used) =>
        `adhesion not used this year (${used ?? "never"}): to be used before 31 December, or it may be suspended`,
    },
    letter: (file) => `Letter: ${file}`,
    announcedDone: "It is in the journal; only what changes from now on is to be announced.",
  },
};
