/** Opens an account to a client as a person asks for it: whose it is, of which time, and what was declared in it. */
import {
  type AccountDeposit,
  type AccountScope,
  accountScope,
  type KnownDossier,
} from "../../domain/account/scope.ts";
import { type AccountSpan, mandateSpan, monthSpan } from "../../domain/account/span.ts";
import type { Instant } from "../../domain/ids.ts";
import { type Entry, valueOf } from "../../domain/register/entry.ts";
import { type AccountWorld, gatherAccount } from "../account.ts";
import { standing } from "../register.ts";

export interface AccountAsked {
  /** The key `client`, a dossier or a SIRET. */
  readonly client: string;
  /** `2026-11`; absent: the mandate. */
  readonly month?: string;
}

export interface OpenedAccount {
  readonly scope: AccountScope;
  readonly span: AccountSpan;
  readonly entries: readonly Entry[];
  /** Never empty. */
  readonly found: readonly AccountDeposit[];
  readonly at: Instant;
}

export type AccountOpening =
  | { readonly is: "open"; readonly account: OpenedAccount }
  | { readonly is: "unknown-client"; readonly known: readonly string[] }
  | { readonly is: "bad-month"; readonly month: string }
  | { readonly is: "nothing"; readonly period: string };

export const openAccount = async (
  world: AccountWorld & { readonly dossiers: Iterable<KnownDossier> },
  asked: AccountAsked & { readonly at: Instant },
): Promise<AccountOpening> => {
  const { client, month, at } = asked;
  const dossiers = [...world.dossiers];
  const entries = await standing(world);
  const scope = accountScope(client, { dossiers, entries });
  if (!scope) return { is: "unknown-client", known: accountClients(dossiers) };
  const span =
    month === undefined ? mandateSpan({ scope, entries, now: at }) : monthSpan(month.trim());
  if (!span) return { is: "bad-month", month: month ?? "" };
  const found = await gatherAccount(world, { scope, time: span });
  if (found.length === 0) return { is: "nothing", period: span.period };
  return { is: "open", account: { scope, span, entries, found, at } };
};

/** Whom the settings name: a dossier of nobody's is a client by itself. */
export const accountClients = (dossiers: readonly KnownDossier[]): readonly string[] => [
  ...new Set(dossiers.map((d) => d.client ?? d.name)),
];

/** The client's own address in the register; empty when it has none. */
export const clientAddress = ({ scope }: Pick<OpenedAccount, "scope">): string =>
  scope.employer ? valueOf(scope.employer, "courriel") : "";
