/** The words of what stands around every page, and of what is answered when a page cannot be. */
import type { Role } from "../domain/role.ts";
import type { Language } from "./language.ts";
import type { Place } from "./visit/visit.ts";

interface ShellWords {
  readonly skip: string;
  readonly nav: string;
  readonly places: Readonly<Record<Place, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly find: string;
  readonly findHint: string;
  readonly leave: string;
  /** Said when the page was renewed; the hour is added. */
  readonly news: string;
  readonly lost: string;
  /** Said when nobody is in any more. */
  readonly ended: string;
  readonly back: string;
  readonly trouble: Readonly<
    Record<
      | "missing"
      | "forbidden"
      | "stale"
      | "elsewhere"
      | "host"
      | "rate"
      | "large"
      | "wrong"
      | "failed"
      | "refused",
      { readonly title: string; readonly text: string }
    >
  >;
}

export const shellWords: Readonly<Record<Language, ShellWords>> = {
  fr: {
    skip: "Aller au contenu",
    nav: "Pages",
    places: {
      today: "Aujourd’hui",
      deposits: "Dépôts",
      receipts: "Accusés",
      trial: "Essayer un fichier",
      reports: "Comptes rendus",
      qualification: "Qualification",
      register: "Registre",
      agent: "Agent",
    },
    roles: { clerk: "gestionnaire", administrator: "administrateur" },
    find: "Chercher un dépôt",
    findHint: "Fichier, D12 ou SIRET",
    leave: "Quitter",
    news: "À jour à",
    lost: "L’agent ne répond plus : ce qui est affiché peut être ancien.",
    ended: "Votre session est finie : rechargez la page pour entrer de nouveau.",
    back: "Retour à la page du jour",
    trouble: {
      missing: { title: "Rien ici", text: "Cette page n’existe pas, ou ce dépôt est inconnu." },
      forbidden: {
        title: "Réservé à l’administrateur",
        text: "Cette action règle l’agent : demandez-la à la personne qui l’administre.",
      },
      stale: {
        title: "Formulaire périmé",
        text: "Ce formulaire n’est pas de cette session. Revenez à la page, relisez-la, puis recommencez.",
      },
      elsewhere: {
        title: "Demande refusée",
        text: "Cette demande ne vient pas de la page de Facteur.",
      },
      host: {
        title: "Nom inconnu",
        text: "Cette page ne répond pas sous ce nom (réglage `page.names`).",
      },
      rate: {
        title: "Trop de demandes",
        text: "Attendez un peu, puis recommencez.",
      },
      large: { title: "Trop grand", text: "Ce fichier dépasse ce qu’un courrier peut porter." },
      wrong: { title: "Demande incomprise", text: "Ce formulaire n’est pas lisible." },
      failed: {
        title: "La page a échoué",
        text: "Rien n’a été changé par cette page. Le journal technique dit pourquoi (page-failed).",
      },
      refused: { title: "L’agent n’a pas exécuté l’ordre", text: "" },
    },
  },
  en: {
    skip: "Skip to content",
    nav: "Pages",
    places: {
      today: "Today",
      deposits: "Deposits",
      receipts: "Receipts",
      trial: "Try a file",
      reports: "Reports",
      qualification: "Qualification",
      register: "Register",
      agent: "Agent",
    },
    roles: { clerk: "clerk", administrator: "administrator" },
    find: "Find a deposit",
    findHint: "File, D12 or SIRET",
    leave: "Leave",
    news: "Up to date at",
    lost: "The agent does not answer any more: what is shown may be old.",
    ended: "Your session is over: reload the page to come in again.",
    back: "Back to today’s page",
    trouble: {
      missing: {
        title: "Nothing here",
        text: "This page does not exist, or this deposit is unknown.",
      },
      forbidden: {
        title: "For the administrator",
        text: "This changes how the agent works: ask the person who administers it.",
      },
      stale: {
        title: "Form out of date",
        text: "This form is not of this session. Go back to the page, read it again, then try again.",
      },
      elsewhere: {
        title: "Request refused",
        text: "This request does not come from Facteur’s page.",
      },
      host: {
        title: "Unknown name",
        text: "This page does not answer under this name (setting `page.names`).",
      },
      rate: { title: "Too many requests", text: "Wait a little, then try again." },
      large: { title: "Too large", text: "This file is more than a mail can carry." },
      wrong: { title: "Request not understood", text: "This form cannot be read." },
      failed: {
        title: "The page failed",
        text: "This page changed nothing. The technical log says why (page-failed).",
      },
      refused: { title: "The agent did not carry out the order", text: "" },
    },
  },
};

export type Trouble = keyof ShellWords["trouble"];
