/**
 * The mailbox over IMAP (RFC 3501), with imapflow. Nothing is ever marked, and folders are opened
 * read-only, except by `move`. No decision rests on \Seen (mail.md F63): only on UIDVALIDITY and UID.
 */
import type { ImapFlow } from "imapflow";
import type { MailRef } from "../../domain/facts.ts";
import type { Instant } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import type { Arrival, Mailbox } from "../../ports/mailbox.ts";
import { MailboxFault } from "../../ports/mailbox.ts";
import type { Mark } from "./imap-fetch.ts";
import { fetchMails, fetchMarks } from "./imap-fetch.ts";
import { type Numbering, pathOf, type ReadFolders, readFolders } from "./imap-folders.ts";
import type { News } from "./imap-hint.ts";
import { hint, newsOf } from "./imap-hint.ts";
import { moveMail } from "./imap-move.ts";
import { askQuota } from "./imap-quota.ts";
import { listSent, searchSent } from "./imap-sent.ts";
import type { ImapServer } from "./imap-session.ts";
import { ImapSession } from "./imap-session.ts";

/** A folder that cannot be opened, or one mail in it that cannot be read; everything else goes on. */
export interface Skip {
  readonly folder: string;
  readonly uid?: number;
  readonly said: string;
}

export interface ImapMailboxOptions extends ImapServer {
  /** Name of the identity: the `mailbox` of every `MailRef`. */
  readonly identity: string;
  /** Names, or special uses such as `\\Junk` (RFC 6154): the folder that the server marks so, if it does. */
  readonly folders: readonly string[];
  readonly onSkip?: (skip: Skip) => void;
}

const dayMs = 86_400_000;

export const imapMailbox = (options: ImapMailboxOptions): Mailbox => {
  const session = new ImapSession(options);
  const common: Common = {
    options,
    session,
    failures: new Map(),
    news: newsOf(),
    read: readFolders(),
  };
  const close = (): Promise<void> => session.close();
  return {
    arrivals: (known, since, signal) => arrivals({ ...common, known, since, signal }),
    hint: (ms, signal) =>
      hint({ session, folder: options.folders[0] ?? "INBOX", news: common.news, ms, signal }),
    sent: (messageIdHeader) => searchSent(session, messageIdHeader),
    sentSince: (since) => listSent(session, since),
    quota: () => askQuota(session, options.folders[0] ?? "INBOX"),
    move: (ref, folder) => moveMail(session, ref, folder),
    [Symbol.asyncDispose]: close,
  };
};

interface Common {
  readonly options: ImapMailboxOptions;
  readonly session: ImapSession;
  /** Failures in a row, by mail: a mail that breaks the connection must not hide those behind it. */
  readonly failures: Map<string, number>;
  readonly news: News;
  /** Folders that were read to their end, as they were then. */
  readonly read: ReadFolders;
}

/** One look at the mailbox. */
interface Look extends Common {
  readonly known: (ref: MailRef) => Promise<boolean>;
  readonly since: Instant;
  readonly signal: AbortSignal;
}

interface Listing {
  readonly folder: string;
  readonly numbering: Numbering;
  readonly uidValidity: string;
  readonly uids: readonly number[];
}

/** Ends quietly when aborted: an answer in flight is cut off with its connection. */
async function* arrivals(look: Look): AsyncGenerator<Arrival> {
  const { signal } = look;
  const cut = (): void => look.session.drop();
  signal.addEventListener("abort", cut);
  try {
    for (const named of look.options.folders) {
      if (signal.aborted) return;
      const folder = await look.session.turn((client) => pathOf(client, named));
      const listing = folder === undefined ? undefined : await list(look, folder);
      if (!listing) continue;
      const given = yield* folderArrivals(look, listing);
      if (given === 0 && !signal.aborted)
        look.read.whole(listing.folder, listing.numbering, look.since);
    }
  } catch (cause) {
    if (!signal.aborted) throw cause;
  } finally {
    signal.removeEventListener("abort", cut);
  }
}

/** Returns how many mails it gave. */
async function* folderArrivals(look: Look, listing: Listing): AsyncGenerator<Arrival, number> {
  let given = 0;
  for await (const unknown of batches(look, listing)) {
    const marks = await inListing(look, listing, (client) => fetchMarks(client, unknown));
    // Renumbered since it was listed: the next look lists it anew.
    if (!marks) return 1;
    const recent = marks.filter((mark) => mark.arrived >= look.since);
    for (const some of together(look, listing, recent)) {
      if (look.signal.aborted) return given;
      for (const arrival of await read(look, listing, some)) {
        if (look.signal.aborted) return given;
        given += 1;
        yield arrival;
      }
    }
  }
  return given;
}

/** The folder's recent UIDs, oldest first; undefined when the server will not open it. */
const list = (look: Look, folder: string): Promise<Listing | undefined> =>
  look.session.turn(async (client) => {
    let box;
    try {
      box = await look.session.open(client, folder, "read");
    } catch (cause) {
      if (!refusedByServer(cause)) throw cause;
      look.options.onSkip?.({ folder, said: saidOf(cause) });
      return undefined;
    }
    if (folder === look.options.folders[0]) look.news.looked(box);
    if (look.read.same(folder, box, look.since)) return undefined;
    // SEARCH compares dates without time, in the server's zone (RFC 3501 §6.4.4): a day of margin.
    const uids = await client.search({ since: new Date(look.since - dayMs) }, { uid: true });
    if (!uids) throw new MailboxFault("mailbox-unreachable", `SEARCH was refused in ${folder}`);
    return {
      folder,
      // A copy: the library's own changes as the folder does.
      numbering: {
        uidValidity: box.uidValidity,
        uidNext: box.uidNext,
        highestModseq: box.highestModseq,
      },
      uidValidity: String(box.uidValidity),
      uids: [...uids].sort((a, b) => a - b),
    };
  });

/** Unknown UIDs, a bounded number at a time. */
async function* batches(look: Look, listing: Listing): AsyncGenerator<readonly number[]> {
  let batch: number[] = [];
  for (const uid of listing.uids) {
    if (await look.known(refOf(look, listing, uid))) continue;
    batch.push(uid);
    if (batch.length < limits.batchMax) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const refOf = (look: Look, { folder, uidValidity }: Listing, uid: number): MailRef => ({
  mailbox: look.options.identity,
  folder,
  uidValidity,
  uid,
});

/** Runs `work` with the folder as it was listed; undefined when it has been renumbered or removed since. */
const inListing = <T>(
  look: Look,
  listing: Listing,
  work: (client: ImapFlow) => Promise<T>,
): Promise<T | undefined> =>
  look.session.turn(async (client) => {
    const box = await look.session.reopen(client, listing.folder, "read");
    return String(box.uidValidity) === listing.uidValidity ? work(client) : undefined;
  });

const failuresOf = (look: Look, listing: Listing, { uid }: Mark): number =>
  look.failures.get(keyOf(refOf(look, listing, uid))) ?? 0;

const keyOf = (ref: MailRef): string => `${ref.folder}/${ref.uidValidity}/${ref.uid}`;

/** Small mails are asked for together; a large one, and one that may have failed before, by itself. */
function* together(
  look: Look,
  listing: Listing,
  marks: readonly Mark[],
): Generator<readonly Mark[]> {
  let some: Mark[] = [];
  let bytes = 0;
  for (const mark of marks) {
    const alone = failuresOf(look, listing, mark) > 0;
    const fits =
      some.length < limits.mailsTogetherMax && bytes + mark.size <= limits.mailsTogetherBytesMax;
    if (some.length > 0 && (alone || !fits)) {
      yield some;
      [some, bytes] = [[], 0];
    }
    if (alone) {
      yield [mark];
      continue;
    }
    some.push(mark);
    bytes += mark.size;
  }
  if (some.length > 0) yield some;
}

/** Mails, whole or by their headers; without what is gone, or set aside after too many failures. */
const read = async (
  look: Look,
  listing: Listing,
  marks: readonly Mark[],
): Promise<readonly Arrival[]> => {
  const failed = Math.max(...marks.map((mark) => failuresOf(look, listing, mark)));
  if (failed >= limits.mailboxTriesMax) return [];
  const headersOnly = marks.some((mark) => mark.size > limits.mailBytesMax)
    ? "too-large"
    : failed >= limits.mailboxWholeTriesMax
      ? "failed"
      : undefined;
  let asked = false;
  try {
    const found = await inListing(look, listing, (client) => {
      asked = true;
      const uids = marks.map((mark) => mark.uid);
      return fetchMails(client, uids, headersOnly ? "headers" : "whole");
    });
    return marks.flatMap(({ uid, arrived }) => {
      const ref = refOf(look, listing, uid);
      look.failures.delete(keyOf(ref));
      const raw = found?.get(uid);
      return raw ? { ref, arrived, raw, ...(headersOnly && { headersOnly }) } : [];
    });
  } catch (cause) {
    // A server that cannot be reached, or a stop asked by us, says nothing against these mails.
    if (asked && !look.signal.aborted) noteFailure(look, listing, { marks, cause });
    throw cause;
  }
};

/** Of several that were asked for together each may be the one: next time each is asked for by itself. */
const noteFailure = (
  look: Look,
  listing: Listing,
  { marks, cause }: { readonly marks: readonly Mark[]; readonly cause: unknown },
): void => {
  for (const mark of marks) {
    const ref = refOf(look, listing, mark.uid);
    const failed = failuresOf(look, listing, mark) + 1;
    look.failures.set(keyOf(ref), failed);
    if (failed === limits.mailboxTriesMax)
      look.options.onSkip?.({ folder: ref.folder, uid: ref.uid, said: saidOf(cause) });
  }
};

/** A tagged NO to SELECT: this folder is missing or closed to us; the connection is well. */
const refusedByServer = (cause: unknown): boolean =>
  cause instanceof Error && "responseStatus" in cause && cause.responseStatus === "NO";

const saidOf = (cause: unknown): string => {
  const text = cause instanceof Error && "responseText" in cause ? cause.responseText : undefined;
  return typeof text === "string" && text !== ""
    ? text
    : cause instanceof Error
      ? cause.message
      : String(cause);
};
