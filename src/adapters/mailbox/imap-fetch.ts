/** Reading mails without a trace: every FETCH here is a PEEK (RFC 3501 §6.4.5). */
import type { FetchMessageObject, FetchQueryObject, ImapFlow } from "imapflow";
import type { Instant } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { MailboxFault } from "../../ports/mailbox.ts";

/** What is asked about a mail before its bytes. */
export interface Mark {
  readonly uid: number;
  readonly size: number;
  readonly arrived: Instant;
}

/** Sizes and times of arrival, by UID; mails removed meanwhile are left out. */
export const fetchMarks = async (
  client: ImapFlow,
  uids: readonly number[],
): Promise<readonly Mark[]> => {
  const asked = new Set(uids);
  const rows = await fetchRows(client, uids.join(","), { size: true, internalDate: true });
  return rows
    .filter((row) => asked.has(row.uid) && row.size !== undefined)
    .map((row) => ({ uid: row.uid, size: row.size ?? 0, arrived: instantOf(row.internalDate) }))
    .sort((a, b) => a.uid - b.uid);
};

/** The mail's exact bytes, or its headers and an empty body; undefined when it is gone. */
export const fetchMail = async (
  client: ImapFlow,
  uid: number,
  what: "whole" | "headers",
): Promise<Uint8Array | undefined> => {
  const query: FetchQueryObject =
    what === "whole"
      ? { source: true }
      : { bodyParts: [{ key: "HEADER", maxLength: limits.mailHeadersBytesMax }] };
  // A server may also tell of flags in between, of this mail or of others: rows without bytes.
  const rows = (await fetchRows(client, String(uid), query)).filter((row) => row.uid === uid);
  const bytes = rows.map((row) => (what === "whole" ? row.source : row.headers));
  const found = bytes.find((one) => one !== undefined);
  if (rows.length > 0 && found === undefined)
    throw new MailboxFault("mailbox-unreachable", `FETCH gave no bytes for UID ${uid}`);
  return found;
};

const fetchRows = async (
  client: ImapFlow,
  range: string,
  query: FetchQueryObject,
): Promise<readonly FetchMessageObject[]> => {
  const rows = await client.fetchAll(range, { ...query, uid: true }, { uid: true });
  // Without a live connection the library answers "nothing", which must not pass for "removed".
  if (!client.usable) throw new MailboxFault("mailbox-unreachable", "the connection was lost");
  return rows;
};

/** INTERNALDATE; a server that gives none readable gives the mail as of now, so that it is read. */
const instantOf = (value: Date | string | undefined): Instant => {
  const at = value === undefined ? Number.NaN : new Date(value).getTime();
  return Number.isNaN(at) ? Date.now() : at;
};
