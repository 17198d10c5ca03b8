/** How full the mailbox is (RFC 9208), where the server offers to say it. */
import { MailboxFault, type Quota } from "../../ports/mailbox.ts";
import type { ImapSession } from "./imap-session.ts";

export const askQuota = (session: ImapSession, folder: string): Promise<Quota | undefined> =>
  session.turn(async (client) => {
    const answer = await client.getQuota(folder);
    // The library answers "no" to a connection that died as to a server that does not count.
    if (!client.usable) throw new MailboxFault("mailbox-unreachable", "the connection was lost");
    const { usage, limit } = (answer || undefined)?.storage ?? {};
    // A limit of zero is how some servers say that there is none.
    return usage === undefined || !limit ? undefined : { used: usage, limit };
  });
