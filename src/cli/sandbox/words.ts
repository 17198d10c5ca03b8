/** What `facteur exercise` and `facteur organism` say, in French and English. */
import type { Language } from "../io.ts";

interface TrialWords {
  readonly sampleWritten: (file: string) => string;
  readonly exercised: (played: number, failed: readonly string[]) => string;
  readonly interrupted: string;
  readonly unknownScenario: (name: string, known: readonly string[]) => string;
}

const fr: TrialWords = {
  sampleWritten: (file) => `${file} : une embauche de personne, à déposer dans un dossier.`,
  exercised: (played, failed) =>
    failed.length === 0
      ? `${played} exercice${played > 1 ? "s joués" : " joué"}, terminé${played > 1 ? "s" : ""} comme il faut. Rien n'a touché votre installation.`
      : `Ne s'est pas terminé comme il faut : ${failed.join(", ")}.`,
  interrupted: "Exercice interrompu : son agent est arrêté, son bac à sable effacé.",
  unknownScenario: (name, known) => `Exercice inconnu : ${name}. Connus : ${known.join(", ")}.`,
};

const en: TrialWords = {
  sampleWritten: (file) => `${file}: a hire of nobody, to drop in a dossier.`,
  exercised: (played, failed) =>
    failed.length === 0
      ? `${played} exercise${played === 1 ? "" : "s"} played, ended as it should. Nothing touched your installation.`
      : `Did not end as it should: ${failed.join(", ")}.`,
  interrupted: "Exercise interrupted: its agent is stopped, its sandbox is gone.",
  unknownScenario: (name, known) => `Unknown exercise: ${name}. Known: ${known.join(", ")}.`,
};

export const trialWords: Readonly<Record<Language, TrialWords>> = { fr, en };
