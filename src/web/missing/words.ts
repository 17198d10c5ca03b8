/** The words of returns that are expected and were declared otherwise. */
import type { OtherMeans } from "../../domain/facts.ts";
import type { MissingAnswer } from "../../journey/expected/declare-missing.ts";
import type { Language } from "../language.ts";

type Wrong = Exclude<MissingAnswer, { readonly is: "done" }>;

interface MissingWords {
  readonly title: string;
  readonly what: string;
  readonly expected: string;
  readonly none: string;
  readonly columns: Readonly<Record<"what" | "period" | "dossier" | "deadline" | "who", string>>;
  readonly employers: (count: number) => string;
  readonly before: string;
  readonly say: string;
  readonly declared: string;
  readonly declaredWhat: string;
  readonly employer: string;
  readonly organism: string;
  readonly period: string;
  readonly means: string;
  readonly meansWords: Readonly<Record<OtherMeans, string>>;
  readonly proof: string;
  readonly reason: string;
  readonly button: string;
  readonly signed: (name: string) => string;
  readonly wrong: Readonly<
    Record<"form" | "noFile" | "empty" | "large" | "reason" | "employer", string>
  >;
  readonly refused: (answer: Wrong) => string;
  readonly done: string;
}

export const missingWords: Readonly<Record<Language, MissingWords>> = {
  fr: {
    title: "Déclarations attendues, pas déposées",
    what: "Ce que les seize derniers mois ou une adhésion du registre font attendre, et qui n’a pas été déposé. Si une déclaration a été faite sur papier, sur le portail ou par télécopie, dites-le ici : elle n’est plus attendue.",
    expected: "Attendues aujourd’hui",
    none: "Rien n’est attendu qui ne soit déposé.",
    columns: {
      what: "Déclaration",
      period: "Période",
      dossier: "Dossier",
      deadline: "Échéance",
      who: "De qui",
    },
    employers: (n) => `${n} ${n < 2 ? "employeur" : "employeurs"}`,
    before: "la précédente :",
    say: "Déclarée autrement",
    declared: "C’est déclaré autrement",
    declaredWhat:
      "La preuve est gardée, l’alarme cesse, et la période suivante est attendue comme avant. Cela ne compte jamais comme enregistré.",
    employer: "SIRET de l’employeur",
    organism: "Organisme (son numéro dans les fichiers, ou celui du registre)",
    period: "Période (2026-T4, 2026-10, 2026)",
    means: "Par quel moyen",
    meansWords: {
      paper: "sur papier",
      portal: "sur le portail de l’organisme",
      fax: "par télécopie",
    },
    proof: "La preuve : copie signée, reçu du portail, rapport de télécopie",
    reason: "Pourquoi ? (obligatoire, reste au journal)",
    button: "Noter : déclarée autrement",
    signed: (name) => `C’est écrit au journal sous le nom « ${name} ».`,
    wrong: {
      form: "Ce formulaire est incomplet : choisissez une valeur proposée dans chaque liste.",
      noFile: "Joignez le document : sans lui, rien n’est noté.",
      empty: "Ce fichier est vide : il ne prouve rien.",
      large: "Ce fichier est trop grand : 25 Mio au plus.",
      reason: "Dites pourquoi : la raison reste au journal.",
      employer: "Le SIRET de l’employeur a quatorze chiffres.",
    },
    refused: (answer) => {
      switch (answer.is) {
        case "there":
          return answer.deposit
            ? `Elle a été déposée (${answer.deposit}) : dites-le sur la page de ce dépôt.`
            : "C’est déjà au journal, avec sa preuve.";
        case "not-expected":
          return "Rien n’est attendu de cet employeur chez cet organisme, ni par ses déclarations des seize derniers mois ni par une adhésion du registre : vérifiez le SIRET et l’organisme.";
        case "bad-period":
          return "Ce n’est pas une période : écrivez 2026-T4, 2026-10 ou 2026.";
      }
    },
    done: "C’est noté : déclarée autrement, preuve gardée. Elle n’est plus attendue.",
  },
  en: {
    title: "Returns that are expected and were not dropped",
    what: "What the last sixteen months, or an adhesion of the register, make expected and nobody dropped. If a return was made on paper, on the portal or by fax, say so here: it is expected no more.",
    expected: "Expected today",
    none: "Nothing is expected that was not dropped.",
    columns: {
      what: "Return",
      period: "Period",
      dossier: "Dossier",
      deadline: "Deadline",
      who: "Whose",
    },
    employers: (n) => `${n} ${n === 1 ? "employer" : "employers"}`,
    before: "the one before:",
    say: "Declared otherwise",
    declared: "It is declared otherwise",
    declaredWhat:
      "The proof is kept, the alarm ends, and the next period is expected as before. It never counts as registered.",
    employer: "The employer’s SIRET",
    organism: "Organism (its number in the files, or the register’s)",
    period: "Period (2026-T4, 2026-10, 2026)",
    means: "By which means",
    meansWords: { paper: "on paper", portal: "on the organism’s portal", fax: "by fax" },
    proof: "The proof: signed copy, the portal’s receipt, fax report",
    reason: "Why? (required, stays in the journal)",
    button: "Note: declared otherwise",
    signed: (name) => `It is written in the journal under the name “${name}”.`,
    wrong: {
      form: "This form is incomplete: choose one of the values of each list.",
      noFile: "Add the document: without it, nothing is noted.",
      empty: "This file is empty: it proves nothing.",
      large: "This file is too large: 25 MiB at most.",
      reason: "Say why: the reason stays in the journal.",
      employer: "An employer’s SIRET has fourteen digits.",
    },
    refused: (answer) => {
      switch (answer.is) {
        case "there":
          return answer.deposit
            ? `It was dropped (${answer.deposit}): say so on that deposit’s page.`
            : "It is in the journal already, with its proof.";
        case "not-expected":
          return "Nothing is expected of this employer at this organism, neither by its returns of the last sixteen months nor by an adhesion of the register: check the SIRET and the organism.";
        case "bad-period":
          return "This is no period: write 2026-T4, 2026-10 or 2026.";
      }
    },
    done: "Noted: declared otherwise, proof kept. It is expected no more.",
  },
};
