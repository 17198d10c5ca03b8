/**
 * A person holds a whole client: of its deposits nothing new leaves, whatever they are. A client is one dossier, or all
 * those whose settings give the same `client`; which ones these are is asked at the moment, so that a dossier that is
 * added later waits too. What every such deposit shows follows from the open holds and from nothing else.
 */
import { type Deposit, endedUnsent } from "../deposit.ts";
import type { FactOf, Recorded } from "../facts.ts";

export const holdScopes = ["client", "dossier"] as const;

/** What is held: the dossiers of a client, or one dossier. */
export interface HoldScope {
  readonly scope: (typeof holdScopes)[number];
  readonly name: string;
}

export type ClientHold = Recorded<FactOf<"client-ordered">>;

/** The clients of the dossiers, as the settings say. */
export type ClientsByDossier = ReadonlyMap<string, { readonly client?: string }>;

/** The holds that no release ended, oldest first. */
export const openHolds = (
  before: readonly ClientHold[],
  facts: readonly Recorded[],
): readonly ClientHold[] => {
  let open = before;
  for (const fact of facts) {
    if (fact.is !== "client-ordered") continue;
    open = open.filter((hold) => !sameScope(hold, fact));
    if (fact.order === "hold") open = [...open, fact];
  }
  return open;
};

export const sameScope = (a: HoldScope, b: HoldScope): boolean =>
  a.scope === b.scope && a.name === b.name;

/** The first of the holds that this dossier is under. */
export const holdOf = (
  holds: readonly ClientHold[],
  dossier: string,
  clients: ClientsByDossier,
): ClientHold | undefined =>
  holds.find((hold) =>
    hold.scope === "dossier" ? hold.name === dossier : hold.name === clients.get(dossier)?.client,
  );

/**
 * The deposit as its client's hold lets it be: as if a person had suspended it, so that every question about it (the
 * next step, whether it is due, what its report says) has one answer. Its own suspension comes first.
 */
export const underHold = (deposit: Deposit, hold: ClientHold | undefined): Deposit => {
  if (!hold || deposit.heldBy || !waits(deposit)) return deposit;
  const { seq, at, by } = hold;
  const reason = `${hold.scope} ${hold.name} : ${hold.reason}`;
  const heldBy = {
    is: "ordered",
    deposit: deposit.id,
    order: "hold",
    by,
    reason,
    seq,
    at,
  } as const;
  return { ...deposit, heldBy, orders: [...deposit.orders, heldBy] };
};

/** Something of it may leave still. */
const waits = (d: Deposit): boolean =>
  !endedUnsent(d) && (d.messages.length === 0 || d.messages.some((m) => m.stage.is === "queued"));
