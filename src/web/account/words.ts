/** The words of accounts to clients. */
import type { AccountForm } from "../../domain/account/forms.ts";
import type { AccountMeans } from "../../domain/facts/register.ts";
import type { Language } from "../language.ts";

interface AccountPageWords {
  readonly title: string;
  readonly what: string;
  readonly ask: string;
  readonly client: string;
  readonly time: string;
  readonly times: Readonly<Record<"month" | "mandate", string>>;
  readonly month: string;
  readonly forms: string;
  readonly formsWords: Readonly<Record<AccountForm, string>>;
  readonly open: string;
  readonly wrong: {
    readonly client: (named: string) => string;
    readonly month: string;
    readonly nothing: (named: string) => string;
    readonly large: (count: number, max: number) => string;
    readonly noIdentity: string;
    readonly noAddress: string;
    readonly machine: (address: string) => string;
    readonly otherClients: (address: string) => string;
    readonly failed: (said: string) => string;
    readonly notMailed: (said: string) => string;
    readonly notWritten: string;
    readonly moved: string;
    readonly form: string;
  };
  readonly give: string;
  readonly signed: (name: string) => string;
  readonly counts: (deposits: number) => string;
  readonly zip: { readonly what: string; readonly button: string };
  readonly pdf: { readonly what: string; readonly button: string };
  readonly print: { readonly what: string; readonly button: string };
  readonly mail: { readonly what: string; readonly to: string; readonly button: string };
  readonly noMail: string;
  readonly given: string;
  readonly noneGiven: string;
  readonly columns: Readonly<Record<"at" | "by" | "time" | "how" | "hash", string>>;
  readonly until: (from: string, until: string) => string;
  readonly means: Readonly<Record<AccountMeans, string>>;
  readonly sentTo: (means: string, to: string) => string;
  readonly paper: string;
  readonly done: Readonly<Record<"print" | "mail", string>>;
}

export const accountPageWords: Readonly<Record<Language, AccountPageWords>> = {
  fr: {
    title: "Compte rendu à un client",
    what: "Le compte rendu du tiers rédacteur : une lettre, la copie des déclarations réelles du client, le double des accusés. Rien d’un autre client n’y est.",
    ask: "Pour qui, et de quelle période",
    client: "Client, dossier ou SIRET",
    time: "Période",
    times: { month: "un mois", mandate: "fin de mandat : tout le mandat" },
    month: "Mois (2026-11)",
    forms: "Ce qu’il contient",
    formsWords: {
      lettre: "la lettre",
      declarations: "la copie des déclarations",
      ar: "le double des accusés",
    },
    open: "Préparer",
    wrong: {
      client: (named) =>
        `Personne ne s’appelle « ${named} » : ni un client, ni un dossier, ni un SIRET connu.`,
      month: "Ce n’est pas un mois : écrivez 2026-11.",
      nothing: (named) =>
        `Aucune déclaration réelle de cette période pour « ${named} » : il n’y a rien à remettre.`,
      large: (count, max) =>
        `${count} dépôts : la page en montre ${max} au plus. Demandez un mois, ou la commande « facteur account ».`,
      noIdentity:
        "Les réglages n’ont pas d’identité pour écrire aux clients (« notifications.mail ») : rien ne part au nom du cabinet.",
      noAddress: "Donnez l’adresse du client : nom@domaine.",
      machine: (address) =>
        `${address} est une boîte à accusés ou l’adresse d’un organisme : un compte rendu ne doit pas y aller. Rien n’est parti.`,
      otherClients: (address) =>
        `${address} est au registre l’adresse d’un client, et pas celle d’employeurs que ce compte rendu montre. Rien n’est parti : corrigez l’adresse ici ou au registre (courriel).`,
      failed: (said) => `Rien n’est imprimé : ${said}`,
      notMailed: (said) => `Rien n’est parti, ou rien ne le prouve : ${said}`,
      notWritten:
        "C’est fait, mais le journal n’a pas pu le noter : ne recommencez pas, et prévenez l’administrateur.",
      moved:
        "Ce compte rendu vient d’être remis au client. Rien n’a été envoyé de plus : regardez la liste, puis décidez.",
      form: "Ce formulaire est incomplet.",
    },
    give: "Remettre au client",
    signed: (name) =>
      `Chaque remise est écrite au journal : par « ${name} », quand, comment, et l’empreinte de ce qui est remis.`,
    counts: (n) => `${n} ${n < 2 ? "dépôt" : "dépôts"}`,
    zip: {
      what: "Tout, en fichiers : lettre, récapitulatif, copies, déclarations et accusés tels quels, avec leurs empreintes.",
      button: "Télécharger le dossier (ZIP)",
    },
    pdf: { what: "Le même en un seul document.", button: "Télécharger le PDF" },
    print: { what: "Imprimer le document, sur l’imprimante de l’agent.", button: "Imprimer" },
    mail: {
      what: "Envoyer le dossier (ZIP) au client, avec la lettre pour texte, sous l’identité du cabinet.",
      to: "Adresse du client",
      button: "Envoyer au client",
    },
    noMail:
      "L’envoi par courriel demande « notifications.mail » dans les réglages : l’identité du cabinet, jamais celle des déclarations.",
    given: "Déjà remis à ce client",
    noneGiven: "Rien encore.",
    columns: { at: "Quand", by: "Par", time: "Période", how: "Comment", hash: "Empreinte" },
    until: (from, until) => (from === "" ? `jusqu’au ${until}` : `du ${from} au ${until}`),
    means: { file: "en fichier", print: "imprimé", mail: "par courriel" },
    sentTo: (means, to) => `${means} à ${to}`,
    paper: "Le compte rendu",
    done: {
      print: "C’est imprimé, et noté au journal.",
      mail: "C’est envoyé au client, et noté au journal.",
    },
  },
  en: {
    title: "Account to a client",
    what: "The third-party writer’s account: a letter, copies of the client’s real declarations, copies of the receipts. Nothing of another client is in it.",
    ask: "For whom, and of which time",
    client: "Client, dossier or SIRET",
    time: "Time",
    times: { month: "a month", mandate: "end of mandate: all of it" },
    month: "Month (2026-11)",
    forms: "What it holds",
    formsWords: {
      lettre: "the letter",
      declarations: "copies of the declarations",
      ar: "copies of the receipts",
    },
    open: "Prepare",
    wrong: {
      client: (named) => `Nobody is called “${named}”: no client, no dossier, no known SIRET.`,
      month: "This is no month: write 2026-11.",
      nothing: (named) =>
        `No real declaration of that time for “${named}”: there is nothing to hand over.`,
      large: (count, max) =>
        `${count} deposits: the page shows ${max} at most. Ask for a month, or use the command “facteur account”.`,
      noIdentity:
        "The settings have no identity that mails to clients (“notifications.mail”): nothing leaves in the firm’s name.",
      noAddress: "Give the client’s address: name@domain.",
      machine: (address) =>
        `${address} is a mailbox of receipts or an organism’s address: an account must not go there. Nothing left.`,
      otherClients: (address) =>
        `The register has ${address} as a client’s, and not as that of employers whom this account shows. Nothing left: correct the address here or in the register (mail address).`,
      failed: (said) => `Nothing was printed: ${said}`,
      notMailed: (said) => `Nothing left, or nothing proves it: ${said}`,
      notWritten:
        "It is done, but the journal could not note it: do not do it again, and tell the administrator.",
      moved:
        "This account was handed to the client a moment ago. Nothing more was sent: look at the list, then decide.",
      form: "This form is incomplete.",
    },
    give: "Hand it to the client",
    signed: (name) =>
      `Each hand-over is written in the journal: by “${name}”, when, how, and the hash of what is handed over.`,
    counts: (n) => `${n} ${n === 1 ? "deposit" : "deposits"}`,
    zip: {
      what: "Everything, in files: letter, summary, copies, declarations and receipts as they are, with their hashes.",
      button: "Download the files (ZIP)",
    },
    pdf: { what: "The same as one document.", button: "Download the PDF" },
    print: { what: "Print the document, on the agent’s printer.", button: "Print" },
    mail: {
      what: "Mail the files (ZIP) to the client, with the letter as its text, under the firm’s identity.",
      to: "The client’s address",
      button: "Mail it to the client",
    },
    noMail:
      "To mail it takes “notifications.mail” in the settings: the firm’s identity, never that of declarations.",
    given: "Handed to this client before",
    noneGiven: "Nothing yet.",
    columns: { at: "When", by: "By", time: "Time", how: "How", hash: "Hash" },
    until: (from, until) => (from === "" ? `to ${until}` : `${from} to ${until}`),
    means: { file: "as a file", print: "printed", mail: "by mail" },
    sentTo: (means, to) => `${means} to ${to}`,
    paper: "The account",
    done: {
      print: "It is printed, and noted in the journal.",
      mail: "It is sent to the client, and noted in the journal.",
    },
  },
};
