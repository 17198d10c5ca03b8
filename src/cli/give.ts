/**
 * A person's order, wherever it is carried out: by the running agent, over its socket, or by this command while none
 * runs, which then holds the lock of the data folder. Nothing was done when the agent refuses, on a full disk for
 * instance: the same order may be given again (75). An agent that starts or stops holds the lock while nobody listens:
 * that passes, and the order waits for it.
 */
import { setTimeout as pause } from "node:timers/promises";
import {
  NoDaemon,
  OrderForbidden,
  OrderRefused,
  OrderUnanswered,
  sendOrder,
} from "../adapters/system/orders.ts";
import { DataHeld } from "../compose/data.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import type { Context } from "./command.ts";
import { giveWords } from "./give-words.ts";
import { progressOf } from "./terminal/progress.ts";

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

/** How long a person waits for an agent between two states: ten seconds or a little more, in looks a quarter of one apart. */
const looksMax = 40;
const lookEveryMs = 250;

/** The running agent's answer; undefined when none runs. */
export const askAgent = async (
  { words, language }: Context,
  { path, order, args, timeoutMs = answerMsMax, refused = 75 }: Asking,
): Promise<{ readonly value: unknown } | undefined> => {
  try {
    return { value: await sendOrder(path, { order, args, timeoutMs }) };
  } catch (cause) {
    if (cause instanceof NoDaemon) return undefined;
    if (cause instanceof OrderForbidden)
      throw new Refusal(78, [giveWords[language].forbidden(path)]);
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
  const met = await meet(context, {
    ask: async () => (await askAgent(context, giving)) as { readonly value: Answer } | undefined,
    open: giving.open,
  });
  if (met.is === "agent") return met.answer.value;
  await using opened = met.world;
  return await giving.here(opened);
};

export type Met<Answer, World> =
  | { readonly is: "agent"; readonly answer: Answer }
  | { readonly is: "alone"; readonly world: World };

/** The agent's answer, or its place, whichever can be had first. */
export const meet = <Answer, World>(
  context: Context,
  about: {
    readonly ask: () => Promise<Answer | undefined>;
    /** Takes the lock. */
    readonly open: () => Promise<World>;
  },
): Promise<Met<Answer, World>> =>
  patiently(
    context,
    async () => {
      const answer = await about.ask();
      if (answer !== undefined) return { is: "agent", answer };
      return { is: "alone", world: await about.open() };
    },
    () => true,
  );

/** For a command that no agent may work beside: one that is about to stop is waited for, one that works is not. */
export const alone = <Done>(context: Context, work: () => Promise<Done>): Promise<Done> =>
  patiently(context, work, (held) => !held.listens);

/** Tries again while whoever holds the data folder passes. */
const patiently = async <Done>(
  context: Context,
  work: () => Promise<Done>,
  passes: (held: DataHeld) => boolean,
): Promise<Done> => {
  const progress = progressOf(context);
  try {
    for (let looks = 1; ; looks++) {
      try {
        return await work();
      } catch (cause) {
        if (!(cause instanceof DataHeld) || !passes(cause) || looks >= looksMax) throw cause;
      }
      progress.show(() => giveWords[context.language].between);
      await pause(lookEveryMs);
    }
  } finally {
    progress.clear();
  }
};
