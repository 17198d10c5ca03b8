/** The words of what a person did outside the mail: declared otherwise, heard an answer, gave the client its statement. */

import type { StatementMeans } from "../../domain/facts/agreement.ts";
import type { OtherMeans } from "../../domain/facts.ts";
import type { VerdictIs } from "../../domain/receipt/verdict.ts";
import type { Language } from "../language.ts";
import type { SpokenMeans } from "./by-hand.ts";

interface ByHandWords {
  readonly summary: string;
  readonly what: string;
  readonly which: string;
  readonly all: string;
  readonly means: string;
  readonly reasonNeeded: string;
  readonly declared: {
    readonly title: string;
    readonly what: string;
    readonly cancels: string;
    readonly proof: string;
    readonly button: string;
    readonly means: Readonly<Record<OtherMeans, string>>;
    readonly kit: string;
  };
  readonly record: {
    readonly title: string;
    readonly what: string;
    readonly scan: string;
    readonly says: string;
    readonly saysWords: Readonly<Record<VerdictIs, string>>;
    readonly code: string;
    readonly number: string;
    readonly reason: string;
    readonly button: string;
    readonly means: Readonly<Record<SpokenMeans, string>>;
  };
  readonly statement: {
    readonly title: string;
    readonly what: string;
    readonly paper: string;
    readonly how: string;
    readonly whom: string;
    readonly button: string;
    readonly means: Readonly<Record<StatementMeans, string>>;
  };
  readonly link: {
    readonly what: (days: number) => string;
    readonly to: string;
    readonly reason: string;
    readonly button: string;
  };
  readonly noLink: Readonly<
    Record<
      "agreements" | "identity" | "address" | "agreement-not-asked" | "nothing-read" | "too-late",
      string
    >
  > & {
    readonly machine: (address: string) => string;
    readonly otherClients: (address: string) => string;
    readonly notMailed: (said: string) => string;
  };
  readonly wrong: Readonly<
    Record<"form" | "noFile" | "empty" | "large" | "reason" | "noContent", string>
  >;
  readonly noKit: Readonly<Record<"purged" | "too-large" | "no-clear", string>>;
  readonly done: Readonly<Record<"declared" | "record" | "statement" | "link", string>>;
}

export const byHandWords: Readonly<Record<Language, ByHandWords>> = {
  fr: {
    summary: "Déclaré, ou répondu, autrement que par courrier électronique",
    what: "Ce que vous avez fait ou entendu en dehors de Facteur, avec sa preuve.",
    which: "Déclaration",
    all: "toutes",
    means: "Par quel moyen",
    reasonNeeded: "Pourquoi ? (obligatoire, reste au journal)",
    declared: {
      title: "C’est déclaré autrement",
      what: "Vous l’avez déclaré sur papier, sur le portail ou par télécopie. La preuve est gardée, les alarmes cessent ; cela ne compte jamais comme enregistré.",
      cancels: "Rien n’est parti par courrier : l’envoi est annulé en même temps.",
      proof: "La preuve : copie signée, reçu du portail, rapport de télécopie",
      button: "Noter : déclaré autrement",
      means: { paper: "sur papier", portal: "sur le portail de l’organisme", fax: "par télécopie" },
      kit: "De quoi déclarer autrement (à imprimer)",
    },
    record: {
      title: "L’organisme a répondu autrement",
      what: "Une réponse reçue par télécopie, par téléphone ou par la poste. Elle vaut accusé, sous votre nom.",
      scan: "Le document numérisé (sauf au téléphone)",
      says: "Ce que dit la réponse",
      saysWords: {
        received: "reçue",
        registered: "enregistrée",
        refused: "refusée",
        "to-read": "à lire",
      },
      code: "Code, s’il y en a un",
      number: "Numéro d’enregistrement, s’il y en a un",
      reason: "Qui l’a dit, quand ? (reste au journal)",
      button: "Noter cette réponse",
      means: { fax: "par télécopie", phone: "au téléphone", post: "par la poste" },
    },
    statement: {
      title: "L’état pour le client",
      what: "Remettez au client ce qui va être déclaré et débité, puis dites-le ici : le délai de l’accord tacite commence à cet instant, là où la règle en prévoit un.",
      paper: "Lire ou imprimer l’état",
      how: "Comment le client l’a reçu",
      whom: "À qui, quand ? (reste au journal)",
      button: "Le client a cet état",
      means: { mail: "par courriel", paper: "sur papier", phone: "au téléphone" },
    },
    link: {
      what: (days) =>
        `Ou envoyez-lui un lien signé : il y lit l’état et donne son accord d’un bouton. Le lien vaut ${days} jours, une fois, jamais après l’échéance ; un nouveau lien remplace le précédent. L’envoyer ne commence pas le délai de l’accord tacite.`,
      to: "Adresse du client",
      reason: "Une note (reste au journal)",
      button: "Envoyer le lien",
    },
    noLink: {
      agreements: "Les réglages n’ont pas de « page.agreements » : il n’y a pas de lien à envoyer.",
      identity:
        "Les réglages n’ont pas de « notifications.mail » : personne n’envoie de courrier aux clients.",
      address: "Donnez l’adresse du client : nom@domaine.",
      "agreement-not-asked": "Ce dépôt n’attend l’accord d’aucun client.",
      "nothing-read": "Le contenu de ce dépôt n’a pas été lu, ou n’est plus gardé.",
      "too-late":
        "L’échéance est passée : un envoi en retard est la décision du cabinet, avec le bouton « Le client est d’accord ».",
      machine: (address) =>
        `${address} est une boîte à accusés ou l’adresse d’un organisme : un accord ne s’y demande pas.`,
      otherClients: (address) =>
        `${address} est au registre l’adresse d’un client, et pas de chaque employeur de ce dépôt : l’état montrerait les autres. Corrigez l’adresse ici ou au registre (courriel), déposez chaque client dans son fichier, ou recueillez leurs accords un à un.`,
      notMailed: (said) =>
        `Rien n’est parti, ou rien ne le prouve : ${said}. Un nouveau lien remplace celui-ci.`,
    },
    wrong: {
      form: "Ce formulaire est incomplet : choisissez une valeur proposée dans chaque liste.",
      noFile: "Joignez le document : sans lui, rien n’est noté.",
      empty: "Ce fichier est vide : il ne prouve rien.",
      large: "Ce fichier est trop grand : 25 Mio au plus.",
      reason: "Dites pourquoi : la raison reste au journal.",
      noContent: "Le contenu de ce dépôt n’a pas été lu : il n’y a rien à imprimer.",
    },
    noKit: {
      purged: "L’original de ce dépôt a été purgé : il n’y a plus rien à recopier.",
      "too-large": "Ce fichier était trop grand pour être gardé : son contenu n’est pas ici.",
      "no-clear":
        "La disposition de ce fichier n’est pas connue : il ne peut pas être montré zone par zone.",
    },
    done: {
      declared: "C’est noté : déclaré autrement, preuve gardée.",
      record: "C’est noté : réponse enregistrée sous votre nom.",
      statement: "C’est noté : le client a l’état.",
      link: "Le lien est envoyé au client, et noté au journal.",
    },
  },
  en: {
    summary: "Declared, or answered, otherwise than by mail",
    what: "What you did or heard outside Facteur, with its proof.",
    which: "Declaration",
    all: "all",
    means: "By which means",
    reasonNeeded: "Why? (required, stays in the journal)",
    declared: {
      title: "It is declared otherwise",
      what: "You declared it on paper, on the portal or by fax. The proof is kept, the alarms end; it never counts as registered.",
      cancels: "Nothing has left by mail: the sending is cancelled at the same time.",
      proof: "The proof: signed copy, the portal’s receipt, fax report",
      button: "Note: declared otherwise",
      means: { paper: "on paper", portal: "on the organism’s portal", fax: "by fax" },
      kit: "What is needed to declare otherwise (to print)",
    },
    record: {
      title: "The organism answered otherwise",
      what: "An answer that came by fax, telephone or post. It is a receipt, under your name.",
      scan: "The scanned document (but for the telephone)",
      says: "What the answer says",
      saysWords: {
        received: "received",
        registered: "registered",
        refused: "refused",
        "to-read": "to be read",
      },
      code: "Code, if any",
      number: "Registration number, if any",
      reason: "Who said so, when? (stays in the journal)",
      button: "Note this answer",
      means: { fax: "by fax", phone: "by telephone", post: "by post" },
    },
    statement: {
      title: "The statement for the client",
      what: "Give the client what is about to be declared and debited, then say so here: the tacit agreement’s delay begins at that moment, where the rule has one.",
      paper: "Read or print the statement",
      how: "How the client got it",
      whom: "To whom, when? (stays in the journal)",
      button: "The client has this statement",
      means: { mail: "by mail", paper: "on paper", phone: "by telephone" },
    },
    link: {
      what: (days) =>
        `Or mail a signed link: the client reads the statement there and agrees with a button. The link counts for ${days} days, once, never past the deadline; a new link replaces the one before. To mail it does not begin the tacit agreement’s delay.`,
      to: "The client’s address",
      reason: "A note (stays in the journal)",
      button: "Mail the link",
    },
    noLink: {
      agreements: "The settings have no “page.agreements”: there is no link to send.",
      identity: "The settings have no “notifications.mail”: nobody mails to clients.",
      address: "Give the client’s address: name@domain.",
      "agreement-not-asked": "This deposit waits for no client’s agreement.",
      "nothing-read": "The content of this deposit was not read, or is no longer kept.",
      "too-late":
        "The deadline has passed: to send late is the firm’s decision, with the button “The client agrees”.",
      machine: (address) =>
        `${address} is a mailbox of receipts or an organism’s address: no agreement is asked there.`,
      otherClients: (address) =>
        `The register has ${address} as a client’s, and not as that of each employer of this deposit: the statement would show the others. Correct the address here or in the register (mail address), drop each client in a file of its own, or gather their agreements one by one.`,
      notMailed: (said) =>
        `Nothing left, or nothing proves it: ${said}. A new link replaces this one.`,
    },
    wrong: {
      form: "This form is incomplete: choose one of the values of each list.",
      noFile: "Add the document: without it, nothing is noted.",
      empty: "This file is empty: it proves nothing.",
      large: "This file is too large: 25 MiB at most.",
      reason: "Say why: the reason stays in the journal.",
      noContent: "The content of this deposit was not read: there is nothing to print.",
    },
    noKit: {
      purged: "The original of this deposit was purged: there is nothing left to copy from.",
      "too-large": "This file was too large to be kept: its content is not here.",
      "no-clear": "The layout of this file is not known: it cannot be shown field by field.",
    },
    done: {
      declared: "Noted: declared otherwise, proof kept.",
      record: "Noted: the answer is recorded under your name.",
      statement: "Noted: the client has the statement.",
      link: "The link is sent to the client, and noted in the journal.",
    },
  },
};
