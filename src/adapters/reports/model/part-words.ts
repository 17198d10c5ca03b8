/** What is asked about one mail of a file that left cut, in French as reports are filed, in English for the page. */
import type { DeclarationId, DepositId, Instant, ReceiptId } from "../../../domain/ids.ts";
import { frenchDateTime } from "../../../domain/paris-time.ts";
import { carriedTextEn, onlyText } from "./organisms.ts";
import { momentEn, type TimelineLanguage } from "./timeline-words.ts";

type Declarations = readonly DeclarationId[];

export interface PartWords {
  /** Have what is wrong corrected, then drop only these. */
  readonly mend: (only: Declarations) => string;
  /** The same of a damaged store. */
  readonly restore: (only: Declarations) => string;
  readonly others: string;
  readonly correct: (only: Declarations) => string;
  readonly check: (only: Declarations) => string;
  readonly see: (deposit: DepositId) => string;
  readonly wait: (until: Instant | undefined) => string;
  readonly back: (receipt: ReceiptId, only: Declarations) => string;
  /** What each step says that drops a part of the file again. */
  readonly only: string;
  readonly notWhole: string;
  /** `organism : steps` */
  readonly of: (organism: string, steps: string) => string;
}

const fr: PartWords = {
  mend: (only) =>
    `Faites corriger l'adresse ou la règle, puis déposez un fichier qui ne contient que ${onlyText(only)}.`,
  restore: (only) =>
    `Prévenez le service informatique (disque, sauvegarde), puis déposez un fichier qui ne contient que ${onlyText(only)}.`,
  others: "Un autre organisme en a parlé : cela ne compte pas.",
  correct: (only) =>
    `Corrigez dans le logiciel de paie, puis déposez un fichier qui ne contient que ${onlyText(only)}.`,
  check: (only) =>
    `Avant de corriger ${onlyText(only)}, vérifiez dans la boîte aux lettres qui a écrit ce refus : il n'est pas authentifié.`,
  see: (id) =>
    `Voyez le compte rendu du dépôt ${id}, qui déclare de nouveau ce qui est refusé ici.`,
  wait: (until) =>
    until === undefined
      ? "Attendez l'accusé de l'organisme."
      : `Attendez l'accusé jusqu'au ${frenchDateTime(until)} ; passé cette date, appelez l'organisme.`,
  back: (receipt, only) =>
    backFr(receipt, `déposez un fichier qui ne contient que ${onlyText(only)}`),
  only: "ne contient que",
  notWhole: "Les autres organismes ont leur part du fichier : ne le redéposez pas entier.",
  of: (organism, steps) => `${organism} : ${steps}`,
};

/** Anybody who read the mail can write that it came back (docs/decisions/0042): only a person lets it leave again. */
export const backFr = (receipt: ReceiptId, again: string): string =>
  `Le courrier ${receipt} dit que l'envoi n'est pas arrivé, et rien ne prouve d'où il vient : demandez à l'organisme s'il a la déclaration. S'il ne l'a pas : facteur receipt confirm ${receipt} --reason "…", puis corrigez l'adresse et ${again}. S'il l'a, attendez son accusé.`;

const en: PartWords = {
  mend: (only) =>
    `Have the address or the rule corrected, then drop a file that holds only ${carriedTextEn(only)}.`,
  restore: (only) =>
    `Call the IT service (disk, backup), then drop a file that holds only ${carriedTextEn(only)}.`,
  others: "Another organism spoke of it: that counts for nothing.",
  correct: (only) =>
    `Correct it in the payroll program, then drop a file that holds only ${carriedTextEn(only)}.`,
  check: (only) =>
    `Before you correct ${carriedTextEn(only)}, look in the mailbox who wrote this refusal: it is not authenticated.`,
  see: (id) => `See deposit ${id}, which declares again what is refused here.`,
  wait: (until) =>
    until === undefined
      ? "Wait for the organism's receipt."
      : `Wait for the receipt until ${momentEn(until)}; after that, call the organism.`,
  back: (receipt, only) =>
    `The mail ${receipt} says that what was sent did not arrive, and nothing proves where it comes from: ask the organism whether it has the declaration. If not: vouch for ${receipt} on its page, then correct the address and drop a file that holds only ${carriedTextEn(only)}. If so, wait for its receipt.`,
  only: "holds only",
  notWhole: "The other organisms have their part of the file: do not drop all of it again.",
  of: (organism, steps) => `${organism}: ${steps}`,
};

export const partWords: Readonly<Record<TimelineLanguage, PartWords>> = { fr, en };
