/** The words of the receipts that wait for a person. */
import type { Sign } from "../../domain/receipt/correlation.ts";
import type { ReceiptState } from "../../domain/receipt/receipt.ts";
import type { Language } from "../language.ts";

interface ReceiptsWords {
  readonly title: string;
  readonly nothing: string;
  /** To the deposits whose own receipts wait for somebody. */
  readonly toConfirm: (deposits: number) => string;
  readonly states: Readonly<Record<ReceiptState, string>>;
  readonly sections: Readonly<Record<"to-assign" | "poison" | "pending", string>>;
  readonly arrived: string;
  readonly candidates: (count: number) => string;
  readonly noCandidate: string;
  readonly neverSent: (deposits: string) => string;
  readonly points: (count: number) => string;
  readonly signs: Readonly<Record<Sign | "repeat", string>>;
  readonly open: string;
  readonly from: string;
  readonly subject: string;
  readonly parts: string;
  readonly place: string;
  readonly text: string;
  readonly noText: string;
  readonly unread: (why: string) => string;
  readonly whom: string;
  readonly about: string;
  readonly matched: string;
  readonly assign: string;
  readonly other: string;
  readonly deposit: string;
  readonly none: string;
  readonly noneWhat: string;
  readonly vouch: string;
  readonly vouchWhat: string;
  readonly refile: string;
  readonly refileWhat: string;
  readonly refileWhy: string;
  readonly bring: string;
  readonly bringWhat: string;
  readonly bringFile: string;
  readonly bringWrong: Readonly<Record<"none" | "empty" | "large", string>>;
  readonly known: string;
  readonly reason: string;
  readonly reasonNeeded: string;
  readonly signed: (name: string) => string;
  readonly done: string;
  readonly dismissed: (by: string, reason: string) => string;
}

export const receiptsWords: Readonly<Record<Language, ReceiptsWords>> = {
  fr: {
    title: "Accusés",
    nothing: "Aucun accusé n’attend d’être rattaché.",
    toConfirm: (deposits) =>
      deposits === 1
        ? "Un dépôt a un accusé à lire ou à confirmer"
        : `${deposits} dépôts ont un accusé à lire ou à confirmer`,
    states: {
      pending: "authenticité en attente du DNS",
      "to-assign": "à rattacher",
      poison: "illisible",
      filed: "rattaché",
      aside: "sans objet pour nous",
    },
    sections: {
      "to-assign": "De quel dépôt parlent-ils ?",
      poison: "Illisibles : à lire dans la boîte aux lettres",
      pending: "L’agent attend le DNS : rien à faire",
    },
    arrived: "arrivé",
    candidates: (n) => `${n} dépôt${n > 1 ? "s" : ""} possible${n > 1 ? "s" : ""}`,
    noCandidate: "aucun dépôt ne s’impose",
    neverSent: (deposits) =>
      `parle de ${deposits}, simulé : rien n’en est parti. Un autre logiciel a envoyé ces déclarations, ou l’accusé est faux`,
    points: (n) => `${n} point${n > 1 ? "s" : ""}`,
    signs: {
      references: "répond à notre courrier",
      "message-id": "cite notre Message-ID",
      "envelope-id": "cite notre envoi",
      number: "numéro déjà donné par l’organisme",
      person: "une personne l’a dit",
      identifiers: "mêmes déclarations",
      attachment: "même nom de fichier",
      interchange: "même interchange",
      totals: "mêmes totaux",
      company: "même SIRET",
      subject: "même objet",
      sender: "même expéditeur",
      repeat: "même courrier qu’un accusé non prouvé d’avant",
    },
    open: "Ouvrir",
    from: "De",
    subject: "Objet",
    parts: "Pièces jointes",
    place: "Trouvé dans",
    text: "Le courrier",
    noText: "(sans texte)",
    unread: (why) => `Ce courrier n’a pas pu être lu : ${why}.`,
    whom: "De quel dépôt parle cet accusé ?",
    about: "Ce qui parle pour lui :",
    matched: "Rattaché à",
    assign: "C’est celui-ci",
    other: "C’est un autre dépôt",
    deposit: "Numéro du dépôt (D12)",
    none: "D’aucun de nos dépôts",
    noneWhat: "Il est mis de côté ; l’agent ne le proposera plus.",
    vouch: "Se porter garant",
    vouchWhat:
      "Rien n’authentifie cet accusé. Si vous vous êtes assuré auprès de l’organisme qu’il vient de lui, il vaudra preuve, sous votre nom.",
    refile: "Le remettre dans AR/",
    refileWhat:
      "Le logiciel de paie l’a pris et perdu ? L’agent le remet une fois dans AR/. Un logiciel qui le compte déjà le comptera deux fois.",
    refileWhy: "Pourquoi ? (obligatoire, reste au journal)",
    bring: "Apporter un accusé",
    bringWhat:
      "Un courrier enregistré à la main (.eml), ou le fichier d’un accusé reçu ailleurs : il est lu et rattaché comme s’il était arrivé dans la boîte.",
    bringFile: "Le fichier",
    bringWrong: {
      none: "Choisissez d’abord un fichier.",
      empty: "Ce fichier est vide.",
      large: "Ce fichier est trop grand : 25 Mio au plus.",
    },
    known: "Ces octets étaient déjà là : voici l’accusé qu’ils ont fait.",
    reason: "Pourquoi ? (reste au journal)",
    reasonNeeded: "Comment vous en êtes-vous assuré ? (obligatoire, reste au journal)",
    signed: (name) => `La réponse est écrite au journal sous le nom « ${name} ».`,
    done: "C’est noté.",
    dismissed: (by, reason) => `Mis de côté par ${by}${reason ? ` : ${reason}` : ""}`,
  },
  en: {
    title: "Receipts",
    nothing: "No receipt waits to be assigned.",
    toConfirm: (deposits) =>
      deposits === 1
        ? "One deposit has a receipt to read or to confirm"
        : `${deposits} deposits have a receipt to read or to confirm`,
    states: {
      pending: "authenticity waits for the DNS",
      "to-assign": "to assign",
      poison: "unreadable",
      filed: "assigned",
      aside: "none of our business",
    },
    sections: {
      "to-assign": "Which deposit are they about?",
      poison: "Unreadable: to be read in the mailbox",
      pending: "The agent waits for the DNS: nothing to do",
    },
    arrived: "arrived",
    candidates: (n) => `${n} possible deposit${n > 1 ? "s" : ""}`,
    noCandidate: "no deposit stands out",
    neverSent: (deposits) =>
      `is about ${deposits}, simulated: nothing of it left. Another program sent these declarations, or the receipt is false`,
    points: (n) => `${n} point${n > 1 ? "s" : ""}`,
    signs: {
      references: "answers our mail",
      "message-id": "cites our Message-ID",
      "envelope-id": "cites our sending",
      number: "number that the organism gave before",
      person: "a person said so",
      identifiers: "same declarations",
      attachment: "same file name",
      interchange: "same interchange",
      totals: "same totals",
      company: "same SIRET",
      subject: "same subject",
      sender: "same sender",
      repeat: "same mail as an earlier receipt that nothing proved",
    },
    open: "Open",
    from: "From",
    subject: "Subject",
    parts: "Attachments",
    place: "Found in",
    text: "The mail",
    noText: "(no text)",
    unread: (why) => `This mail could not be read: ${why}.`,
    whom: "Which deposit is this receipt about?",
    about: "What speaks for it:",
    matched: "Assigned to",
    assign: "It is this one",
    other: "It is another deposit",
    deposit: "Number of the deposit (D12)",
    none: "None of our deposits",
    noneWhat: "It is put aside; the agent will not propose it again.",
    vouch: "Vouch for it",
    vouchWhat:
      "Nothing authenticates this receipt. If you made sure with the organism that it comes from them, it will count as proof, under your name.",
    refile: "Put it into AR/ again",
    refileWhat:
      "Did the payroll program take it and lose it? The agent puts it into AR/ once more. A program that has counted it will count it twice.",
    refileWhy: "Why? (required, stays in the journal)",
    bring: "Bring a receipt",
    bringWhat:
      "A mail saved by hand (.eml), or the file of a receipt that came elsewhere: it is read and tied as if it had come into the mailbox.",
    bringFile: "The file",
    bringWrong: {
      none: "Choose a file first.",
      empty: "This file is empty.",
      large: "This file is too large: 25 MiB at most.",
    },
    known: "These bytes were here already: this is the receipt that they made.",
    reason: "Why? (stays in the journal)",
    reasonNeeded: "How did you make sure? (required, stays in the journal)",
    signed: (name) => `The answer is written in the journal under the name “${name}”.`,
    done: "Noted.",
    dismissed: (by, reason) => `Put aside by ${by}${reason ? `: ${reason}` : ""}`,
  },
};
