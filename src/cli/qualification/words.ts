/** What the command line says about qualification, in both languages. */
import { type StandWords, standWords } from "../../domain/qualification/stand-words.ts";

interface QualificationWords extends StandWords {
  readonly about: string;
  readonly show: string;
  readonly done: string;
  readonly override: string;
  readonly plan: string;
  readonly report: string;
  readonly options: {
    readonly employer: string;
    readonly organism: string;
    readonly date: string;
    readonly file: string;
  };
  readonly none: string;
  readonly noKey: string;
  readonly which: (employers: number, organisms: readonly string[]) => string;
  readonly badDate: (text: string) => string;
  readonly noDurations: (path: string) => string;
  readonly next: (step: string, is: string) => string;
  readonly columns: readonly string[];
  readonly inClear: string;
  readonly written: string;
  readonly sentAs: (deposit: string, when: string) => string;
}

export const qualificationWords: Readonly<Record<"fr" | "en", QualificationWords>> = {
  fr: {
    about: "où en est chaque employeur chez chaque organisme, avant le réel",
    show: "toutes les étapes : envoyé, reçu, à faire pour le, effectué",
    done: "une étape faite par une personne (appel, papier signé, attestation)",
    override: "laisse partir le réel avant la fin du parcours, avec une raison",
    plan: "date le parcours : chaque étape reçoit son « à faire pour le »",
    report: "compte rendu de basculement, avec les chiffres du journal",
    options: {
      employer: "SIRET de l'employeur",
      organism: "code de l'organisme",
      date: "le jour où ce fut fait (AAAA-MM-JJ ou JJ/MM/AAAA ; sinon aujourd'hui)",
      file: "papier à garder : attestation, convention signée",
    },
    none: "Aucun organisme du registre n'a de parcours (`facteur register set organismes code=… parcours=…`), ou aucun employeur n'y est lié.",
    noKey: "La clé de l'agent ne se lit pas : demandez à qui administre l'agent.",
    which: (employers, organisms) =>
      `Dites --organism CODE (${organisms.join(", ") || "aucun n'a de parcours"})${employers > 1 ? " et --employer SIRET : plusieurs déclarants sont au registre" : ""}.`,
    badDate: (text) => `« ${text} » n'est pas une date : AAAA-MM-JJ ou JJ/MM/AAAA.`,
    noDurations: (path) =>
      `Le parcours ${path} ne donne aucune durée à ses étapes : il n'y a pas de dates à en tirer. Rien n'a été écrit.`,
    ...standWords.fr,
    next: (step, is) => `${step} (${is})`,
    columns: ["étape", "état", "envoyé", "reçu", "à faire pour le", "effectué"],
    inClear: "envoyé en clair : le cryptage n'a pas été éprouvé",
    written: "C'est au journal.",
    sentAs: (deposit, when) => `${deposit} le ${when}`,
  },
  en: {
    about: "where each employer stands with each organism before anything is real",
    show: "all steps: sent, received, to be done by, done",
    done: "a step that a person did (a call, a signed paper, an attestation)",
    override: "lets real declarations go before the path is complete, with a reason",
    plan: "dates the path: each step gets the day it is due",
    report: "the final account of the change, with figures from the journal",
    options: {
      employer: "the employer's SIRET",
      organism: "the organism's code",
      date: "the day it was done (YYYY-MM-DD or DD/MM/YYYY; else today)",
      file: "a paper to keep: attestation, signed agreement",
    },
    none: "No organism of the register has a path (`facteur register set organismes code=… parcours=…`), or no employer is tied to one.",
    noKey: "The agent's key cannot be read: ask whoever administers the agent.",
    which: (employers, organisms) =>
      `Say --organism CODE (${organisms.join(", ") || "none has a path"})${employers > 1 ? " and --employer SIRET: several declarants stand in the register" : ""}.`,
    badDate: (text) => `“${text}” is no date: YYYY-MM-DD or DD/MM/YYYY.`,
    noDurations: (path) =>
      `The path ${path} gives its steps no duration: no dates follow from a beginning. Nothing was written.`,
    ...standWords.en,
    next: (step, is) => `${step} (${is})`,
    columns: ["step", "state", "sent", "received", "to be done by", "done"],
    inClear: "sent in clear: the encryption was not tried",
    written: "It is in the journal.",
    sentAs: (deposit, when) => `${deposit} on ${when}`,
  },
};
