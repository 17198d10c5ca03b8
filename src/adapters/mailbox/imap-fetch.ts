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
  const rows = await fetchRows(client, setOf(uids), { size: true, internalDate: true });
  return rows
    .filter((row) => asked.has(row.uid) && row.size !== undefined)
    .map((row) => ({ uid: row.uid, size: row.size ?? 0, arrived: instantOf(row.internalDate) }))
    .sort((a, b) => a.uid - b.uid);
};

/** The mails' exact bytes by UID, or their headers and empty bodies; those that are gone are left out. */
export const fetchMails = async (
  client: ImapFlow,
  uids: readonly number[],
  what: "whole" | "headers",
): Promise<ReadonlyMap<number, Uint8Array>> => {
  const query: FetchQueryObject =
    what === "whole"
      ? { source: true }
      : { bodyParts: [{ key: "HEADER", maxLength: limits.mailHeadersBytesMax }] };
  const rows = await fetchRows(client, setOf(uids), query);
  const found = new Map<number, Uint8Array>();
  for (const uid of uids) {
    // A server may also tell of flags in between, of these mails or of others: rows without bytes.
    const told = rows.filter((row) => row.uid === uid);
    const bytes = told.map((row) => (what === "whole" ? row.source : row.headers));
    const first = bytes.find((one) => one !== undefined);
    if (first) found.set(uid, first);
    else if (told.length > 0)
      throw new MailboxFault("mailbox-unreachable", `FETCH gave no bytes for UID ${uid}`);
  }
  return found;
};

/** Those that have one. */
export const fetchMessageIds = async (
  client: ImapFlow,
  uids: readonly number[],
): Promise<readonly string[]> =>
  (await fetchRows(client, setOf(uids), { envelope: true })).flatMap(
    (row) => row.envelope?.messageId ?? [],
  );

/** As a server reads it, `4:6,9`: a list of hundreds of numbers costs more than what it asks for. */
const setOf = (uids: readonly number[]): string => {
  const runs: [from: number, to: number][] = [];
  for (const uid of uids) {
    const last = runs.at(-1);
    if (last?.[1] === uid - 1) last[1] = uid;
    else runs.push([uid, uid]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}:${to}`)).join(",");
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
