/** The words of the qualification's pages. */
import { type StandWords, standWords } from "../../domain/qualification/stand-words.ts";
import type { Language } from "../language.ts";

interface QualificationWords extends StandWords {
  readonly title: string;
  readonly intro: string;
  readonly none: string;
  readonly filter: string;
  readonly show: string;
  readonly earlier: string;
  readonly later: string;
  readonly columns: Readonly<Record<"pair" | "passed" | "next" | "due", string>>;
  readonly planned: (from: string) => string;
  readonly steps: Readonly<
    Record<"title" | "step" | "state" | "sent" | "came" | "due" | "done", string>
  >;
  readonly inClear: string;
  readonly on: string;
  readonly all: string;
  readonly report: string;
  readonly reportText: string;
  readonly register: string;
  readonly shared: string;
  readonly tick: {
    readonly title: string;
    readonly what: string;
    readonly step: string;
    readonly day: string;
    readonly paper: string;
    readonly button: string;
    readonly attestation: string;
  };
  readonly plan: {
    readonly title: string;
    readonly what: string;
    readonly from: string;
    readonly button: string;
  };
  readonly override: {
    readonly title: string;
    readonly what: string;
    readonly button: string;
  };
  readonly reason: string;
  readonly reasonNeeded: string;
  readonly wrong: Readonly<Record<"day" | "empty" | "large" | "step", string>>;
  readonly written: string;
}

export const qualificationWords: Readonly<Record<Language, QualificationWords>> = {
  fr: {
    title: "Qualification",
    intro:
      "Où en est chaque employeur chez chaque organisme, avant que ses déclarations soient réelles.",
    none: "Aucun organisme du registre n’a de parcours (colonne parcours), ou aucun employeur n’y est lié.",
    filter: "SIRET ou nom de l’employeur",
    show: "Montrer",
    earlier: "Précédents",
    later: "Suivants",
    columns: {
      pair: "Employeur et organisme",
      passed: "Étapes",
      next: "Où nous en sommes, et la suite",
      due: "À faire pour le",
    },
    ...standWords.fr,
    planned: (from) => `commencé le ${from}`,
    steps: {
      title: "Les étapes",
      step: "Étape",
      state: "État",
      sent: "Envoyé",
      came: "Reçu",
      due: "À faire pour le",
      done: "Effectué",
    },
    inClear: "envoyé en clair : le cryptage n’a pas été éprouvé",
    on: "le",
    all: "Toute la qualification",
    report: "Compte rendu de basculement",
    reportText: "Texte à imprimer",
    register: "Au registre",
    shared:
      "Cette qualification est celle du déclarant : elle vaut pour tous les employeurs pour lesquels il déclare.",
    tick: {
      title: "Une étape est faite",
      what: "Un appel, un papier signé, une attestation : ce qu’aucun accusé ne dit. Les étapes d’envoi se passent par leur accusé.",
      step: "Étape",
      day: "Faite le",
      paper: "Le papier à garder, s’il y en a un",
      button: "Noter : c’est fait",
      attestation: "attestation (dispense du parcours)",
    },
    plan: {
      title: "Dater le parcours",
      what: "Chaque étape reçoit son « à faire pour le », en jours ouvrés, à partir de ce jour.",
      from: "Le parcours commence le",
      button: "Dater",
    },
    override: {
      title: "Ouvrir le réel avant la fin",
      what: "Les déclarations réelles partent sans que le parcours soit terminé. L’organisme peut les refuser.",
      button: "Ouvrir le réel",
    },
    reason: "Remarque (reste au journal)",
    reasonNeeded: "Pourquoi ? (obligatoire, reste au journal)",
    wrong: {
      day: "Ce n’est pas un jour.",
      empty: "Ce fichier est vide : il ne prouve rien.",
      large: "Ce fichier est trop grand : 25 Mio au plus.",
      step: "Choisissez une étape de la liste.",
    },
    written: "C’est au journal, sous votre nom.",
  },
  en: {
    title: "Qualification",
    intro: "Where each employer stands with each organism, before its declarations are for real.",
    none: "No organism of the register has a path (column parcours), or no employer is tied to one.",
    filter: "SIRET or name of the employer",
    show: "Show",
    earlier: "Earlier",
    later: "Later",
    columns: {
      pair: "Employer and organism",
      passed: "Steps",
      next: "Where we stand, and what is next",
      due: "To be done by",
    },
    ...standWords.en,
    planned: (from) => `begun on ${from}`,
    steps: {
      title: "The steps",
      step: "Step",
      state: "State",
      sent: "Sent",
      came: "Came",
      due: "To be done by",
      done: "Done",
    },
    inClear: "sent in clear: the encryption was not tried",
    on: "on",
    all: "The whole qualification",
    report: "Account of the change",
    reportText: "Text to print",
    register: "In the register",
    shared:
      "This qualification is the declarant’s: it counts for every employer for whom they declare.",
    tick: {
      title: "A step is done",
      what: "A call, a signed paper, an attestation: what no receipt tells. Steps of sending are passed by their receipt.",
      step: "Step",
      day: "Done on",
      paper: "The paper to keep, if any",
      button: "Note: it is done",
      attestation: "attestation (takes the place of the path)",
    },
    plan: {
      title: "Date the path",
      what: "Each step gets the day it is due, in working days, from this day on.",
      from: "The path begins on",
      button: "Date it",
    },
    override: {
      title: "Open real before the end",
      what: "Real declarations leave although the path is not complete. The organism may refuse them.",
      button: "Open real",
    },
    reason: "Remark (stays in the journal)",
    reasonNeeded: "Why? (required, stays in the journal)",
    wrong: {
      day: "This is no day.",
      empty: "This file is empty: it proves nothing.",
      large: "This file is too large: 25 MiB at most.",
      step: "Choose a step of the list.",
    },
    written: "It is in the journal, under your name.",
  },
};
