/** What `facteur demo`, `facteur exercise` and `facteur organism` say, in French and English. */
import type { Language } from "../io.ts";

interface GoesOn {
  readonly smtp: number;
  readonly imap: number;
  readonly spool: string;
  readonly settings: string;
  readonly rules: string;
}

interface TrialWords {
  readonly demo: {
    readonly interrupted: string;
    readonly expectation: (
      what: string,
      about: { readonly expected: number; readonly found: number },
    ) => string;
    readonly reports: (folder: string) => string;
    readonly held: string;
    readonly notHeld: string;
    readonly goesOn: (about: GoesOn) => readonly string[];
  };
  readonly sampleWritten: (file: string) => string;
  readonly exercised: (played: number, failed: readonly string[]) => string;
  readonly interrupted: string;
  readonly unknownScenario: (name: string, known: readonly string[]) => string;
}

const fr: TrialWords = {
  demo: {
    interrupted: "Démonstration interrompue : son agent est arrêté.",
    expectation: (what, { expected, found }) =>
      `${expected === found ? "✓" : "✗"} ${what} : ${found}${expected === found ? "" : ` (attendu : ${expected})`}`,
    reports: (folder) => `Comptes rendus à ouvrir : ${folder}`,
    held: "Tout est comme attendu.",
    notHeld: "Ce n'est pas ce qui était attendu.",
    goesOn: ({ smtp, imap, spool, rules, settings }) => [
      `Tout continue de tourner (SMTP ${smtp}, IMAP ${imap}). Déposez des fichiers dans ${spool}`,
      `ou changez l'adresse dans ${rules}.`,
      `  npm run -s facteur -- status --config ${settings}`,
      `  npm run -s facteur -- open --config ${settings}    (la page, dans un navigateur)`,
      "Ctrl-C pour arrêter.",
    ],
  },
  sampleWritten: (file) => `${file} : une embauche de personne, à déposer dans un dossier.`,
  exercised: (played, failed) =>
    failed.length === 0
      ? `${played} exercice${played > 1 ? "s joués" : " joué"}, terminé${played > 1 ? "s" : ""} comme il faut. Rien n'a touché votre installation.`
      : `Ne s'est pas terminé comme il faut : ${failed.join(", ")}.`,
  interrupted: "Exercice interrompu : son agent est arrêté, son bac à sable effacé.",
  unknownScenario: (name, known) => `Exercice inconnu : ${name}. Connus : ${known.join(", ")}.`,
};

const en: TrialWords = {
  demo: {
    interrupted: "Demonstration interrupted: its agent is stopped.",
    expectation: (what, { expected, found }) =>
      `${expected === found ? "✓" : "✗"} ${what}: ${found}${expected === found ? "" : ` (expected: ${expected})`}`,
    reports: (folder) => `Reports to open: ${folder}`,
    held: "Everything is as expected.",
    notHeld: "This is not what was expected.",
    goesOn: ({ smtp, imap, spool, rules, settings }) => [
      `Everything goes on running (SMTP ${smtp}, IMAP ${imap}). Drop files into ${spool}`,
      `or change the address in ${rules}.`,
      `  npm run -s facteur -- status --config ${settings}`,
      `  npm run -s facteur -- open --config ${settings}    (the page, in a browser)`,
      "Ctrl-C to stop.",
    ],
  },
  sampleWritten: (file) => `${file}: a hire of nobody, to drop in a dossier.`,
  exercised: (played, failed) =>
    failed.length === 0
      ? `${played} exercise${played === 1 ? "" : "s"} played, ended as it should. Nothing touched your installation.`
      : `Did not end as it should: ${failed.join(", ")}.`,
  interrupted: "Exercise interrupted: its agent is stopped, its sandbox is gone.",
  unknownScenario: (name, known) => `Unknown exercise: ${name}. Known: ${known.join(", ")}.`,
};

export const trialWords: Readonly<Record<Language, TrialWords>> = { fr, en };
