/**
 * A person's order, wherever it is carried out: by the running agent, over its socket, or by this command while none
 * runs, which then holds the lock of the data folder. Nothing was done when the agent refuses, on a full disk for
 * instance: the same order may be given again (75).
 */
import { NoDaemon, OrderRefused, OrderUnanswered, sendOrder } from "../adapters/system/orders.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import type { Context } from "./command.ts";

export interface Asking {
  /** The agent's socket: `ordersPath` of its data folder. */
  readonly path: string;
  readonly order: string;
  readonly args: unknown;
  readonly timeoutMs?: number;
  /** What the command ends with when the agent refuses; absent: 75. */
  readonly refused?: Exit;
}

export interface Giving<World extends AsyncDisposable, Answer> extends Asking {
  /** Takes the lock, and opens what the order needs. */
  readonly open: () => Promise<World>;
  readonly here: (world: World) => Promise<Answer>;
}

const answerMsMax = 10_000;

/** The running agent's answer; undefined when none runs. */
export const askAgent = async (
  { words }: Context,
  { path, order, args, timeoutMs = answerMsMax, refused = 75 }: Asking,
): Promise<{ readonly value: unknown } | undefined> => {
  try {
    return { value: await sendOrder(path, { order, args, timeoutMs }) };
  } catch (cause) {
    if (cause instanceof NoDaemon) return undefined;
    if (cause instanceof OrderRefused) throw new Refusal(refused, [cause.message]);
    if (cause instanceof OrderUnanswered) throw new Refusal(75, [words.silent]);
    throw cause;
  }
};

/** The agent answers with what `here` answers. */
export const give = async <World extends AsyncDisposable, Answer>(
  context: Context,
  giving: Giving<World, Answer>,
): Promise<Answer> => {
  const answer = await askAgent(context, giving);
  if (answer) return answer.value as Answer;
  await using opened = await giving.open();
  return await giving.here(opened);
};
