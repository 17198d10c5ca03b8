/**
 * Tells a mailbox that is nearly full before its provider refuses the receipts (mail.md F75): what bounced would show
 * only as an AR that does not come.
 */
import { limits } from "../domain/limits.ts";
import type { Quota } from "../ports/mailbox.ts";
import { askBeside } from "./beside-mailbox.ts";
import type { Daemon } from "./daemon.ts";

export const quotaLoop = async (
  daemon: Daemon,
  identity: string,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    // A mailbox that cannot be reached is told by whoever reads it.
    const quota = await askBeside(daemon, identity, async (mailbox) => mailbox.quota?.());
    if (quota) tell(daemon, identity, quota);
    await daemon.world.clock.wait(limits.mailboxQuotaMs, signal);
  }
};

const tell = (daemon: Daemon, identity: string, { used, limit }: Quota): void => {
  const percent = Math.floor((100 * used) / limit);
  if (percent < limits.mailboxFullPercent) daemon.problems.clear(identity, "mailbox-full");
  else daemon.problems.raise("mailbox-full", identity, `${percent} %`);
};
