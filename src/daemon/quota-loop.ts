/**
 * Tells a mailbox that is nearly full before its provider refuses the receipts (mail.md F75): what bounced would show
 * only as an AR that does not come.
 */
import { limits } from "../domain/limits.ts";
import { type Mailbox, MailboxFault, type Quota } from "../ports/mailbox.ts";
import type { Daemon } from "./daemon.ts";

export const quotaLoop = async (
  daemon: Daemon,
  identity: string,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    const mailbox = daemon.mailboxOf(identity);
    const quota = mailbox && (await askedOf(mailbox));
    if (quota) tell(daemon, identity, quota);
    await daemon.world.clock.wait(limits.mailboxQuotaMs, signal);
  }
};

/** A mailbox that cannot be reached is told by whoever reads it. */
const askedOf = async (mailbox: Mailbox): Promise<Quota | undefined> => {
  try {
    return await mailbox.quota?.();
  } catch (cause) {
    if (cause instanceof MailboxFault) return undefined;
    throw cause;
  }
};

const tell = (daemon: Daemon, identity: string, { used, limit }: Quota): void => {
  const percent = Math.floor((100 * used) / limit);
  if (percent < limits.mailboxFullPercent) daemon.problems.clear(identity, "mailbox-full");
  else daemon.problems.raise("mailbox-full", identity, `${percent} %`);
};
