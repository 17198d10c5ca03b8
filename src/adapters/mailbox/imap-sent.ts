/**
 * Whether the provider saved one of our messages among the sent ones (RFC 6154 `\Sent`): a copy there
 * proves that it took the message. Read-only like everything else.
 */
import type { Instant } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { MailboxFault, type SentAnswer } from "../../ports/mailbox.ts";
import { fetchMessageIds } from "./imap-fetch.ts";
import { pathOf } from "./imap-folders.ts";
import type { ImapSession } from "./imap-session.ts";

export const searchSent = (session: ImapSession, messageIdHeader: string): Promise<SentAnswer> =>
  session.turn(async (client) => {
    const sent = await pathOf(client, "\\Sent");
    if (sent === undefined) return "no-folder";
    await session.open(client, sent, "read");
    const header = { "Message-ID": messageIdHeader };
    const found = await client.search({ header }, { uid: true });
    return found && found.length > 0 ? "found" : "absent";
  });

const dayMs = 86_400_000;

/** What the provider saved of ours, or of anybody who writes from this mailbox. */
export const listSent = (session: ImapSession, since: Instant): Promise<readonly string[]> =>
  session.turn(async (client) => {
    const sent = await pathOf(client, "\\Sent");
    if (sent === undefined) return [];
    await session.open(client, sent, "read");
    // SEARCH compares dates without time, in the server's zone (RFC 3501 §6.4.4): a day of margin.
    const day = since - dayMs;
    // A day that is to come becomes an interval of nothing (RFC 5032), which Dovecot refuses.
    if (day >= Date.now()) return [];
    const found = await client.search({ since: new Date(day) }, { uid: true });
    if (!found) throw new MailboxFault("mailbox-unreachable", `SEARCH was refused in ${sent}`);
    const newest = [...found].sort((a, b) => a - b).slice(-limits.sentListedMax);
    const headers: string[] = [];
    for (let at = 0; at < newest.length; at += limits.batchMax)
      headers.push(...(await fetchMessageIds(client, newest.slice(at, at + limits.batchMax))));
    return headers;
  });
