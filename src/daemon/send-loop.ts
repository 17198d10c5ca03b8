/** Hands over what is due, a bounded number at a time, one attempt per message. */
import type { MessageId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { asError } from "../foundation/errors.ts";
import { send } from "../journey/send.ts";
import type { Daemon } from "./daemon.ts";

export const sendLoop = async (daemon: Daemon, signal: AbortSignal): Promise<void> => {
  const flying = new Map<MessageId, Promise<void>>();
  while (!signal.aborted) {
    await launch(daemon, flying, signal);
    await daemon.bells.send.wait(limits.sendPollMs, daemon.world.clock, signal);
  }
  // A dialogue past its dot is finished, so that its answer is known (mail.md F33).
  await Promise.all(flying.values());
};

const launch = async (
  daemon: Daemon,
  flying: Map<MessageId, Promise<void>>,
  signal: AbortSignal,
): Promise<void> => {
  const { world } = daemon;
  if (flying.size >= daemon.parallel) return;
  const at = world.clock.now();
  const due = await world.journal.find({ by: "send", at }, daemon.parallel + flying.size);
  for (const deposit of due)
    for (const message of deposit.messages) {
      if (message.stage.is !== "queued" || message.stage.due > at) continue;
      if (flying.size >= daemon.parallel || flying.has(message.id)) continue;
      const attempt = send(world, deposit, message, signal)
        .then((is) => world.log.event("info", "attempt", { message: message.id, is }))
        .catch((cause: unknown) =>
          world.log.event("error", "attempt-failed", {
            message: message.id,
            said: asError(cause).message,
          }),
        )
        .finally(() => {
          flying.delete(message.id);
          daemon.bells.work.ring();
          daemon.bells.send.ring();
        });
      flying.set(message.id, attempt);
    }
};
