/** What `facteur config` says, in French and English. */
import type { Language } from "../io.ts";

interface ConfigWords {
  readonly about: string;
  readonly check: string;
  readonly describe: string;
  readonly import: string;
  readonly schema: string;
  readonly section: string;
  readonly output: string;
  readonly settingsSound: (file: string) => string;
}

export const configWords: Readonly<Record<Language, ConfigWords>> = {
  fr: {
    about: "vérifie ou explique les réglages",
    check: "vérifie les réglages et les fichiers mapibox.cfg, tout à la fois",
    describe: "décrit chaque clé des réglages et des règles",
    import: "dit ce que veut dire un ancien mapibox.cfg, et en fait une section",
    schema: "le schéma JSON des réglages, pour un programme ou un éditeur",
    section: "nom de la section (sinon celui du répertoire)",
    output: "nouveau fichier où écrire la section",
    settingsSound: (file) => `${file} : réglages corrects.`,
  },
  en: {
    about: "check or explain the settings",
    check: "check the settings and the mapibox.cfg files, all at once",
    describe: "describe every key of the settings and rules",
    import: "say what an old mapibox.cfg means, and make a section of it",
    schema: "the JSON Schema of the settings, for a program or an editor",
    section: "name of the section (else the folder's)",
    output: "new file to write the section to",
    settingsSound: (file) => `${file}: settings are right.`,
  },
};
