/** A person's order: judged on the deposit as it is now, and written with who, when and why. */

import { blocksSameBytes, type Deposit, endedUnsent, neverBlocking } from "../domain/deposit.ts";
import { type ClientsByDossier, holdOf, openHolds } from "../domain/hold/client.ts";
import { byNumber, type DepositId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { judgeOrder, type OrderAnswer, type OrderRequest } from "../domain/order.ts";
import type { JournalReader } from "../ports/journal.ts";
import { agentFacts } from "./agent-facts.ts";
import { everyHolder, sentBefore } from "./sent-before.ts";
import type { World } from "./world.ts";

export interface PersonOrder extends OrderRequest {
  readonly deposit: DepositId;
  readonly by: string;
}

export type GivenOrder = OrderAnswer | { readonly is: "unknown" };

export interface OrderWorld extends Pick<World, "journal"> {
  readonly dossiers: ClientsByDossier;
}

export const giveOrder = (world: OrderWorld, request: PersonOrder): Promise<GivenOrder> =>
  world.journal.transact(async (t) => {
    const deposit = await t.deposit(request.deposit);
    if (!deposit) return { is: "unknown" };
    const answer = judgeOrder(deposit, request);
    if (answer.is === "refused") {
      const byClient = answer.because === "nothing-held" && (await isClientHeld(t, world, deposit));
      return byClient ? { is: "refused", because: "client-held" } : answer;
    }
    if (request.order === "retry" && (await isUnderWayElsewhere(t, deposit)))
      return { is: "refused", because: "under-way-elsewhere" };
    if (sendsAgain.has(request.order) && (await isDeclaredSince(t, deposit)))
      return { is: "refused", because: "declared-since" };
    await t.append({
      is: "ordered",
      deposit: deposit.id,
      order: request.order,
      by: request.by,
      reason: request.reason,
      ...(answer.message ? { message: answer.message } : {}),
      ...(request.as ? { as: request.as } : {}),
      ...(request.override ? { override: true } : {}),
      ...(request.agreedBy === undefined ? {} : { agreedBy: request.agreedBy }),
    });
    if (request.order !== "cancel") return answer;
    const undeclared = await gaveWay(t, deposit);
    return undeclared.length > 0 ? { ...answer, undeclared } : answer;
  });

/** Earlier deposits that this one replaced before they had left: what they declared, nothing declares any more, unless a third one does. */
const gaveWay = async (
  journal: JournalReader,
  { id, claimed: { mode }, recognised }: Deposit,
): Promise<readonly DepositId[]> => {
  const declaresIt = (d: Deposit): boolean =>
    d.id !== id && d.claimed.mode === mode && !endedUnsent(d) && d.superseded.length === 0;
  const found = new Set<DepositId>();
  for (const key of recognised?.keys ?? []) {
    const holders = await everyHolder(journal, key);
    if (holders.some(declaresIt)) continue;
    for (const other of holders)
      if (other.superseded.some((s) => s.by === id) && endedUnsent(other)) found.add(other.id);
  }
  return [...found].sort(byNumber);
};

const isClientHeld = async (
  journal: JournalReader,
  { dossiers }: OrderWorld,
  { claimed }: Deposit,
): Promise<boolean> => {
  const facts = await agentFacts(journal, "client-ordered");
  return holdOf(openHolds([], facts), claimed.dossier, dossiers) !== undefined;
};

const sendsAgain: ReadonlySet<PersonOrder["order"]> = new Set(["retry", "resend"]);

/** The last declaration counts: an earlier one that leaves after it would take its place, unless a person said that both stand. */
const isDeclaredSince = async (journal: JournalReader, deposit: Deposit): Promise<boolean> => {
  const later = [...(await sentBefore({ journal }, deposit)).keys()].filter(
    (id) => byNumber(id, deposit.id) > 0,
  );
  for (const id of later) {
    const other = await journal.deposit(id);
    if (other?.released?.as !== "separate") return true;
  }
  return false;
};

/** I1: once it was refused, the same bytes may have been dropped again, and be alive or sent as another deposit. */
const isUnderWayElsewhere = async (journal: JournalReader, deposit: Deposit): Promise<boolean> => {
  const { dossier, sha256, mode } = deposit.claimed;
  const bytes = { by: "bytes", dossier, sha256, mode, without: neverBlocking } as const;
  const same = await journal.find(bytes, limits.sameBytesMax);
  return same.some((other) => other.id !== deposit.id && blocksSameBytes(other));
};
