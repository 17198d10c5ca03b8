/** What a person's word about a receipt became, and why it is refused. */
import type { DepositId, ReceiptId } from "../ids.ts";

export const personRefusals = {
  "unknown-deposit": {
    fr: "ce dépôt n'existe pas",
    en: "there is no such deposit",
  },
  "unknown-receipt": {
    fr: "cet accusé n'existe pas ; `facteur receipt list` les montre",
    en: "there is no such receipt; `facteur receipt list` shows them",
  },
  "never-sent": {
    fr: "rien n'est parti de ce dépôt : aucun accusé ne peut en parler",
    en: "nothing of this deposit has left: no receipt can be about it",
  },
  "no-declaration": {
    fr: "ce dépôt n'a pas cette déclaration",
    en: "this deposit has no such declaration",
  },
  "already-there": {
    fr: "c'est déjà au journal",
    en: "it is in the journal already",
  },
  contradicts: {
    fr: 'cet accusé contredit son expéditeur (signature fausse) : pour en répondre, dites comment vous savez qu\'il est vrai, avec --reason "…"',
    en: 'this receipt contradicts its sender (false signature): to answer for it, say how you know that it is true, with --reason "…"',
  },
  purged: {
    fr: "cet accusé a été purgé : il ne peut plus être relu",
    en: "this receipt was purged: it cannot be read again",
  },
  "not-matched": {
    fr: "cet accusé n'est rattaché à aucun dépôt : `facteur receipt assign` d'abord",
    en: "this receipt is tied to no deposit: `facteur receipt assign` first",
  },
  "never-filed": {
    fr: "Facteur n'a jamais rien mis dans AR/ pour cet accusé : il n'y a rien à y remettre",
    en: "Facteur never put anything into AR/ for this receipt: there is nothing to put there again",
  },
  "not-closing": {
    fr: "rien n'authentifie cet accusé : `facteur receipt confirm` d'abord, si vous en répondez",
    en: "nothing authenticates this receipt: `facteur receipt confirm` first, if you answer for it",
  },
  "being-filed": {
    fr: "cet accusé attend déjà d'être mis dans AR/ : l'agent le fait dès qu'il tourne et que la place y est libre",
    en: "this receipt waits already to be put into AR/: the agent does so as soon as it runs and its place is free",
  },
} as const;
export type PersonRefusal = keyof typeof personRefusals;

export type PersonAnswer =
  | {
      readonly is: "done";
      readonly receipt: ReceiptId;
      readonly deposits: readonly DepositId[];
      /** Earlier receipts that the answer told whose they are. */
      readonly reconsidered?: readonly ReceiptId[];
    }
  | { readonly is: "refused"; readonly because: PersonRefusal };

export const refused = (because: PersonRefusal): PersonAnswer => ({ is: "refused", because });
