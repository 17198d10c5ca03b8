/** Which clients are held now, and a person's order about one: judged and written with who, when and why. */

import type { Deposit } from "../domain/deposit.ts";
import {
  type ClientHold,
  type ClientsByDossier,
  type HoldScope,
  holdOf,
  openHolds,
  sameScope,
  underHold,
} from "../domain/hold/client.ts";
import { limits } from "../domain/limits.ts";
import type { Journal, JournalReader } from "../ports/journal.ts";

/** The open holds, kept beside the journal by its only writer, so that no step has to read for them. */
export class ClientHolds {
  readonly #clients: ClientsByDossier;
  #open: readonly ClientHold[] = [];
  #upTo = 0;

  constructor(clients: ClientsByDossier) {
    this.#clients = clients;
  }

  /** As the journal says now. */
  static async read(
    journal: Pick<JournalReader, "facts">,
    clients: ClientsByDossier,
  ): Promise<ClientHolds> {
    const holds = new ClientHolds(clients);
    await holds.refresh(journal);
    return holds;
  }

  /** Reads what was written since. */
  async refresh(journal: Pick<JournalReader, "facts">): Promise<void> {
    for (;;) {
      const page = { agent: true, after: this.#upTo } as const;
      const facts = await journal.facts(page, limits.batchMax);
      this.#open = openHolds(this.#open, facts);
      this.#upTo = facts.at(-1)?.seq ?? this.#upTo;
      if (facts.length < limits.batchMax) return;
    }
  }

  get open(): readonly ClientHold[] {
    return this.#open;
  }

  on(dossier: string): ClientHold | undefined {
    return holdOf(this.#open, dossier, this.#clients);
  }

  /** The deposit as its client's hold lets it be. */
  over(deposit: Deposit): Deposit {
    return underHold(deposit, this.on(deposit.claimed.dossier));
  }

  /** Dossiers of which nothing leaves; those that the settings no longer name are among them. */
  dossiers(): readonly string[] {
    if (this.#open.length === 0) return [];
    const named = this.#open.flatMap((h) => (h.scope === "dossier" ? [h.name] : []));
    return [...new Set([...named, ...this.#clients.keys()])].filter((d) => this.on(d));
  }
}

export interface ClientOrder extends HoldScope {
  readonly order: "hold" | "release";
  readonly by: string;
  readonly reason: string;
}

export type ClientAnswer =
  | { readonly is: "allowed" }
  | { readonly is: "refused"; readonly because: "client-held" | "client-not-held" };

export const giveClientOrder = (
  world: { readonly journal: Pick<Journal, "transact"> },
  request: ClientOrder,
): Promise<ClientAnswer> =>
  world.journal.transact(async (t) => {
    const { open } = await ClientHolds.read(t, new Map());
    const held = open.some((hold) => sameScope(hold, request));
    if (request.order === "hold" && held) return { is: "refused", because: "client-held" };
    if (request.order === "release" && !held) return { is: "refused", because: "client-not-held" };
    const { scope, name, order, by, reason } = request;
    await t.append({ is: "client-ordered", scope, name, order, by, reason });
    return { is: "allowed" };
  });
