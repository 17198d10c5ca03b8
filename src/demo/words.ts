/** What the demonstration says, in French and English. */
import type { DropName } from "./input.ts";
import type { ExpectationName } from "./judge.ts";

export type DemoLanguage = "fr" | "en";

export interface DemoWords {
  readonly organism: (smtp: number, imap: number) => string;
  readonly sandbox: (folder: string) => string;
  readonly agent: (pid: number) => string;
  readonly drops: (dossier: string, what: string) => string;
  readonly dropped: Readonly<Record<DropName, (name: string) => string>>;
  readonly changed: (what: string, title: string) => string;
  readonly answers: (received: number) => string;
  readonly timeOver: string;
  readonly expected: Readonly<Record<ExpectationName, string>>;
}

const fr: DemoWords = {
  organism: (smtp, imap) => `organisme simulé : SMTP ${smtp}, IMAP ${imap} (127.0.0.1)`,
  sandbox: (folder) => `bac à sable      : ${folder}`,
  agent: (pid) => `agent            : facteur run, processus ${pid}`,
  drops: (dossier, what) => `dépose  ${dossier}/${what}`,
  dropped: {
    hires: (name) => `${name} : trois embauches`,
    edifact: (name) => `${name} : deux DUCS EDIFACT`,
    flat: (name) => `${name} : une DUCS texte`,
    damaged: (name) => `${name} : un fichier abîmé`,
    other: (name) => `${name} : le même nom, un autre contenu`,
    again: (name) => `${name} : encore lui, à l'identique`,
    halves: (name) => `${name} : écrit en deux moitiés, à deux secondes d'écart`,
  },
  changed: (what, title) => `${what} : ${title}`,
  answers: (received) => `, ${received} réponse(s) reçue(s)`,
  timeOver: "le temps est écoulé : voici où les choses en sont",
  expected: {
    deposits: "dépôts",
    sent: "plis arrivés chez l'organisme",
    twice: "plis arrivés deux fois",
    registered: "déclarations enregistrées",
    refused: "déclarations refusées",
    reasons: "refus avec leur motif",
    duplicates: "doublons écartés",
    rejected: "fichiers rejetés avant l'envoi",
  },
};

const en: DemoWords = {
  organism: (smtp, imap) => `simulated organism: SMTP ${smtp}, IMAP ${imap} (127.0.0.1)`,
  sandbox: (folder) => `sandbox           : ${folder}`,
  agent: (pid) => `agent             : facteur run, process ${pid}`,
  drops: (dossier, what) => `drops   ${dossier}/${what}`,
  dropped: {
    hires: (name) => `${name}: three hires`,
    edifact: (name) => `${name}: two EDIFACT returns`,
    flat: (name) => `${name}: one flat return`,
    damaged: (name) => `${name}: a damaged file`,
    other: (name) => `${name}: the same name, other content`,
    again: (name) => `${name}: the very same again`,
    halves: (name) => `${name}: written in two halves, two seconds apart`,
  },
  changed: (what, title) => `${what}: ${title}`,
  answers: (received) => `, ${received} answer(s) received`,
  timeOver: "time is up: this is how things stand",
  expected: {
    deposits: "deposits",
    sent: "mails that reached the organism",
    twice: "mails that reached it twice",
    registered: "declarations registered",
    refused: "declarations refused",
    reasons: "refusals with their reason",
    duplicates: "duplicates set aside",
    rejected: "files rejected before sending",
  },
};

export const demoWords: Readonly<Record<DemoLanguage, DemoWords>> = { fr, en };
