/** What the command line says about a client that is held, in both languages. */
import type { ClientHold, HoldScope } from "../../domain/hold/client.ts";
import { frenchDateTime, parisIso } from "../../domain/paris-time.ts";

interface ClientWords {
  readonly client: string;
  readonly dossier: string;
  readonly oneScope: string;
  readonly idOrScope: string;
  readonly unknown: (scope: HoldScope, known: readonly string[]) => string;
  readonly reasonNeeded: (order: "hold" | "release", scope: HoldScope) => string;
  readonly done: (order: "hold" | "release", scope: HoldScope) => string;
  readonly refused: (because: "client-held" | "client-not-held", scope: HoldScope) => string;
  readonly held: (n: number) => string;
  readonly heldLines: (hold: ClientHold) => readonly string[];
}

const named = ({ scope, name }: HoldScope): string => `${scope} ${name}`;
const knownNames = (known: readonly string[], none: string): string =>
  known.length > 0 ? known.join(", ") : none;

export const clientWords: Readonly<Record<"fr" | "en", ClientWords>> = {
  fr: {
    client: "tous les dépôts de ce client (`client` des dossiers)",
    dossier: "tous les dépôts de ce dossier",
    oneScope: "Dites --client NOM ou --dossier NOM, l'un des deux.",
    idOrScope:
      "Dites un dépôt (son id, D12), ou --client NOM, ou --dossier NOM : un seul des trois.",
    unknown: ({ scope, name }, known) =>
      scope === "client"
        ? `Aucun dossier n'a pour client « ${name} ». Clients des réglages : ${knownNames(known, "aucun (clé `client` d'un dossier)")}.`
        : `Le dossier ${name} n'est pas dans les réglages. Dossiers : ${knownNames(known, "aucun")}.`,
    reasonNeeded: (order, scope) =>
      `${named(scope)} : dites pourquoi, \`facteur ${order} --${scope.scope} ${scope.name} --reason "…"\`. La raison reste au journal.`,
    done: (order, scope) =>
      order === "hold"
        ? `${named(scope)} : suspendu. Rien n'en part jusqu'à \`facteur release --${scope.scope} ${scope.name}\` ; les autres continuent. C'est écrit au journal.`
        : `${named(scope)} : libéré. C'est écrit au journal.`,
    refused: (because, scope) =>
      because === "client-held"
        ? `${named(scope)} : déjà suspendu. \`facteur status\` dit par qui et pourquoi.`
        : `${named(scope)} : n'est pas suspendu.`,
    held: (n) =>
      n > 1 ? `${n} clients suspendus par une personne :` : "Un client suspendu par une personne :",
    heldLines: (hold) => [
      `${named(hold)} — par ${hold.by} le ${frenchDateTime(hold.at)} : ${hold.reason}`,
      `  → \`facteur release --${hold.scope} ${hold.name} --reason "…"\` le libère.`,
    ],
  },
  en: {
    client: "every deposit of this client (`client` of the dossiers)",
    dossier: "every deposit of this dossier",
    oneScope: "Say --client NAME or --dossier NAME, one of the two.",
    idOrScope:
      "Say a deposit (its id, D12), or --client NAME, or --dossier NAME: one of the three.",
    unknown: ({ scope, name }, known) =>
      scope === "client"
        ? `No dossier has the client “${name}”. Clients in the settings: ${knownNames(known, "none (a dossier's key `client`)")}.`
        : `Dossier ${name} is not in the settings. Dossiers: ${knownNames(known, "none")}.`,
    reasonNeeded: (order, scope) =>
      `${named(scope)}: say why, \`facteur ${order} --${scope.scope} ${scope.name} --reason "…"\`. The reason stays in the journal.`,
    done: (order, scope) =>
      order === "hold"
        ? `${named(scope)}: suspended. Nothing of it leaves until \`facteur release --${scope.scope} ${scope.name}\`; the others go on. It is written in the journal.`
        : `${named(scope)}: released. It is written in the journal.`,
    refused: (because, scope) =>
      because === "client-held"
        ? `${named(scope)}: suspended already. \`facteur status\` says by whom and why.`
        : `${named(scope)}: is not suspended.`,
    held: (n) =>
      n > 1 ? `${n} clients suspended by a person:` : "One client suspended by a person:",
    heldLines: (hold) => [
      `${named(hold)} — by ${hold.by} on ${parisIso(hold.at)}: ${hold.reason}`,
      `  → \`facteur release --${hold.scope} ${hold.name} --reason "…"\` lets it go.`,
    ],
  },
};
