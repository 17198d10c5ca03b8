/** The words of `facteur receipt`, in French and English. */
import type { Candidate } from "../../domain/facts.ts";
import type { DepositId, ReceiptId } from "../../domain/ids.ts";
import type { ReceiptState } from "../../domain/receipt/receipt.ts";
import type { Conclusion } from "../../journey/understand/conclusion.ts";
import type { Language } from "../io.ts";

export interface ReceiptWords {
  readonly about: string;
  readonly import: string;
  readonly record: string;
  readonly assign: string;
  readonly confirm: string;
  readonly refile: string;
  readonly list: string;
  readonly options: {
    readonly fax: string;
    readonly phone: string;
    readonly post: string;
    readonly by: string;
    readonly file: string;
    readonly as: string;
    readonly code: string;
    readonly number: string;
    readonly none: string;
    readonly poison: string;
    readonly toAssign: string;
    readonly pending: string;
    readonly limit: string;
  };
  readonly oneMeans: string;
  readonly byNeeded: string;
  readonly fileNeeded: string;
  readonly whom: string;
  readonly whyAgain: string;
  readonly refiled: (receipt: ReceiptId, deposits: readonly DepositId[]) => string;
  readonly nothingWaits: string;
  readonly states: Readonly<Record<ReceiptState, string>>;
  readonly candidate: (candidate: Candidate) => string;
  readonly neverSent: (deposits: readonly DepositId[]) => string;
  readonly done: (receipt: ReceiptId, deposits: readonly DepositId[]) => string;
  readonly imported: (receipt: ReceiptId, conclusion: Conclusion | undefined) => string;
}

const matchedTo = (conclusion: Conclusion): string =>
  conclusion.matches.map((m) => m.deposit).join(", ");

/** Nothing but who brought it speaks for it. */
const isWord = (conclusion: Conclusion): boolean => conclusion.matches.some((m) => m.grade === "H");

const fr: ReceiptWords = {
  about: "agit sur les accusés de réception",
  import: "lit un accusé enregistré : un courriel (.eml) ou un fichier d'AR",
  record: "enregistre un accusé reçu par télécopie, par téléphone ou par la poste",
  assign: "dit de quel dépôt parle un accusé, ou d'aucun",
  confirm: "se porte garant d'un accusé que rien n'authentifie",
  refile: "remet dans AR/ un accusé que le logiciel de paie a consommé",
  list: "liste ce qui attend une personne : à rattacher, illisibles, en attente du DNS",
  options: {
    fax: "reçu par télécopie",
    phone: "reçu par téléphone",
    post: "reçu par la poste",
    by: "qui l'a reçu ou en décide",
    file: "la télécopie ou la lettre numérisée",
    as: "ce que dit l'accusé ; sans cela : l'organisme l'a reçue, rien de plus",
    code: "le code donné par l'organisme",
    number: "le numéro donné par l'organisme",
    none: "d'aucun de nos dépôts",
    poison: "seulement les courriers illisibles",
    toAssign: "seulement ceux dont une personne doit dire le dépôt",
    pending: "seulement ceux dont l'authenticité attend le DNS",
    limit: "nombre d'accusés",
  },
  oneMeans: "Écrivez une fois comment il est venu : --fax, --phone ou --post.",
  byNeeded: "`--by NOM` : qui a reçu cet accusé ?",
  fileNeeded: "`--file FICHIER` : une télécopie ou une lettre se conserve numérisée.",
  whom: "Nommez un dépôt (D12), ou écrivez --none.",
  whyAgain:
    '`--reason "…"` : pourquoi le remettre ? Le logiciel de paie pourrait le compter deux fois.',
  refiled: (receipt, deposits) =>
    `${receipt} : l'agent le remet dans AR/ (${deposits.join(", ")}). C'est écrit au journal.`,
  nothingWaits: "Aucun accusé n'attend une personne.",
  states: {
    pending: "authenticité en attente du DNS",
    "to-assign": "à rattacher",
    poison: "illisible",
    filed: "rattaché",
    aside: "sans objet pour nous",
  },
  candidate: ({ deposit, score, signs }) => `${deposit} : ${score} points (${signs.join(", ")})`,
  neverSent: (deposits) =>
    `parle de ${deposits.join(", ")}, simulé : rien n'en est parti. Un autre logiciel a envoyé ces déclarations, ou l'accusé est faux : il ne prouve rien ici et n'est pas mis dans AR/.`,
  done: (receipt, deposits) =>
    deposits.length === 0
      ? `${receipt} : d'aucun de nos dépôts. C'est écrit au journal.`
      : `${receipt} : rattaché à ${deposits.join(", ")}. C'est écrit au journal.`,
  imported: (receipt, conclusion) => {
    if (!conclusion) return `${receipt} : déjà reçu, octet pour octet.`;
    if (conclusion.matches.length > 0)
      return `${receipt} : rattaché à ${matchedTo(conclusion)}${isWord(conclusion) ? " ; rien ne l'authentifie, vous en répondez" : ""}.`;
    if (conclusion.by.includes("never-sent"))
      return `${receipt} : ${fr.neverSent((conclusion.candidates ?? []).map((c) => c.deposit))}`;
    return (conclusion.candidates ?? []).length > 0
      ? `${receipt} : à rattacher ; \`facteur receipt list --to-assign\`.`
      : `${receipt} : conservé, ne parle d'aucun de nos dépôts (${conclusion.class}).`;
  },
};

const en: ReceiptWords = {
  about: "act on acknowledgements",
  import: "read a saved acknowledgement: a mail (.eml) or a receipt's file",
  record: "record an acknowledgement that came by fax, telephone or post",
  assign: "say which deposit an acknowledgement is about, or none",
  confirm: "vouch for an acknowledgement that nothing authenticates",
  refile: "put into AR/ again an acknowledgement that the payroll program consumed",
  list: "list what waits for a person: to assign, unreadable, waiting for the DNS",
  options: {
    fax: "it came by fax",
    phone: "it came by telephone",
    post: "it came by post",
    by: "who received it, or decides",
    file: "the fax or the letter, scanned",
    as: "what it says; without this: the organism has received it, no more",
    code: "the code that the organism gave",
    number: "the number that the organism gave",
    none: "about none of our deposits",
    poison: "unreadable mails only",
    toAssign: "only those whose deposit a person must say",
    pending: "only those whose authenticity waits for the DNS",
    limit: "number of acknowledgements",
  },
  oneMeans: "Write once how it came: --fax, --phone or --post.",
  byNeeded: "`--by NAME`: who received this acknowledgement?",
  fileNeeded: "`--file FILE`: a fax or a letter is kept scanned.",
  whom: "Name a deposit (D12), or write --none.",
  whyAgain: '`--reason "…"`: why again? The payroll program might count it twice.',
  refiled: (receipt, deposits) =>
    `${receipt}: the agent puts it into AR/ again (${deposits.join(", ")}). It is in the journal.`,
  nothingWaits: "No acknowledgement waits for a person.",
  states: {
    pending: "authenticity waits for the DNS",
    "to-assign": "to assign",
    poison: "unreadable",
    filed: "matched",
    aside: "none of our business",
  },
  candidate: ({ deposit, score, signs }) => `${deposit}: ${score} points (${signs.join(", ")})`,
  neverSent: (deposits) =>
    `is about ${deposits.join(", ")}, simulated: nothing of it left. Another program sent these declarations, or the receipt is false: it proves nothing here and is not put into AR/.`,
  done: (receipt, deposits) =>
    deposits.length === 0
      ? `${receipt}: about none of our deposits. It is in the journal.`
      : `${receipt}: matched with ${deposits.join(", ")}. It is in the journal.`,
  imported: (receipt, conclusion) => {
    if (!conclusion) return `${receipt}: received before, byte for byte.`;
    if (conclusion.matches.length > 0)
      return `${receipt}: matched with ${matchedTo(conclusion)}${isWord(conclusion) ? "; nothing authenticates it, you answer for it" : ""}.`;
    if (conclusion.by.includes("never-sent"))
      return `${receipt} ${en.neverSent((conclusion.candidates ?? []).map((c) => c.deposit))}`;
    return (conclusion.candidates ?? []).length > 0
      ? `${receipt}: to assign; \`facteur receipt list --to-assign\`.`
      : `${receipt}: kept, about none of our deposits (${conclusion.class}).`;
  },
};

export const receiptWords: Readonly<Record<Language, ReceiptWords>> = { fr, en };
