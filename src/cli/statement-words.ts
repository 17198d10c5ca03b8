/** What the command line says about statements for clients, in both languages. */
import type { AgreementStand } from "../domain/agreement.ts";
import { frenchDeadline, parisIso } from "../domain/paris-time.ts";

interface StatementWords {
  readonly about: string;
  readonly given: string;
  readonly how: string;
  readonly howNeeded: string;
  readonly paperOrGiven: string;
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
    paperOrGiven: "--how, --by et --reason vont avec --given ; --format et --output vont sans.",
    nothing: (id) => `${id} : le contenu de ce dépôt n'a pas été lu, il n'y a rien à imprimer.`,
    notAsked: (id) => `${id} : ce dépôt n'attend l'accord d'aucun client (validation=client).`,
    done: (id, stand) => `${id} : remise de l'état au client écrite au journal. ${next.fr(stand)}`,
  },
  en: {
    about: "print, for the client's agreement, what is about to be declared and debited",
    given: "say that the client has this statement: the tacit agreement's delay begins",
    how: "with --given, by which means",
    howNeeded: "Say how the client got this statement: --how mail, paper or phone.",
    paperOrGiven: "--how, --by and --reason go with --given; --format and --output go without.",
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
