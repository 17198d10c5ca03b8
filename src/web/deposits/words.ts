/** The words of the list of deposits and of its search. */
import type { Language } from "../language.ts";
import type { Group } from "./groups.ts";

interface DepositsWords {
  readonly title: string;
  readonly none: string;
  readonly columns: Readonly<Record<"id" | "file" | "state" | "registered" | "taken", string>>;
  readonly counted: (registered: number, total: number) => string;
  readonly text: string;
  readonly textHint: string;
  readonly group: string;
  readonly anyGroup: string;
  readonly groups: Readonly<Record<Group, string>>;
  readonly dossier: string;
  readonly anyDossier: string;
  readonly from: string;
  readonly to: string;
  readonly moved: string;
  readonly search: string;
  readonly clear: string;
  readonly older: string;
  readonly newest: string;
  readonly bySiret: string;
}

export const depositsWords: Readonly<Record<Language, DepositsWords>> = {
  fr: {
    title: "Dépôts",
    none: "Aucun dépôt.",
    columns: {
      id: "N°",
      file: "Fichier",
      state: "Situation",
      registered: "Enregistrées",
      taken: "Pris en charge",
    },
    counted: (registered, total) => `${registered} sur ${total}`,
    text: "Fichier, numéro ou SIRET",
    textHint: "dpae, D12, 999 999 998 00019",
    group: "Situation",
    anyGroup: "toutes",
    groups: {
      leaving: "à envoyer",
      sent: "envoyés, accusé attendu",
      registered: "enregistrés",
      refused: "refusés ou rejetés",
      read: "à lire, à confirmer",
      uncertain: "incertains",
      held: "retenus",
      ended: "sans suite (doublons, tests, annulés)",
    },
    dossier: "Dossier",
    anyDossier: "tous",
    from: "Pris du",
    to: "au",
    moved: "Changés depuis le",
    search: "Chercher",
    clear: "Tout montrer",
    older: "Plus anciens",
    newest: "Les plus récents",
    bySiret: "Dépôts qui déclarent pour ce SIRET.",
  },
  en: {
    title: "Deposits",
    none: "No deposit.",
    columns: {
      id: "No",
      file: "File",
      state: "Situation",
      registered: "Registered",
      taken: "Taken",
    },
    counted: (registered, total) => `${registered} of ${total}`,
    text: "File, number or SIRET",
    textHint: "dpae, D12, 999 999 998 00019",
    group: "Situation",
    anyGroup: "any",
    groups: {
      leaving: "to send",
      sent: "sent, receipt awaited",
      registered: "registered",
      refused: "refused or rejected",
      read: "to read, to confirm",
      uncertain: "uncertain",
      held: "held",
      ended: "led nowhere (duplicates, tests, cancelled)",
    },
    dossier: "Dossier",
    anyDossier: "any",
    from: "Taken from",
    to: "to",
    moved: "Changed since",
    search: "Find",
    clear: "Show all",
    older: "Older",
    newest: "Newest",
    bySiret: "Deposits that declare for this SIRET.",
  },
};
