/** A person says that declarations were made by another way: judged on the deposit as it is now, and written with the proof. */
import {
  judgeOtherwise,
  type OtherwiseAnswer,
  type OtherwiseAsked,
} from "../domain/declared-otherwise.ts";
import type { OtherMeans } from "../domain/facts.ts";
import type { DepositId, Sha256 } from "../domain/ids.ts";
import type { World } from "./world.ts";

export interface OtherwiseOrder extends OtherwiseAsked {
  readonly deposit: DepositId;
  readonly means: OtherMeans;
  /** In the store before this is asked. */
  readonly proof: { readonly sha256: Sha256; readonly size: number };
  readonly by: string;
}

export const declareOtherwise = (
  world: Pick<World, "journal">,
  order: OtherwiseOrder,
): Promise<OtherwiseAnswer> =>
  world.journal.transact(async (t) => {
    const deposit = await t.deposit(order.deposit);
    if (!deposit) return { is: "refused", because: "unknown-deposit" };
    const answer = judgeOtherwise(deposit, order);
    if (answer.is === "refused") return answer;
    const { by, reason, means, proof } = order;
    // One transaction: nothing leaves between the two.
    if (answer.cancels)
      await t.append({ is: "ordered", deposit: deposit.id, order: "cancel", by, reason });
    await t.append({
      is: "declared-otherwise",
      deposit: deposit.id,
      declarations: answer.declarations,
      means,
      proof,
      by,
      reason,
    });
    return answer;
  });
