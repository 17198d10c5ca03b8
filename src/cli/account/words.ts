/** What `facteur account` says, in both languages. */
import type { UnknownField } from "../../domain/account/letter.ts";
import { letterFields } from "../../domain/account/letter.ts";
import type { AccountMeans } from "../../domain/facts/register.ts";

/** One account that was handed over, in words; `from` is empty when it began with the first file. */
interface GivenWords {
  readonly at: string;
  readonly by: string;
  readonly from: string;
  readonly until: string;
  readonly means: AccountMeans;
  readonly to: string;
  readonly bundle: string;
}

interface AccountWords {
  readonly about: string;
  readonly month: string;
  readonly endOfMandate: string;
  readonly forms: string;
  readonly format: string;
  readonly template: string;
  readonly print: string;
  readonly mail: string;
  readonly oneTime: string;
  readonly badMonth: (text: string) => string;
  readonly badForm: (text: string) => string;
  readonly unknownClient: (named: string, known: readonly string[]) => string;
  readonly nothing: (named: string, period: string) => string;
  readonly badTemplate: (file: string, unknown: readonly UnknownField[]) => readonly string[];
  readonly noIdentity: string;
  readonly noAddress: (named: string) => string;
  readonly machine: (address: string) => string;
  readonly otherClients: (address: string) => string;
  readonly notMailed: (said: string) => string;
  readonly written: (file: string, sha256: string) => string;
  readonly printed: string;
  readonly mailed: (address: string) => string;
  /** The option `--given`. */
  readonly given: string;
  readonly by: string;
  readonly givenLine: (given: GivenWords) => string;
  readonly noneGiven: (named: string) => string;
  readonly noKey: string;
  /** It is done, and the journal does not say so. */
  readonly notWritten: string;
  /** Over what `show` tells of a deposit. */
  readonly givenTitle: string;
}

const meansFr: Readonly<Record<AccountMeans, string>> = {
  file: "en fichier",
  print: "imprimé",
  mail: "par courriel",
};
const meansEn: Readonly<Record<AccountMeans, string>> = {
  file: "as a file",
  print: "printed",
  mail: "by mail",
};

const fields = letterFields.join(", ");

export const accountWords: Readonly<Record<"fr" | "en", AccountWords>> = {
  fr: {
    about:
      "rend compte à un client (clé `client`, dossier ou SIRET) : lettre, copie des déclarations, double des accusés ; rien d'un autre client n'y est",
    month: "les preuves d'un mois : 2026-11",
    endOfMandate: "le compte rendu de fin de mandat",
    forms:
      "les formes voulues, séparées par des virgules : ar, declarations, lettre (sinon toutes)",
    format: "zip : tout, en fichiers ; pdf : un document à imprimer",
    template: "votre lettre (config/letters/README.md), sinon celle fournie",
    print: "imprimer le document (`printing.command` des réglages)",
    mail: "envoyer au client, sous l'identité des notifications ; sans adresse : celle du registre",
    oneTime: "Dites --month AAAA-MM ou --end-of-mandate, l'un des deux.",
    badMonth: (text) => `--month « ${text} » : un mois, AAAA-MM.`,
    badForm: (text) => `--forms « ${text} » : ar, declarations, lettre.`,
    unknownClient: (named, known) =>
      `Personne ne s'appelle « ${named} » : ni un client, ni un dossier, ni un SIRET. Connus : ${known.join(", ") || "aucun"}.`,
    nothing: (named, period) =>
      `Aucune déclaration réelle ${period} pour ${named} : rien n'a été fait.`,
    badTemplate: (file, unknown) => [
      ...unknown.map((u) => `${file}:${u.line} {{${u.name}}} : champ inconnu.`),
      `Champs : ${fields}.`,
    ],
    noIdentity:
      "`notifications.mail` n'est pas dans les réglages : sans elle, rien ne part au nom du cabinet. Imprimez-le, ou envoyez le fichier vous-même.",
    noAddress: (named) =>
      `Aucune adresse pour ${named} : --mail ADRESSE, ou \`courriel\` de l'employeur au registre.`,
    machine: (address) =>
      `${address} est une boîte à accusés ou l'adresse d'un organisme : un compte rendu ne doit pas y aller. Rien n'est parti.`,
    otherClients: (address) =>
      `${address} est au registre l'adresse d'un client, et pas celle d'employeurs que ce compte rendu montre. Rien n'est parti : corrigez l'adresse ici ou au registre (\`courriel\`), ou demandez le compte rendu d'un seul SIRET.`,
    notMailed: (said) => `Rien n'est parti, ou rien ne le prouve : ${said}`,
    written: (file, sha256) => `${file} : écrit (SHA-256 ${sha256}).`,
    printed: "Imprimé.",
    mailed: (address) => `Envoyé à ${address}.`,
    given: "ce qui lui a déjà été remis : quand, par qui, quelle période, comment, empreinte",
    by: "qui le remet ; sinon l'utilisateur du système",
    givenLine: ({ at, by, from, until, means, to, bundle }) =>
      `${at}  ${by}  ${from === "" ? "" : `du ${from} `}au ${until}  ${meansFr[means]}${to === "" ? "" : ` à ${to}`}  SHA-256 ${bundle}`,
    noneGiven: (named) => `Aucun compte rendu n'a été remis à ${named}.`,
    noKey:
      "La clé de l'agent (agent.json) n'est pas lisible ici : à qui un compte rendu fut remis ne se lit qu'avec elle. Lancez la commande sous l'utilisateur du service.",
    notWritten:
      "C'est fait, mais le journal n'a pas pu le noter : n'envoyez pas deux fois ; notez vous-même qui, quand et l'empreinte.",
    givenTitle: "Comptes rendus au client",
  },
  en: {
    about:
      "account to a client (key `client`, dossier or SIRET): letter, copies of declarations and of acknowledgements; nothing of another client is in it",
    month: "the proofs of a month: 2026-11",
    endOfMandate: "the end-of-mandate report",
    forms: "the forms wanted, separated by commas: ar, declarations, lettre (else all)",
    format: "zip: everything, in files; pdf: one document to print",
    template: "your letter (config/letters/README.md), else the one that comes with us",
    print: "print the document (`printing.command` of the settings)",
    mail: "mail it to the client, under the notifications' identity; without an address: the register's",
    oneTime: "Say --month YYYY-MM or --end-of-mandate, one of the two.",
    badMonth: (text) => `--month “${text}”: a month, YYYY-MM.`,
    badForm: (text) => `--forms “${text}”: ar, declarations, lettre.`,
    unknownClient: (named, known) =>
      `Nobody is called “${named}”: no client, no dossier, no SIRET. Known: ${known.join(", ") || "none"}.`,
    nothing: (named, period) => `No real declaration ${period} for ${named}: nothing was made.`,
    badTemplate: (file, unknown) => [
      ...unknown.map((u) => `${file}:${u.line} {{${u.name}}}: unknown field.`),
      `Fields: ${fields}.`,
    ],
    noIdentity:
      "`notifications.mail` is not in the settings: without it nothing leaves in the firm's name. Print it, or send the file yourself.",
    noAddress: (named) =>
      `No address for ${named}: --mail ADDRESS, or the employer's \`courriel\` in the register.`,
    machine: (address) =>
      `${address} is a mailbox of receipts or an organism's address: an account must not go there. Nothing left.`,
    otherClients: (address) =>
      `the register has ${address} as a client's, and not as that of employers whom this account shows. Nothing left: correct the address here or in the register (\`courriel\`), or ask for the account of one SIRET.`,
    notMailed: (said) => `Nothing left, or nothing proves it: ${said}`,
    written: (file, sha256) => `${file}: written (SHA-256 ${sha256}).`,
    printed: "Printed.",
    mailed: (address) => `Sent to ${address}.`,
    given: "what was handed over before: when, by whom, of which time, how, its hash",
    by: "who hands it over; else the system's user",
    givenLine: ({ at, by, from, until, means, to, bundle }) =>
      `${at}  ${by}  ${from === "" ? "" : `from ${from} `}to ${until}  ${meansEn[means]}${to === "" ? "" : ` to ${to}`}  SHA-256 ${bundle}`,
    noneGiven: (named) => `No account was handed over to ${named}.`,
    noKey:
      "The agent's key (agent.json) cannot be read here: to whom an account was handed over is read only with it. Run the command as the service's user.",
    notWritten:
      "It is done, but the journal could not note it: do not send it twice; note who, when and the hash yourself.",
    givenTitle: "Accounts to the client",
  },
};
