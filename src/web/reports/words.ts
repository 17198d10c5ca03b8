/** The words of the reports' page. */
import type { Language } from "../language.ts";

interface ReportsWords {
  readonly title: string;
  readonly days: string;
  readonly today: string;
  /** What must leave before tonight. */
  readonly leaving: string;
  /** Returns that nobody dropped. */
  readonly missing: string;
  /** An account to a client. */
  readonly account: string;
  readonly accountWhat: string;
  readonly otherDay: string;
  readonly periods: string;
  readonly otherPeriod: string;
  readonly periodHint: string;
  readonly dossier: string;
  readonly anyDossier: string;
  readonly show: string;
  readonly charts: string;
  readonly noChart: string;
  readonly print: string;
  readonly page: string;
  readonly back: string;
  readonly wrongDay: string;
  readonly wrongPeriod: string;
}

export const reportsWords: Readonly<Record<Language, ReportsWords>> = {
  fr: {
    title: "Comptes rendus",
    days: "Le jour",
    today: "aujourd’hui",
    leaving: "À faire partir avant ce soir",
    missing: "Attendues, pas déposées",
    account: "Compte rendu à un client",
    accountWhat:
      "La lettre, la copie des déclarations et le double des accusés d’un client : à lire, imprimer, télécharger ou envoyer.",
    otherDay: "Jour",
    periods: "La période : ce qui a été produit, envoyé, enregistré, et ce qui manque",
    otherPeriod: "Mois, trimestre ou année",
    periodHint: "2026-11, 2026-T4, 2026",
    dossier: "Dossier",
    anyDossier: "tous",
    show: "Montrer",
    charts: "Délais des accusés et volumes",
    noChart: "Pas encore assez de dépôts pour un graphique.",
    print: "PDF à imprimer",
    page: "Page seule",
    back: "Tous les comptes rendus",
    wrongDay: "Ce n’est pas un jour.",
    wrongPeriod: "Ce n’est pas une période : écrivez 2026-11, 2026-T4 ou 2026.",
  },
  en: {
    title: "Reports",
    days: "The day",
    today: "today",
    leaving: "To leave before tonight",
    missing: "Expected, not dropped",
    account: "Account to a client",
    accountWhat:
      "The letter, and copies of a client’s declarations and receipts: to read, print, download or mail.",
    otherDay: "Day",
    periods: "The period: what was produced, sent, registered, and what is missing",
    otherPeriod: "Month, quarter or year",
    periodHint: "2026-11, 2026-T4, 2026",
    dossier: "Dossier",
    anyDossier: "any",
    show: "Show",
    charts: "Delays of receipts, and volumes",
    noChart: "Not enough deposits for a chart yet.",
    print: "PDF to print",
    page: "Page alone",
    back: "All reports",
    wrongDay: "This is no day.",
    wrongPeriod: "This is no period: write 2026-11, 2026-T4 or 2026.",
  },
};
