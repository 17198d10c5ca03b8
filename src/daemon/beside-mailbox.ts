/**
 * Questions to a mailbox beside the loop that reads it, on a connection of their own: whether a mail was sent, how full it
 * is. A mailbox that cannot be reached now gives no answer, and one that refused the login is not asked before its hour
 * is over: else each of these questions would be one more wrong password (mail.md F47).
 */
import { type Mailbox, MailboxFault } from "../ports/mailbox.ts";
import type { Daemon } from "./daemon.ts";

export const askBeside = async <T>(
  daemon: Pick<Daemon, "gate" | "mailboxOf">,
  identity: string,
  ask: (mailbox: Mailbox) => Promise<T>,
): Promise<T | undefined> => {
  const { gate } = daemon;
  const mailbox = daemon.mailboxOf(identity);
  if (!mailbox || gate.mailboxRests(identity)) return undefined;
  try {
    return await ask(mailbox);
  } catch (cause) {
    if (!(cause instanceof MailboxFault)) throw cause;
    if (cause.code === "mailbox-login") await gate.mailboxRefused(identity, cause.message);
    if (cause.code === "login-expired")
      await gate.refused(identity, cause.message, "authorisation");
    return undefined;
  }
};
