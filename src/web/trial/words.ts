/** The words of a file that is tried without being sent. */
import type { Language } from "../language.ts";

interface TrialWords {
  readonly title: string;
  readonly intro: string;
  readonly file: string;
  readonly dropHere: string;
  readonly dossier: string;
  readonly go: string;
  readonly again: string;
  readonly noFile: string;
  readonly noDossier: string;
  readonly check: string;
  readonly rules: string;
  readonly noRules: string;
  readonly wrongRules: string;
}

export const trialWords: Readonly<Record<Language, TrialWords>> = {
  fr: {
    title: "Essayer un fichier",
    intro:
      "Le fichier est contrôlé comme le ferait l’agent, et les règles du dossier disent à qui il irait et pourquoi. Rien n’est pris, gardé ni envoyé.",
    file: "Fichier de déclarations",
    dropHere: "Déposez un fichier ici, ou choisissez-le.",
    dossier: "Comme s’il était déposé dans",
    go: "Contrôler",
    again: "Essayer un autre fichier",
    noFile: "Choisissez d’abord un fichier.",
    noDossier: "Ce dossier n’existe pas.",
    check: "Contrôle du fichier",
    rules: "Ce que les règles en feraient",
    noRules: "Ce dossier n’a pas de fichier de règles : le dépôt attendrait.",
    wrongRules: "Les règles de ce dossier ne peuvent pas servir :",
  },
  en: {
    title: "Try a file",
    intro:
      "The file is checked as the agent would, and the dossier’s rules say to whom it would go and why. Nothing is taken, kept or sent.",
    file: "Declaration file",
    dropHere: "Drop a file here, or choose one.",
    dossier: "As if it were dropped in",
    go: "Check",
    again: "Try another file",
    noFile: "Choose a file first.",
    noDossier: "There is no such dossier.",
    check: "Check of the file",
    rules: "What the rules would make of it",
    noRules: "This dossier has no rule file: the deposit would wait.",
    wrongRules: "The rules of this dossier cannot be used:",
  },
};
