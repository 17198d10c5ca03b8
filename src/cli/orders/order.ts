/**
 * `facteur hold|release|retry|cancel|confirm|resend ID`: a person's order. It goes to the running agent,
 * or, when none runs, is written by this command, which holds the lock meanwhile.
 */
import { ordersPath } from "../../adapters/system/orders.ts";
import { openForOrders } from "../../compose/opened.ts";
import type { OrderName, ReplaceAnswer } from "../../domain/facts.ts";
import { type DepositId, depositOf, type MessageId } from "../../domain/ids.ts";
import { orderRefusals, undeclaredToo } from "../../domain/order.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { giveOrder, type PersonOrder } from "../../journey/order.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { give } from "../give.ts";
import { colon } from "../io.ts";
import { refuseNeverRan } from "../reading.ts";
import { reasonGiven, signer } from "../signature.ts";
import { orderWords } from "./words.ts";

export interface OrderOptions extends Global {
  readonly order: OrderName;
  readonly id: string;
  readonly by?: string;
  readonly reason?: string;
  readonly as?: ReplaceAnswer;
  readonly override?: boolean;
  readonly agreedBy?: string;
  readonly json?: boolean;
}

export const order = async (context: Context, options: OrderOptions): Promise<Exit> => {
  const settings = settingsOf(context, options);
  const request = requestOf(context, options);
  const answer = await give(context, {
    path: ordersPath(settings.data),
    order: "order",
    args: request,
    open: async () => {
      refuseNeverRan(context, settings);
      return await openForOrders(settings);
    },
    here: (world) => giveOrder(world, request),
  });
  const { io, language, words } = context;
  if (options.json) io.out(`${JSON.stringify(answer)}\n`);
  if (answer.is === "allowed") {
    if (!options.json) io.out(`${orderWords[language].ordered(options.order, request.deposit)}\n`);
    if (!options.json && answer.undeclared)
      io.out(`${undeclaredToo[language](answer.undeclared)}\n`);
    return 0;
  }
  if (!options.json)
    io.err(
      answer.is === "unknown"
        ? `${words.unknownDeposit(options.id)}\n`
        : `${request.deposit}${colon[language]}${orderRefusals[answer.because][language]}\n`,
    );
  return 1;
};

/** An agreement of nobody is none: an empty name is asked for again. */
const agreedBy = ({ agreedBy: name }: OrderOptions): Pick<PersonOrder, "agreedBy"> =>
  name === undefined || name.trim() === "" ? {} : { agreedBy: signer(name) };

const requestOf = (context: Context, options: OrderOptions): PersonOrder => {
  const [, deposit, message] = /^(D\d{1,15})(\.M\d{1,6})?$/u.exec(options.id.toUpperCase()) ?? [];
  if (!deposit) throw new Refusal(1, [context.words.unknownDeposit(options.id)]);
  const named = message ? (`${deposit}${message}` as MessageId) : undefined;
  return {
    deposit: named ? depositOf(named) : (deposit as DepositId),
    order: options.order,
    by: signer(options.by),
    reason: reasonGiven(options.reason),
    ...(named ? { message: named } : {}),
    ...(options.as ? { as: options.as } : {}),
    ...(options.override ? { override: true } : {}),
    ...agreedBy(options),
  };
};
