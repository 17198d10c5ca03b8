/** What the command line says about qualification, in both languages. */
import type { StepIs } from "../domain/qualification/stand.ts";

interface QualificationWords {
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
  readonly is: Readonly<Record<StepIs, string>>;
  readonly complete: string;
  readonly attested: (on: string, by: string) => string;
  readonly overridden: (by: string, reason: string) => string;
  readonly next: (step: string, is: string) => string;
  readonly by: (declarant: string) => string;
  readonly columns: readonly string[];
  readonly inClear: string;
  readonly optional: string;
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
    is: {
      open: "à faire",
      awaiting: "envoyé, accusé attendu",
      refused: "à renvoyer : refusé ou non parti",
      "to-read": "accusé à lire",
      done: "fait",
    },
    complete: "qualifié : le réel est ouvert",
    attested: (on, by) => `qualifié par attestation du ${on} (${by})`,
    overridden: (by, reason) => `réel ouvert par ${by} : ${reason}`,
    next: (step, is) => `${step} (${is})`,
    by: (declarant) => `par ${declarant}`,
    columns: ["étape", "état", "envoyé", "reçu", "à faire pour le", "effectué"],
    inClear: "envoyé en clair : le cryptage n'a pas été éprouvé",
    optional: "ne retient rien",
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
    is: {
      open: "to do",
      awaiting: "sent, receipt awaited",
      refused: "to be sent again: refused, or never left",
      "to-read": "receipt to be read",
      done: "done",
    },
    complete: "qualified: real is open",
    attested: (on, by) => `qualified by attestation of ${on} (${by})`,
    overridden: (by, reason) => `real opened by ${by}: ${reason}`,
    next: (step, is) => `${step} (${is})`,
    by: (declarant) => `by ${declarant}`,
    columns: ["step", "state", "sent", "received", "to be done by", "done"],
    inClear: "sent in clear: the encryption was not tried",
    optional: "nothing waits for it",
    written: "It is in the journal.",
    sentAs: (deposit, when) => `${deposit} on ${when}`,
  },
};
