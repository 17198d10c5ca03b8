/** The words of the door. */
import type { Language } from "../language.ts";

interface EntryWords {
  readonly title: string;
  readonly in: string;
  readonly go: string;
  readonly name: string;
  readonly password: string;
  readonly enter: string;
  readonly linkTitle: string;
  readonly linkText: string;
  readonly failed: Readonly<Record<"link" | "password", string>>;
}

export const entryWords: Readonly<Record<Language, EntryWords>> = {
  fr: {
    title: "Entrer",
    in: "Vous êtes entré",
    go: "Ouvrir la page du jour",
    name: "Nom",
    password: "Mot de passe",
    enter: "Entrer",
    linkTitle: "Avec un lien",
    linkText:
      "Sur la machine de l’agent, cette commande donne un lien qui sert une fois, dans les cinq minutes :",
    failed: {
      link: "Ce lien a déjà servi, ou son temps est passé. Demandez-en un autre.",
      password: "Ce nom et ce mot de passe ne vont pas ensemble.",
    },
  },
  en: {
    title: "Come in",
    in: "You are in",
    go: "Open today’s page",
    name: "Name",
    password: "Password",
    enter: "Come in",
    linkTitle: "With a link",
    linkText:
      "On the agent’s machine, this command gives a link that works once, within five minutes:",
    failed: {
      link: "This link was used already, or its time is over. Ask for another one.",
      password: "This name and this password do not belong together.",
    },
  },
};
