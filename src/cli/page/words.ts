/** The words of `facteur open` and `facteur page`. */
import type { Role } from "../../domain/role.ts";
import type { Language } from "../io.ts";

interface PageWords {
  readonly open: string;
  readonly as: string;
  readonly role: string;
  readonly print: string;
  readonly page: string;
  readonly password: string;
  readonly roles: Readonly<Record<Role, string>>;
  readonly given: (name: string, role: string) => string;
  readonly refused: Readonly<Record<"no-page" | "not-served", string>>;
  readonly ask: string;
  readonly tooShort: (chars: number) => string;
  readonly keep: string;
}

export const pageWords: Readonly<Record<Language, PageWords>> = {
  fr: {
    open: "donne un lien vers la page, qui sert une fois, et l'ouvre",
    as: "nom que porteront les décisions ; sans cela : le vôtre",
    role: "clerk lit et décide des dépôts, administrator règle aussi l'agent",
    print: "écrit le lien sans l'ouvrir",
    page: "prépare les comptes de la page",
    password: "lit un mot de passe et écrit son empreinte, pour `page.accounts`",
    roles: { clerk: "gestionnaire", administrator: "administrateur" },
    given: (name, role) => `Pour ${name}, ${role} : ce lien sert une fois, dans les cinq minutes.`,
    refused: {
      "no-page": 'Aucune page : ajoutez "page": {} aux réglages, puis relancez l\'agent.',
      "not-served": "La page ne répond pas en ce moment : `facteur status` dit pourquoi.",
    },
    ask: "Mot de passe : ",
    tooShort: (chars) => `Trop court : au moins ${chars} caractères.`,
    keep: "Gardez cette ligne dans un fichier que seul l'agent lit, nommé par page.accounts.NOM.password.",
  },
  en: {
    open: "give a link to the page, which works once, and open it",
    as: "name that the decisions will bear; without it: yours",
    role: "clerk reads and decides about deposits, administrator also sets the agent",
    print: "prints the link without opening it",
    page: "prepare the accounts of the page",
    password: "read a password and write its hash, for `page.accounts`",
    roles: { clerk: "clerk", administrator: "administrator" },
    given: (name, role) => `For ${name}, ${role}: this link works once, within five minutes.`,
    refused: {
      "no-page": 'No page: add "page": {} to the settings, then start the agent again.',
      "not-served": "The page does not answer now: `facteur status` says why.",
    },
    ask: "Password: ",
    tooShort: (chars) => `Too short: at least ${chars} characters.`,
    keep: "Keep this line in a file that only the agent reads, named by page.accounts.NAME.password.",
  },
};
