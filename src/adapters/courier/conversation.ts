/**
 * One conversation with the server, from dialling to its end: who may cut it (the agent's stop, a
 * silent server, a commit that failed) and until when (the dot). After the dot only its own time ends it.
 */
import type { Cut, Ending } from "./classify.ts";
import { Dialogue } from "./dialogue.ts";
import { GatedBytes } from "./gated-bytes.ts";
import type { Delivery } from "./smtp-options.ts";
import { type Result, send } from "./transport.ts";

export interface Conversation {
  readonly ending: Ending;
  readonly dotLeft: boolean;
  readonly dialogue: Dialogue;
}

export const converse = async (delivery: Delivery): Promise<Conversation> => {
  const { waits, handover, signal } = delivery;
  const stop = new AbortController();
  let cut: Cut | undefined;
  // After the dot nothing is cut: the server may have the message, and its answer is worth waiting for.
  const cutOff = (by: Cut): void => {
    if (gate.open || cut !== undefined) return;
    cut = by;
    gate.shut(new Error(saidOf[by]));
    stop.abort();
  };
  const silence = setTimeout(() => cutOff("silent"), waits.silenceMs);
  let answer: NodeJS.Timeout | undefined;
  const onSign = (): void => void (gate.open || silence.refresh());
  const gate = new GatedBytes({
    bytes: handover.bytes,
    beforeDot: async () => handover.beforeDot(),
    commitMs: waits.commitMs,
    onProgress: onSign,
    onOpen: () => {
      clearTimeout(silence);
      dialogue.dotted(handover.bytes.length);
      // Of the whole answer: a server that says a little for ever must not hold the message for ever.
      answer = setTimeout(() => stop.abort(), waits.dotMs);
    },
  });
  const dialogue = new Dialogue({ onLine: onSign, onData: () => gate.release() });
  const onAbort = (): void => cutOff("stopped");
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  const result = await send({ ...delivery, gate, dialogue, stop: stop.signal });
  const dotLeft = gate.open;
  gate.shut(new Error("the dialogue is over"));
  clearTimeout(silence);
  clearTimeout(answer);
  signal.removeEventListener("abort", onAbort);
  await gate.settled();
  return { ending: endingOf({ result, cut, withheld: gate.withheld }), dotLeft, dialogue };
};

const saidOf: Record<Cut, string> = {
  stopped: "the agent stopped before the end of the message",
  silent: "the server was silent for too long",
  withheld: "the end of the message was withheld",
};

const endingOf = (parts: {
  readonly result: Result;
  readonly cut: Cut | undefined;
  readonly withheld: Error | undefined;
}): Ending => {
  const { result, cut, withheld } = parts;
  if (cut !== undefined) return { is: "cut", by: cut, said: saidOf[cut] };
  if (withheld === undefined) return result;
  return { is: "cut", by: "withheld", said: `${saidOf.withheld}: ${withheld.message}` };
};
