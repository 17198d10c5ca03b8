/**
 * What the understanding of one mail asked of the journal. Mails are understood beside each other and written down one
 * after the other: the commit that writes one down looks whether what it was told holds still, so that nothing is concluded
 * without what the mails before it taught (docs/decisions/0057).
 */
import type { Deposit } from "../../domain/deposit.ts";
import type { DepositId } from "../../domain/ids.ts";
import type { JournalReader } from "../../ports/journal.ts";
import { unlessDamaged } from "../../ports/journal-damage.ts";
import type { DepositQuery } from "../../ports/journal-queries.ts";

/** The one question that understanding has for the journal. */
export interface Finding {
  readonly journal: Pick<JournalReader, "find">;
}

export class Asking {
  readonly #journal: Pick<JournalReader, "find">;
  /** Each deposit that was told of, as far as it had come then. */
  readonly #deposits = new Map<DepositId, number>();
  /** Who bore a mark: a receipt may give it to another. Keys and Message-IDs are given once. */
  readonly #marks = new Map<string, { readonly limit: number; readonly bearers: string }>();

  constructor(journal: Pick<JournalReader, "find">) {
    this.#journal = journal;
  }

  async find(query: DepositQuery, limit: number): Promise<readonly Deposit[]> {
    const found = await this.#journal.find(query, limit);
    for (const { id, lastSeq } of found)
      if (!this.#deposits.has(id)) this.#deposits.set(id, lastSeq);
    if (query.by === "mark" && !this.#marks.has(query.mark))
      this.#marks.set(query.mark, { limit, bearers: idsOf(found) });
    return found;
  }

  /** Whether another answer would be given now. */
  async isOvertaken(journal: Pick<JournalReader, "deposit" | "find">): Promise<boolean> {
    for (const [id, lastSeq] of this.#deposits)
      if ((await unlessDamaged(journal.deposit(id)))?.lastSeq !== lastSeq) return true;
    for (const [mark, { limit, bearers }] of this.#marks) {
      const found = await unlessDamaged(journal.find({ by: "mark", mark }, limit));
      if (!found || idsOf(found) !== bearers) return true;
    }
    return false;
  }
}

const idsOf = (deposits: readonly Deposit[]): string => deposits.map((d) => d.id).join(" ");
