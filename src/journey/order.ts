/** A person's order: judged on the deposit as it is now, and written with who, when and why. */

import type { DepositId } from "../domain/ids.ts";
import { judgeOrder, type OrderAnswer, type OrderRequest } from "../domain/order.ts";
import type { World } from "./world.ts";

export interface PersonOrder extends OrderRequest {
  readonly deposit: DepositId;
  readonly by: string;
}

export type GivenOrder = OrderAnswer | { readonly is: "unknown" };

export const giveOrder = (
  world: Pick<World, "journal">,
  request: PersonOrder,
): Promise<GivenOrder> =>
  world.journal.transact(async (t) => {
    const deposit = await t.deposit(request.deposit);
    if (!deposit) return { is: "unknown" };
    const answer = judgeOrder(deposit, request);
    if (answer.is === "refused") return answer;
    await t.append({
      is: "ordered",
      deposit: deposit.id,
      order: request.order,
      by: request.by,
      reason: request.reason,
      ...(answer.message ? { message: answer.message } : {}),
      ...(request.as ? { as: request.as } : {}),
    });
    return answer;
  });
