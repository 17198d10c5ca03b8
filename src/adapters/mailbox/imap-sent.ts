/**
 * Whether the provider saved one of our messages among the sent ones (RFC 6154 `\Sent`): a copy there
 * proves that it took the message. Read-only like everything else.
 */
import type { SentAnswer } from "../../ports/mailbox.ts";
import type { ImapSession } from "./imap-session.ts";

export const searchSent = (session: ImapSession, messageIdHeader: string): Promise<SentAnswer> =>
  session.turn(async (client) => {
    const folders = await client.list();
    const sent = folders.find((folder) => folder.specialUse === "\\Sent");
    if (!sent) return "no-folder";
    await session.open(client, sent.path, "read");
    const header = { "Message-ID": messageIdHeader };
    const found = await client.search({ header }, { uid: true });
    return found && found.length > 0 ? "found" : "absent";
  });
