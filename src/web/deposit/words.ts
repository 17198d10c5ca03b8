/** The words of one deposit's page. */
import type { Language } from "../language.ts";
import type { ChoiceName } from "./choices.ts";

interface DepositWords {
  readonly kicker: (id: string, dossier: string) => string;
  readonly taken: string;
  readonly hash: string;
  readonly todo: string;
  readonly answerHere: string;
  /** Instead of a command that vouches for a receipt: `$1` is the receipt. */
  readonly vouchAt: string;
  readonly sections: Readonly<
    Record<
      | "decision"
      | "evidence"
      | "other"
      | "parts"
      | "times"
      | "declarations"
      | "findings"
      | "receipts"
      | "mails"
      | "timeline"
      | "papers",
      string
    >
  >;
  readonly choices: Readonly<
    Record<ChoiceName, { readonly button: string; readonly what: string }>
  >;
  /** Of a mail whose arrival somebody confirmed, or which somebody had sent again. */
  readonly decidedAlready: string;
  readonly about: (message: string) => string;
  readonly reason: string;
  readonly reasonNeeded: string;
  readonly agreedBy: string;
  readonly signed: (name: string) => string;
  readonly done: (choice: string) => string;
  readonly moved: string;
  readonly clientHeld: (name: string, by: string, reason: string) => string;
  readonly asked: Readonly<Record<"uncertain" | "held" | "suspended" | "refused", string>>;
  readonly evidence: Readonly<
    Record<
      | "to"
      | "messageId"
      | "attempt"
      | "beforeDot"
      | "dot"
      | "server"
      | "searched"
      | "never"
      | "found"
      | "absent"
      | "no-folder"
      | "given"
      | "tacit"
      | "tooLate"
      | "receipts"
      | "noReceipt"
      | "deadline"
      | "safeHour"
      | "same"
      | "underWay"
      | "tls",
      string
    >
  >;
  readonly columns: Readonly<
    Record<"who" | "verdict" | "receipt" | "where" | "wrong" | "remedy", string>
  >;
  readonly parts: Readonly<Record<"organism" | "state", string>>;
  readonly noReceipt: string;
  readonly papers: Readonly<Record<"html" | "pdf" | "text" | "json", string>>;
  readonly unreadable: string;
}

export const depositWords: Readonly<Record<Language, DepositWords>> = {
  fr: {
    kicker: (id, dossier) => `Dépôt ${id} · dossier ${dossier}`,
    taken: "pris en charge",
    hash: "empreinte",
    todo: "Ce qu’il faut faire",
    answerHere: "Répondez ci-dessous, avec un bouton.",
    vouchAt: "répondez-en sur la page de $1",
    sections: {
      decision: "Votre décision",
      evidence: "Ce que l’on sait",
      other: "Autres décisions possibles",
      parts: "Par organisme",
      times: "Les délais",
      declarations: "Déclarations",
      findings: "Contrôle du fichier",
      receipts: "Réponses",
      mails: "Courrier à l’organisme",
      timeline: "Suivi",
      papers: "Compte rendu",
    },
    choices: {
      confirm: {
        button: "L’organisme l’a : confirmer",
        what: "Vous vous êtes assuré que l’organisme a reçu ce courrier. Rien n’est envoyé ; on attend ses accusés.",
      },
      resend: {
        button: "Renvoyer le même courrier",
        what: "L’organisme ne l’a pas. Les mêmes octets repartent sous le même Message-ID ; s’il l’avait déjà, il en aura deux.",
      },
      agreed: {
        button: "Le client est d’accord",
        what: "Le client a dit oui à l’état de ce qui va être déclaré et débité. Le dépôt reprend son chemin ; qui l’a dit, et comment, reste au journal.",
      },
      release: {
        button: "Laisser partir",
        what: "Le dépôt reprend son chemin : il est réglé et envoyé comme les autres.",
      },
      override: {
        button: "Laisser partir malgré la qualification",
        what: "La qualification chez cet organisme n’est pas terminée. Ce dépôt part quand même en réel, sous votre responsabilité.",
      },
      replacement: {
        button: "Elle remplace la précédente",
        what: "La déclaration de ce dépôt annule et remplace celle qui est déjà partie ; seuls ses accusés feront preuve.",
      },
      separate: {
        button: "C’est une autre déclaration",
        what: "Ce dépôt déclare autre chose : il part aussi, et le premier garde sa valeur.",
      },
      retry: {
        button: "Essayer de nouveau",
        what: "Le courrier n’est pas parti : un nouvel essai est fait tout de suite.",
      },
      hold: {
        button: "Suspendre",
        what: "Rien de ce dépôt ne part tant qu’une personne ne l’a pas libéré.",
      },
      cancel: {
        button: "Annuler l’envoi",
        what: "Rien ne partira de ce dépôt. Le même fichier pourra être déposé de nouveau.",
      },
    },
    about: (message) => `pli ${message}`,
    decidedAlready:
      "Quelqu’un a déjà décidé de ce courrier : le renvoyer encore fait sans doute un double.",
    reason: "Pourquoi ? (reste au journal)",
    reasonNeeded: "Pourquoi ? (obligatoire, reste au journal)",
    agreedBy: "Qui, chez le client, a donné l’accord ? (obligatoire)",
    signed: (name) => `La décision est écrite au journal sous le nom « ${name} ».`,
    done: (choice) => `C’est noté : ${choice}.`,
    moved:
      "Ce dépôt a changé depuis que vous avez ouvert cette page. Rien n’a été ordonné : relisez-la, puis décidez.",
    clientHeld: (name, by, reason) =>
      `Tout ce qui est de « ${name} » est suspendu par ${by} : ${reason}. La page Agent permet de le libérer.`,
    asked: {
      uncertain:
        "La connexion s’est rompue au dernier instant : le serveur a peut-être ce courrier. Appelez l’organisme avant de décider.",
      held: "L’agent a mis ce dépôt de côté et attend votre réponse.",
      suspended: "Ce dépôt est suspendu : il ne part pas de lui-même.",
      refused: "Le serveur a refusé ce courrier, ou il est revenu : il ne repart pas de lui-même.",
    },
    evidence: {
      to: "À",
      messageId: "Message-ID",
      attempt: "Essai n°",
      beforeDot: "rompu avant le point final : le courrier n’était pas parti en entier",
      dot: "le point final a pu partir",
      server: "Dit par le serveur",
      searched: "Preuve cherchée dans les messages envoyés",
      never: "pas encore",
      found: "trouvé",
      absent: "absent",
      "no-folder": "pas de dossier des envoyés",
      receipts: "Réponses reçues",
      noReceipt: "aucune",
      given: "État remis au client",
      tacit: "Accord tacite",
      tooLate: "plus possible avant le délai légal",
      deadline: "Échéance",
      safeHour: "Dernière heure sûre pour renvoyer",
      same: "Déclare la même chose que",
      underWay: "en cours",
      tls: "connexion",
    },
    columns: {
      who: "Concerne",
      verdict: "Résultat",
      receipt: "Accusé de réception",
      where: "Où",
      wrong: "Ce qui ne va pas",
      remedy: "Comment corriger",
    },
    parts: { organism: "Organisme", state: "Où en est son courrier" },
    noReceipt: "aucun",
    papers: { html: "Page", pdf: "PDF à imprimer", text: "Texte", json: "JSON" },
    unreadable: "Le contenu gardé de ce dépôt ne peut pas être lu ; le reste est montré sans lui.",
  },
  en: {
    kicker: (id, dossier) => `Deposit ${id} · dossier ${dossier}`,
    taken: "taken",
    hash: "hash",
    todo: "What to do",
    answerHere: "Answer below, with a button.",
    vouchAt: "vouch for it on the page of $1",
    sections: {
      decision: "Your decision",
      evidence: "What is known",
      other: "Other decisions",
      parts: "By organism",
      times: "Deadlines",
      declarations: "Declarations",
      findings: "Check of the file",
      receipts: "Answers",
      mails: "Mail to the organism",
      timeline: "Timeline",
      papers: "Report",
    },
    choices: {
      confirm: {
        button: "They have it: confirm",
        what: "You made sure that the organism received this mail. Nothing is sent; its receipts are awaited.",
      },
      resend: {
        button: "Send the same mail again",
        what: "The organism has not got it. The same bytes leave again under the same Message-ID; if they had it already, they will have two.",
      },
      agreed: {
        button: "The client agrees",
        what: "The client said yes to the statement of what is about to be declared and debited. The deposit goes on its way; who said so, and how, stays in the journal.",
      },
      release: {
        button: "Let it go",
        what: "The deposit goes on its way: it is ruled and sent like the others.",
      },
      override: {
        button: "Let it go although not qualified",
        what: "The qualification with this organism is not complete. This deposit goes for real all the same, on your word.",
      },
      replacement: {
        button: "It replaces the former one",
        what: "This deposit’s declaration cancels and replaces the one that has left; only its own receipts will be proof.",
      },
      separate: {
        button: "It is another declaration",
        what: "This deposit declares something else: it leaves too, and the first one keeps its worth.",
      },
      retry: {
        button: "Try again",
        what: "The mail has not left: another try is made at once.",
      },
      hold: {
        button: "Suspend",
        what: "Nothing of this deposit leaves until a person releases it.",
      },
      cancel: {
        button: "Cancel",
        what: "Nothing of this deposit will leave. The same file may be dropped again.",
      },
    },
    about: (message) => `mail ${message}`,
    decidedAlready: "Somebody decided about this mail already: once more is most likely a double.",
    reason: "Why? (stays in the journal)",
    reasonNeeded: "Why? (required, stays in the journal)",
    agreedBy: "Who agreed for the client? (required)",
    signed: (name) => `The decision is written in the journal under the name “${name}”.`,
    done: (choice) => `Noted: ${choice}.`,
    moved:
      "This deposit has changed since you opened this page. Nothing was ordered: read it again, then decide.",
    clientHeld: (name, by, reason) =>
      `All that is of “${name}” is suspended by ${by}: ${reason}. The page Agent can release it.`,
    asked: {
      uncertain:
        "The connection broke at the last moment: the server may have this mail. Call the organism before you decide.",
      held: "The agent set this deposit aside and waits for your answer.",
      suspended: "This deposit is suspended: it does not leave by itself.",
      refused: "The server refused this mail, or it came back: it does not leave again by itself.",
    },
    evidence: {
      to: "To",
      messageId: "Message-ID",
      attempt: "Attempt",
      beforeDot: "broken before the final dot: the mail had not left as a whole",
      dot: "the final dot may have left",
      server: "Said by the server",
      searched: "Proof sought among the sent mails",
      never: "not yet",
      found: "found",
      absent: "absent",
      "no-folder": "no folder of sent mails",
      receipts: "Answers received",
      noReceipt: "none",
      given: "Statement given to the client",
      tacit: "Tacit agreement",
      tooLate: "no longer possible before the deadline",
      deadline: "Deadline",
      safeHour: "Latest safe hour to send again",
      same: "Declares the same as",
      underWay: "under way",
      tls: "connection",
    },
    columns: {
      who: "About",
      verdict: "Result",
      receipt: "Receipt",
      where: "Where",
      wrong: "What is wrong",
      remedy: "How to correct it",
    },
    parts: { organism: "Organism", state: "Where its mail stands" },
    noReceipt: "none",
    papers: { html: "Page", pdf: "PDF to print", text: "Text", json: "JSON" },
    unreadable: "What is kept of this deposit cannot be read; the rest is shown without it.",
  },
};
