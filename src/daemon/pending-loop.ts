/**
 * Receipts whose authenticity the DNS did not tell: asked again until it answers. At start it also reminds of what waits
 * for a person, because problems live in memory only.
 */
import { limits } from "../domain/limits.ts";
import type { Daemon } from "./daemon.ts";
import { tellReceipt } from "./mail-loop.ts";
import { retryPending } from "./receipts.ts";

export const pendingLoop = async (daemon: Daemon, signal: AbortSignal): Promise<void> => {
  await remind(daemon);
  while (!signal.aborted) {
    for (const { receipt, conclusion } of await daemon.storing.together(() =>
      retryPending(daemon.world),
    ))
      await tellReceipt(daemon, receipt, conclusion);
    await daemon.world.clock.wait(limits.pendingRetryMs, signal);
  }
};

const reminders = [
  { state: "to-assign", code: "receipt-to-assign" },
  { state: "poison", code: "mail-unreadable" },
] as const;

const remind = async ({ world, problems }: Daemon): Promise<void> => {
  for (const { state, code } of reminders)
    for (const receipt of await world.journal.receipts({ state }, limits.receiptsRemindedMax))
      problems.raise(code, receipt.id, receipt.classified?.by.join(", ") ?? "");
};
