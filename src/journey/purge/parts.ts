/** Cuts a plan into orders that fit one commit and one message to the agent: deposits first, then received mails. */
import type { ReceiptId, Sha256 } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { keptHashes } from "../../domain/removal/purge.ts";
import type { JournalReader } from "../../ports/journal.ts";
import type { Purged, PurgeOrder } from "../purge.ts";
import type { PurgeItem, PurgePlan } from "./plan.ts";

export interface PurgeSigned {
  readonly by: string;
  readonly reason: string;
  readonly claimed?: true;
}

/** Gives each order to `give`, with what the ones before it learnt, and each answer to the caller. */
export async function* inParts(
  about: {
    readonly journal: JournalReader;
    readonly plan: PurgePlan;
    readonly signed: PurgeSigned;
  },
  give: (order: PurgeOrder) => Promise<Purged>,
): AsyncGenerator<Purged> {
  const { journal, plan, signed } = about;
  const shared = new Set(plan.shared);
  let after = plan.upTo;
  for (const part of cut(plan)) {
    const own = await hashesOf(journal, part.deposits);
    const order = { ...part, shared: own.filter((hash) => shared.has(hash)), ...signed };
    const answer = await give({ ...order, planned: plan.upTo, after });
    for (const hash of answer.alsoShared) shared.add(hash);
    after = answer.after;
    yield answer;
  }
}

interface Part {
  readonly deposits: readonly PurgeItem[];
  readonly receipts: readonly ReceiptId[];
}

function* cut({ deposits, receipts }: PurgePlan): Generator<Part> {
  const size = limits.purgePartMax;
  for (let at = 0; at < deposits.length; at += size)
    yield { deposits: deposits.slice(at, at + size), receipts: [] };
  for (let at = 0; at < receipts.length; at += size)
    yield { deposits: [], receipts: receipts.slice(at, at + size) };
}

const hashesOf = async (
  journal: JournalReader,
  items: readonly PurgeItem[],
): Promise<readonly Sha256[]> => {
  const hashes = new Set<Sha256>();
  for (const { id, kinds } of items) {
    const deposit = await journal.deposit(id);
    for (const kind of deposit ? kinds : [])
      for (const hash of deposit ? keptHashes(deposit, kind) : []) hashes.add(hash);
  }
  return [...hashes];
};
