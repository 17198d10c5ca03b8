/** What `facteur login` and `facteur probe` say. */
import type { SelfSent } from "../../domain/probe.ts";
import type { Revoked } from "../../ports/credential.ts";
import type { Language } from "../io.ts";

export interface LoginWords {
  readonly about: string;
  readonly device: string;
  readonly browser: string;
  readonly port: string;
  readonly revoke: string;
  readonly unknown: (name: string, known: readonly string[]) => string;
  readonly secretElsewhere: (name: string, where: string) => string;
  readonly noDevice: string;
  readonly noBrowser: string;
  readonly code: (url: string, code: string, minutes: number) => string;
  readonly open: (url: string) => string;
  readonly page: string;
  readonly waiting: string;
  readonly granted: (name: string) => string;
  readonly refused: (said: string) => string;
  readonly askPassword: (name: string) => string;
  readonly noPassword: string;
  readonly stored: (account: string) => string;
  readonly notStored: (said: string) => string;
  readonly revoked: (name: string, revoked: Revoked) => string;
  readonly probe: {
    readonly about: string;
    readonly sendSelf: string;
    readonly submission: string;
    readonly mailbox: string;
    readonly loggedIn: string;
    readonly failed: string;
    readonly clear: string;
    readonly certificate: (subject: string, issuer: string) => string;
    readonly expires: (day: string, days: number) => string;
    readonly offers: (about: {
      readonly dsn: boolean;
      readonly size: string;
      readonly mechanisms: readonly string[];
    }) => string;
    readonly mechanisms: (names: readonly string[]) => string;
    readonly folders: (names: readonly string[]) => string;
    readonly skew: (seconds: number | undefined) => string;
    readonly self: (self: SelfSent) => string;
    readonly noDeclaration: string;
    readonly resumed: string;
  };
}

const listed = (names: readonly string[], none: string): string =>
  names.length === 0 ? none : names.join(", ");

const seconds = (ms: number): string => String(Math.round(ms / 1000));

export const loginWords: Readonly<Record<Language, LoginWords>> = {
  fr: {
    about: "connecte une identité : OAuth2, ou mot de passe dans le trousseau du système",
    device: "par un code à taper sur un autre appareil",
    browser: "par le navigateur de cette machine",
    port: "port de retour du navigateur, pour un tunnel SSH (sinon : un port libre)",
    revoke: "retire l'autorisation et l'oublie",
    unknown: (name, known) =>
      `L'identité ${name} n'est pas dans les réglages. Connues : ${known.join(", ")}.`,
    secretElsewhere: (name, where) =>
      `Le mot de passe de ${name} n'est pas à Facteur : changez-le dans ${where}, puis \`facteur probe ${name}\`.`,
    noDevice: "Ce fournisseur n'a pas de connexion par code (`oauth.deviceUrl`).",
    noBrowser: "Ce fournisseur n'a pas de connexion par navigateur (`oauth.authorizeUrl`).",
    code: (url, code, minutes) =>
      `Sur n'importe quel appareil, ouvrez ${url}\net tapez ce code, bon ${minutes} minutes : ${code}`,
    open: (url) => `Ouvrez cette adresse dans le navigateur de cette machine :\n${url}`,
    page: "Facteur a reçu la réponse. Vous pouvez fermer cette page.",
    waiting: "En attente de votre accord…",
    granted: (name) => `Autorisation reçue pour ${name}, conservée chiffrée.`,
    refused: (said) => `Pas d'autorisation : ${said}`,
    askPassword: (name) => `Mot de passe de ${name} (rien ne s'affiche) : `,
    noPassword: "Aucun mot de passe : rien n'a changé.",
    stored: (account) => `Mot de passe conservé dans le trousseau du système (${account}).`,
    notStored: (said) =>
      `Le trousseau du système n'a pas pris le mot de passe : ${said}. Sur un serveur, utilisez { "file": "chemin" }.`,
    revoked: (name, revoked) =>
      ({
        revoked: `Autorisation de ${name} retirée chez le fournisseur et oubliée ici.`,
        forgotten: `Autorisation de ${name} oubliée ici. Retirez-la aussi dans votre compte, chez le fournisseur.`,
        none: `${name} n'avait pas d'autorisation.`,
      })[revoked],
    probe: {
      about: "essaie les connexions d'une identité, ou de toutes, sans rien envoyer",
      sendSelf: "s'envoie un courriel et le retrouve ; ce n'est pas une déclaration",
      submission: "Envoi",
      mailbox: "Boîte",
      loggedIn: "connexion prise",
      failed: "ÉCHEC",
      clear: "en clair, machine locale",
      certificate: (subject, issuer) => `certificat de ${subject}, par ${issuer}`,
      expires: (day, days) =>
        days < 0 ? `expiré depuis le ${day}` : `expire le ${day} (dans ${days} jours)`,
      offers: ({ dsn, size, mechanisms }) =>
        `avis de remise (DSN) : ${dsn ? "oui" : "non"} ; taille : ${size || "sans limite dite"} ; connexion par ${listed(mechanisms, "rien")}`,
      mechanisms: (names) => `connexion par ${listed(names, "LOGIN")}`,
      folders: (names) => `dossiers : ${listed(names, "un seul (POP3)")}`,
      skew: (skew) =>
        skew === undefined
          ? "Horloge : aucun serveur ne dit l'heure ; `--send-self` la compare."
          : Math.abs(skew) <= 2
            ? "Horloge : à l'heure du serveur."
            : `Horloge : le serveur est ${skew > 0 ? "en avance" : "en retard"} de ${Math.abs(skew)} s sur cette machine.`,
      self: (self) => {
        switch (self.is) {
          case "found":
            return `Envoi à soi-même : retrouvé dans ${self.folder} après ${seconds(self.afterMs)} s.`;
          case "not-found":
            return `Envoi à soi-même : envoyé, et pas retrouvé en ${seconds(self.afterMs)} s. Regardez les indésirables.`;
          case "not-sent":
            return `Envoi à soi-même : pas parti : ${self.said}`;
          default:
            return "Envoi à soi-même : cette identité n'a pas de boîte IMAP où le retrouver.";
        }
      },
      noDeclaration: "Ce courriel n'est pas une déclaration et n'est pas au journal.",
      resumed: "Les courriers en attente de cette identité reprennent.",
    },
  },
  en: {
    about: "log an identity in: OAuth2, or a password in the system's keyring",
    device: "by a code typed on another device",
    browser: "by this machine's browser",
    port: "port the browser comes back to, for an SSH tunnel (else: a free one)",
    revoke: "take the authorisation back and forget it",
    unknown: (name, known) =>
      `The identity ${name} is not in the settings. Known: ${known.join(", ")}.`,
    secretElsewhere: (name, where) =>
      `Facteur does not keep the password of ${name}: change it in ${where}, then \`facteur probe ${name}\`.`,
    noDevice: "This provider has no login by code (`oauth.deviceUrl`).",
    noBrowser: "This provider has no login by browser (`oauth.authorizeUrl`).",
    code: (url, code, minutes) =>
      `On any device, open ${url}\nand type this code, good for ${minutes} minutes: ${code}`,
    open: (url) => `Open this address in this machine's browser:\n${url}`,
    page: "Facteur has the answer. You may close this page.",
    waiting: "Waiting for your consent…",
    granted: (name) => `Authorisation received for ${name}, kept encrypted.`,
    refused: (said) => `No authorisation: ${said}`,
    askPassword: (name) => `Password of ${name} (nothing is shown): `,
    noPassword: "No password: nothing has changed.",
    stored: (account) => `Password kept in the system's keyring (${account}).`,
    notStored: (said) =>
      `The system's keyring did not take the password: ${said}. On a server use { "file": "path" }.`,
    revoked: (name, revoked) =>
      ({
        revoked: `Authorisation of ${name} taken back at the provider and forgotten here.`,
        forgotten: `Authorisation of ${name} forgotten here. Take it back in your account at the provider too.`,
        none: `${name} had no authorisation.`,
      })[revoked],
    probe: {
      about: "try the logins of one identity, or of all, without sending anything",
      sendSelf: "send a mail to oneself and find it again; it is no declaration",
      submission: "Submission",
      mailbox: "Mailbox",
      loggedIn: "logged in",
      failed: "FAILED",
      clear: "in clear, loopback",
      certificate: (subject, issuer) => `certificate of ${subject}, by ${issuer}`,
      expires: (day, days) =>
        days < 0 ? `expired since ${day}` : `expires on ${day} (in ${days} days)`,
      offers: ({ dsn, size, mechanisms }) =>
        `delivery notices (DSN): ${dsn ? "yes" : "no"}; size: ${size || "no limit told"}; login by ${listed(mechanisms, "nothing")}`,
      mechanisms: (names) => `login by ${listed(names, "LOGIN")}`,
      folders: (names) => `folders: ${listed(names, "one (POP3)")}`,
      skew: (skew) =>
        skew === undefined
          ? "Clock: no server tells the time; `--send-self` compares it."
          : Math.abs(skew) <= 2
            ? "Clock: as the server's."
            : `Clock: the server is ${Math.abs(skew)} s ${skew > 0 ? "ahead of" : "behind"} this machine.`,
      self: (self) => {
        switch (self.is) {
          case "found":
            return `Mail to oneself: found again in ${self.folder} after ${seconds(self.afterMs)} s.`;
          case "not-found":
            return `Mail to oneself: sent, and not found again in ${seconds(self.afterMs)} s. Look into the junk folder.`;
          case "not-sent":
            return `Mail to oneself: did not leave: ${self.said}`;
          default:
            return "Mail to oneself: this identity has no IMAP mailbox to find it in.";
        }
      },
      noDeclaration: "That mail is no declaration and is not in the journal.",
      resumed: "The waiting mails of this identity go on.",
    },
  },
};
