/** What the command line says about statements for clients, in both languages. */
import type { AgreementStand } from "../../domain/agreement/agreement.ts";
import { frenchDeadline, parisIso } from "../../domain/paris-time.ts";

interface StatementWords {
  readonly about: string;
  readonly given: string;
  readonly how: string;
  readonly howNeeded: string;
  readonly paperOrGiven: string;
  readonly mail: string;
  readonly noLinks: string;
  readonly noIdentity: string;
  readonly noAddress: (id: string) => string;
  readonly machine: (address: string) => string;
  readonly otherClients: (address: string) => string;
  readonly noLink: (
    id: string,
    because: "agreement-not-asked" | "nothing-read" | "too-late",
  ) => string;
  readonly notMailed: (said: string) => string;
  readonly mailed: (id: string, to: string, until: string) => string;
  readonly nothing: (id: string) => string;
  readonly notAsked: (id: string) => string;
  readonly done: (id: string, stand: AgreementStand) => string;
}

export const statementWords: Readonly<Record<"fr" | "en", StatementWords>> = {
  fr: {
    about: "imprime, pour l'accord du client, ce qui va être déclaré et débité",
    given: "dit que le client a cet état : le délai de l'accord tacite commence",
    how: "avec --given, par quel moyen",
    howNeeded: "Dites comment le client a reçu cet état : --how mail, paper ou phone.",
    paperOrGiven:
      "--how va avec --given, --by et --reason avec --given ou --mail ; --format et --output vont sans.",
    mail: "envoie au client un lien signé pour lire et donner son accord ; sans adresse : celle du registre",
    noLinks:
      "Les réglages n'ont pas de `page.agreements` : il n'y a pas de lien à envoyer (docs/approval.md).",
    noIdentity:
      "Les réglages n'ont pas de `notifications.mail` : personne n'envoie de courrier aux clients.",
    noAddress: (id) =>
      `${id} : le registre n'a pas une adresse de ce client (\`courriel\`) ; donnez-la : --mail nom@domaine.`,
    machine: (address) =>
      `${address} est une boîte à accusés ou l'adresse d'un organisme : un accord ne s'y demande pas.`,
    otherClients: (address) =>
      `${address} est au registre l'adresse d'un client, et pas de chaque employeur de ce dépôt : l'état montrerait les autres. Corrigez l'adresse ici ou au registre (\`courriel\`), déposez chaque client dans son fichier, ou recueillez leurs accords un à un (\`facteur release --agreed-by\`).`,
    noLink: (id, because) =>
      ({
        "agreement-not-asked": `${id} : ce dépôt n'attend l'accord d'aucun client (validation=client).`,
        "nothing-read": `${id} : le contenu de ce dépôt n'a pas été lu, ou n'est plus gardé.`,
        "too-late": `${id} : l'échéance est passée ; un envoi en retard est la décision du cabinet (\`facteur release --agreed-by\`).`,
      })[because],
    notMailed: (said) =>
      `Rien n'est parti, ou rien ne le prouve : ${said}. Un nouveau lien remplace celui-ci.`,
    mailed: (id, to, until) =>
      `${id} : lien envoyé à ${to}, utilisable une fois jusqu'au ${until}. C'est au journal ; le délai de l'accord tacite ne commence qu'avec --given.`,
    nothing: (id) => `${id} : le contenu de ce dépôt n'a pas été lu, il n'y a rien à imprimer.`,
    notAsked: (id) => `${id} : ce dépôt n'attend l'accord d'aucun client (validation=client).`,
    done: (id, stand) => `${id} : remise de l'état au client écrite au journal. ${next.fr(stand)}`,
  },
  en: {
    about: "print, for the client's agreement, what is about to be declared and debited",
    given: "say that the client has this statement: the tacit agreement's delay begins",
    how: "with --given, by which means",
    howNeeded: "Say how the client got this statement: --how mail, paper or phone.",
    paperOrGiven:
      "--how goes with --given, --by and --reason with --given or --mail; --format and --output go without.",
    mail: "mail the client a signed link to read and agree by; without an address: the register's",
    noLinks: "The settings have no `page.agreements`: there is no link to send (docs/approval.md).",
    noIdentity: "The settings have no `notifications.mail`: nobody mails to clients.",
    noAddress: (id) =>
      `${id}: the register has no one address of this client (\`courriel\`); give it: --mail name@domain.`,
    machine: (address) =>
      `${address} reads receipts or is an organism's: no agreement is asked there.`,
    otherClients: (address) =>
      `the register has ${address} as a client's, and not as that of each employer of this deposit: the statement would show the others. Correct the address here or in the register (\`courriel\`), drop each client in a file of its own, or gather their agreements one by one (\`facteur release --agreed-by\`).`,
    noLink: (id, because) =>
      ({
        "agreement-not-asked": `${id}: this deposit waits for no client's agreement (validation=client).`,
        "nothing-read": `${id}: this deposit's content was not read, or is kept no longer.`,
        "too-late": `${id}: the deadline is over; a late sending is the firm's decision (\`facteur release --agreed-by\`).`,
      })[because],
    notMailed: (said) =>
      `Nothing left, or nothing proves it: ${said}. A new link replaces this one.`,
    mailed: (id, to, until) =>
      `${id}: link sent to ${to}, good once until ${until}. It is in the journal; the tacit agreement's delay begins with --given only.`,
    nothing: (id) => `${id}: this deposit's content was not read, there is nothing to print.`,
    notAsked: (id) => `${id}: this deposit waits for no client's agreement (validation=client).`,
    done: (id, stand) =>
      `${id}: that the client has the statement is in the journal. ${next.en(stand)}`,
  },
};

const next = {
  fr: (stand: AgreementStand): string =>
    stand.is === "running" || stand.is === "agreed"
      ? `Sans réponse, le dépôt part le ${frenchDeadline(stand.ends)}.`
      : stand.is === "too-late"
        ? `Le délai de l'accord tacite finirait le ${frenchDeadline(stand.ends)}, trop tard pour le délai légal : il faut un accord exprès (\`facteur release --agreed-by\`).`
        : "Il part avec un accord exprès (`facteur release --agreed-by`).",
  en: (stand: AgreementStand): string =>
    stand.is === "running" || stand.is === "agreed"
      ? `Without an answer, the deposit goes on ${parisIso(stand.ends)}.`
      : stand.is === "too-late"
        ? `The tacit agreement's delay would end on ${parisIso(stand.ends)}, too late for the legal deadline: an explicit agreement is needed (\`facteur release --agreed-by\`).`
        : "It goes with an explicit agreement (`facteur release --agreed-by`).",
} as const;
