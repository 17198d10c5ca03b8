/** What `facteur report` says of itself, in French and English. */
import type { Language } from "../io.ts";

interface ReportWords {
  readonly about: string;
  readonly today: string;
  readonly day: string;
  readonly period: string;
  readonly dossier: string;
  readonly badDay: (text: string) => string;
  readonly badPeriod: (text: string) => string;
  readonly noDossier: (name: string, known: readonly string[]) => string;
}

export const reportWords: Readonly<Record<Language, ReportWords>> = {
  fr: {
    about: "les comptes rendus : du jour, ou le rapprochement d'une période",
    today:
      "ce qui doit partir avant ce soir, par heure limite, et ce qui était attendu et n'est pas venu ; sortie 1 s'il y a à faire",
    day: "le jour (aujourd'hui sans rien dire) : ce qui demande une action, puis tout le reste ; sortie 1 s'il y a à faire",
    period:
      "une période (2026-T4, 2026-10, 2026) : produit, envoyé, reçu à chaque niveau, et ce qui manque ; sortie 1 si le compte n'y est pas",
    dossier: "d'un seul dossier",
    badDay: (text) => `« ${text} » n'est pas un jour : AAAA-MM-JJ, « hier », ou rien.`,
    badPeriod: (text) => `« ${text} » n'est pas une période : 2026-T4, 2026-10, 2026 ou 202640.`,
    noDossier: (name, known) =>
      `Le dossier « ${name} » n'est pas dans les réglages : ${known.join(", ")}.`,
  },
  en: {
    about: "the reports: of a day, or the reconciliation of a period",
    today:
      "what must leave before tonight, by the latest safe hour, and what was expected and did not come; exit 1 when there is something to do",
    day: "a day (today without one): what needs somebody, then the rest; exit 1 when there is something to do",
    period:
      "a period (2026-T4, 2026-10, 2026): produced, sent, received at each level, and what is missing; exit 1 when it does not add up",
    dossier: "of one dossier only",
    badDay: (text) => `“${text}” is not a day: YYYY-MM-DD, “yesterday”, or nothing.`,
    badPeriod: (text) => `“${text}” is not a period: 2026-T4, 2026-10, 2026 or 202640.`,
    noDossier: (name, known) =>
      `The dossier “${name}” is not in the settings: ${known.join(", ")}.`,
  },
};
