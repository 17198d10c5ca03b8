/** What `facteur demo`, `facteur exercise` and `facteur organism` say, in French and English. */
import type { Language } from "../io.ts";

interface GoesOn {
  readonly smtp: number;
  readonly imap: number;
  readonly spool: string;
  readonly settings: string;
  readonly rules: string;
}

interface SandboxWords {
  readonly about: {
    readonly demo: string;
    readonly exercise: string;
    readonly organism: string;
  };
  readonly options: {
    readonly watch: string;
    readonly smtpPort: string;
    readonly imapPort: string;
    readonly delayMs: string;
    readonly lateMs: string;
    readonly sample: string;
  };
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

const fr: SandboxWords = {
  about: {
    demo: "montre toute la chaîne avec un organisme simulé, sur cette machine seulement",
    exercise: "joue des pannes dans un bac à sable : ce que dit l'agent, et que faire",
    organism: "lance l'organisme simulé et son serveur de courrier, sur cette machine seulement",
  },
  options: {
    watch: "laisse tout tourner à la fin, pour essayer soi-même",
    smtpPort: "port SMTP (2525 ; 0 : un port libre)",
    imapPort: "port IMAP (2143 ; 0 : un port libre)",
    delayMs: "délai avant un accusé (200)",
    lateMs: "délai avant l'accusé de late@ (60000)",
    sample: "écrit un fichier d'essai (une embauche fictive) et s'arrête là",
  },
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
  sampleWritten: (file) => `${file} : une embauche fictive, à déposer dans un dossier.`,
  exercised: (played, failed) =>
    failed.length === 0
      ? `${played} exercice${played > 1 ? "s joués" : " joué"}, terminé${played > 1 ? "s" : ""} comme il faut. Rien n'a touché votre installation.`
      : `Ne s'est pas terminé comme il faut : ${failed.join(", ")}.`,
  interrupted: "Exercice interrompu : son agent est arrêté, son bac à sable effacé.",
  unknownScenario: (name, known) => `Exercice inconnu : ${name}. Connus : ${known.join(", ")}.`,
};

const en: SandboxWords = {
  about: {
    demo: "show the whole chain with a simulated organism, on this machine only",
    exercise: "play faults in a sandbox: what the agent says, and what to do",
    organism: "run the simulated organism and its mail server, on this machine only",
  },
  options: {
    watch: "leave everything running at the end, to play with",
    smtpPort: "SMTP port (2525; 0: a free one)",
    imapPort: "IMAP port (2143; 0: a free one)",
    delayMs: "delay of an acknowledgement (200)",
    lateMs: "delay of late@'s acknowledgement (60000)",
    sample: "write a sample file (the hire of a person who does not exist) and stop there",
  },
  demo: {
    interrupted: "Demonstration interrupted: its agent is stopped.",
    expectation: (what, { expected, found }) =>
      `${expected === found ? "✓" : "✗"} ${what}: ${found}${expected === found ? "" : ` (expected: ${expected})`}`,
    reports: (folder) => `Reports to open: ${folder}`,
    held: "Everything is as expected.",
    notHeld: "This is not what was expected.",
    goesOn: ({ smtp, imap, spool, rules, settings }) => [
      `Everything keeps running (SMTP ${smtp}, IMAP ${imap}). Drop files into ${spool}`,
      `or change the address in ${rules}.`,
      `  npm run -s facteur -- status --config ${settings}`,
      `  npm run -s facteur -- open --config ${settings}    (the page, in a browser)`,
      "Ctrl-C to stop.",
    ],
  },
  sampleWritten: (file) =>
    `${file}: the hire of a person who does not exist, to drop in a dossier.`,
  exercised: (played, failed) =>
    failed.length === 0
      ? `${played} exercise${played === 1 ? "" : "s"} played, ended as ${played === 1 ? "it" : "they"} should. Nothing touched your installation.`
      : `Did not end as it should: ${failed.join(", ")}.`,
  interrupted: "Exercise interrupted: its agent is stopped, its sandbox is gone.",
  unknownScenario: (name, known) => `Unknown exercise: ${name}. Known: ${known.join(", ")}.`,
};

export const sandboxWords: Readonly<Record<Language, SandboxWords>> = { fr, en };
