/**
 * `facteur hold|release|retry|cancel|confirm|resend ID`: a person's order. It goes to the running agent,
 * or, when none runs, is written by this command, which holds the lock meanwhile.
 */
import { userInfo } from "node:os";
import { NoDaemon, OrderRefused, sendOrder } from "../adapters/system/orders.ts";
import { openForOrders, ordersPathOf } from "../compose/agent.ts";
import type { OrderName, ReplaceAnswer } from "../domain/facts.ts";
import { type DepositId, depositOf, type MessageId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { orderRefusals } from "../domain/order.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { type GivenOrder, giveOrder, type PersonOrder } from "../journey/order.ts";
import { type Context, type Global, settingsOf } from "./command.ts";

export interface OrderOptions extends Global {
  readonly order: OrderName;
  readonly id: string;
  readonly by?: string;
  readonly reason?: string;
  readonly as?: ReplaceAnswer;
  readonly json?: boolean;
}

const answerMsMax = 10_000;

export const order = async (context: Context, options: OrderOptions): Promise<Exit> => {
  const settings = settingsOf(context, options);
  const request = requestOf(context, options);
  const answer = await give(settings, request);
  const { io, language, words } = context;
  if (options.json) io.out(`${JSON.stringify(answer)}\n`);
  if (answer.is === "allowed") {
    if (!options.json) io.out(`${words.ordered(options.order, request.deposit)}\n`);
    return 0;
  }
  if (!options.json)
    io.err(
      answer.is === "unknown"
        ? `${words.unknownDeposit(options.id)}\n`
        : `${request.deposit} : ${orderRefusals[answer.because][language]}\n`,
    );
  return 1;
};

const requestOf = (context: Context, options: OrderOptions): PersonOrder => {
  const [, deposit, message] = /^(D\d{1,15})(\.M\d{1,6})?$/u.exec(options.id.toUpperCase()) ?? [];
  if (!deposit) throw new Refusal(1, [context.words.unknownDeposit(options.id)]);
  const named = message ? (`${deposit}${message}` as MessageId) : undefined;
  return {
    deposit: named ? depositOf(named) : (deposit as DepositId),
    order: options.order,
    // A decision is somebody's: without a name it would be nobody's.
    by: (options.by?.trim() || userInfo().username).slice(0, limits.orderByCharsMax),
    reason: (options.reason ?? "").trim().slice(0, limits.orderReasonCharsMax),
    ...(named ? { message: named } : {}),
    ...(options.as ? { as: options.as } : {}),
  };
};

const give = async (
  settings: ReturnType<typeof settingsOf>,
  request: PersonOrder,
): Promise<GivenOrder> => {
  try {
    const path = ordersPathOf(settings);
    const answer = await sendOrder(path, { order: "order", args: request, timeoutMs: answerMsMax });
    return answer as GivenOrder;
  } catch (cause) {
    // Nothing was written, on a full disk for instance: the same order may be given again.
    if (cause instanceof OrderRefused) throw new Refusal(75, [cause.message]);
    if (!(cause instanceof NoDaemon)) throw cause;
    await using opened = await openForOrders(settings);
    return await giveOrder(opened, request);
  }
};
