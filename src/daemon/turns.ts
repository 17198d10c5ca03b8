/**
 * Whose turn it is: each dossier gets a small batch in its turn, so that a flood in one does not keep the others
 * waiting (mail.md F13), and what failed is passed over until everything else was served.
 */
import type { Deposit } from "../domain/deposit.ts";
import type { DepositId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import type { DepositQuery } from "../ports/journal-queries.ts";
import type { Daemon } from "./daemon.ts";

type Paged = Extract<DepositQuery, { readonly after?: DepositId }>;

/** One queue, read page by page, from its beginning again once its end was reached. */
export class Turn {
  readonly #daemon: Daemon;
  readonly #query: Paged;
  #after: DepositId | undefined;
  #ended = false;

  constructor(daemon: Daemon, query: Paged) {
    this.#daemon = daemon;
    this.#query = query;
  }

  /** Whether its end was reached since the pass began: a reason to go on no longer. */
  get ended(): boolean {
    return this.#ended;
  }

  beginPass(): void {
    this.#ended = false;
  }

  async next(): Promise<readonly Deposit[]> {
    const page = await this.#daemon.world.journal.find(
      { ...this.#query, ...(this.#after === undefined ? {} : { after: this.#after }) },
      limits.workTurnMax,
    );
    this.#ended ||= page.length < limits.workTurnMax;
    this.#after = page.length < limits.workTurnMax ? undefined : page.at(-1)?.id;
    return page;
  }
}
