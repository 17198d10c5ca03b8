/**
 * Receipts whose authenticity the DNS did not tell: asked again until it answers; those that no key opened, when the keys
 * change. At start it also reminds of what waits for a person, because problems live in memory only.
 */
import { limits } from "../domain/limits.ts";
import type { Daemon } from "./daemon.ts";
import { tellReceipt } from "./mail-loop.ts";
import { retryPending, retrySealed } from "./receipts.ts";

export const pendingLoop = async (daemon: Daemon, signal: AbortSignal): Promise<void> => {
  await remind(daemon);
  let keys = "";
  while (!signal.aborted) {
    const now = await daemon.world.mailVerifier.keys();
    const work = keys === now ? [retryPending] : [retryPending, retrySealed];
    for (const retry of work)
      for (const { receipt, conclusion } of await daemon.storing.together(() =>
        retry(daemon.world),
      ))
        await tellReceipt(daemon, receipt, conclusion);
    keys = now;
    await daemon.world.clock.wait(limits.pendingRetryMs, signal);
  }
};

const reminders = [
  { state: "to-assign", code: "receipt-to-assign" },
  { state: "poison", code: "mail-unreadable" },
] as const;

const remind = async ({ world, problems }: Daemon): Promise<void> => {
  for (const { state, code } of reminders)
    for (const { id, classified } of await world.journal.receipts(
      { state },
      limits.receiptsRemindedMax,
    )) {
      const told = classified?.class === "sealed" ? "mail-sealed" : code;
      problems.raise(told, id, classified?.by.join(", ") ?? "");
    }
};
