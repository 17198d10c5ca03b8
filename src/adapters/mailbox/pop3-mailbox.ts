/**
 * The mailbox over POP3. A connection lasts one look, because it locks the mailbox for everybody else. Nothing is deleted
 * unless the user said after how long, and then only what is durable here and is about us (mail.md F64).
 */
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { MailRef } from "../../domain/facts.ts";
import type { Instant, Sha256 } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { asError } from "../../foundation/errors.ts";
import { isLoopback } from "../../foundation/loopback.ts";
import { type Arrival, type Mailbox, MailboxFault } from "../../ports/mailbox.ts";
import type { Skip } from "./imap-mailbox.ts";
import {
  fieldsOf,
  type Listed,
  listed,
  nameByHeader,
  receivedAt,
  renamed,
} from "./pop3-listing.ts";
import { faultOf, loggedIn } from "./pop3-login.ts";
import { Pop3Refusal, type Pop3Server, type Pop3Wire } from "./pop3-wire.ts";

export interface Pop3MailboxOptions extends Pop3Server {
  /** Name of the identity: the `mailbox` of every `MailRef`. */
  readonly identity: string;
  /** SHA-256 of the bytes that may be deleted there now, of a mail that is known; absent: nothing ever is. */
  readonly deletable?: (ref: MailRef) => Promise<Sha256 | undefined>;
  /** What was read under this reference; undefined when it is not known, or its bytes are gone. */
  readonly kept?: (ref: MailRef) => Promise<Uint8Array | undefined>;
  readonly onSkip?: (skip: Skip) => void;
}

/** POP3 has one folder without a name. */
const folder = "POP3";

export const pop3Mailbox = (options: Pop3MailboxOptions): Mailbox => {
  if (options.security === "none" && !isLoopback(options.host))
    throw new Error(`security "none" is only for loopback, not for ${options.host}`);
  const state: State = {
    options,
    failures: new Map(),
    old: new Set(),
    looked: false,
    heads: new Map(),
  };
  return {
    arrivals: (known, since, signal) => arrivals(state, { known, since, signal }),
    // POP3 has no hints: the poll is all there is.
    hint: (ms, signal) => pause(ms, undefined, { signal }).catch(() => undefined),
    sent: () => Promise.resolve("no-folder"),
    move: () => Promise.reject(new MailboxFault("mailbox-unreachable", "POP3 has no folders")),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
};

interface State {
  readonly options: Pop3MailboxOptions;
  /** Failures in a row, by mail: one that breaks the connection must not hide those behind it. */
  readonly failures: Map<string, number>;
  /** Mails that are older than what is read: they are not asked for again. */
  readonly old: Set<string>;
  /** The whole list was seen once: what it did not hold then has arrived since, whatever its date. */
  looked: boolean;
  /** Header fields of the last known mails, by name and size. */
  heads: ReadonlyMap<string, string>;
}

interface Look {
  readonly known: (ref: MailRef) => Promise<boolean>;
  readonly since: Instant;
  readonly signal: AbortSignal;
}

async function* arrivals(state: State, look: Look): AsyncGenerator<Arrival> {
  if (look.signal.aborted) return;
  let wire: Pop3Wire | undefined;
  const cut = (): void => wire?.[Symbol.dispose]();
  look.signal.addEventListener("abort", cut);
  try {
    wire = await loggedIn(state.options);
    const list = await listed(wire);
    const others = await renamedIn(state, wire, list);
    const seen: Seen = { recent: state.looked, passed: 0 };
    for (const mail of list) {
      if (look.signal.aborted) return;
      const other = others.get(mail.number);
      const found = await unknown(state, look, { wire, mail, seen, ...(other ? { other } : {}) });
      if (found) yield found;
    }
    tellPassed(state, look, seen);
    state.looked = true;
    // Deletions are done at QUIT, all or none (RFC 1939 §6).
    await wire.ask("QUIT");
  } catch (cause) {
    if (!look.signal.aborted) throw faultOf(state.options, cause);
  } finally {
    look.signal.removeEventListener("abort", cut);
    wire?.[Symbol.dispose]();
  }
}

interface At {
  readonly wire: Pop3Wire;
  readonly mail: Listed;
  /** Its own name, where the server gave it an earlier mail's. */
  readonly other?: string;
  readonly seen: Seen;
}

/** What one look has seen so far. */
interface Seen {
  /** Something known or new stood before: mails are listed as they arrived, so nothing behind it is old. */
  recent: boolean;
  /** Mails passed over because of their date. */
  passed: number;
}

const renamedIn = async (
  state: State,
  wire: Pop3Wire,
  list: readonly Listed[],
): Promise<ReadonlyMap<number, string>> => {
  const heads = new Map<string, string>();
  const others = await renamed(wire, list, async ({ mark, size }) => {
    if (mark === undefined) return undefined;
    const key = `${mark} ${size}`;
    const raw = state.heads.has(key)
      ? undefined
      : await state.options.kept?.(refOf(state, mark, size));
    const fields = state.heads.get(key) ?? (raw && fieldsOf(raw));
    if (fields !== undefined) heads.set(key, fields);
    return fields;
  });
  state.heads = heads;
  return others;
};

/** A date that a server wrote wrong must not hide an acknowledgement without a word. */
const tellPassed = (state: State, look: Look, { passed }: Seen): void => {
  if (passed === 0) return;
  const since = new Date(look.since).toISOString().slice(0, 10);
  state.options.onSkip?.({ folder, said: `${passed} mails from before ${since} are not read` });
};

const refOf = (state: State, mark: string, size: number): MailRef => ({
  mailbox: state.options.identity,
  folder,
  uidValidity: mark,
  uid: size,
});

/** The mail when it is new; a known one is deleted when its time has come. */
const unknown = async (state: State, look: Look, at: At): Promise<Arrival | undefined> => {
  const { mail } = at;
  const name = at.other ?? (mail.isNumbered ? await nameByHeader(at.wire, mail.number) : mail.mark);
  const ref = name === undefined ? undefined : refOf(state, name, mail.size);
  const isKnown = ref !== undefined && (await look.known(ref));
  const deletable = isKnown ? await state.options.deletable?.(ref) : undefined;
  if (isKnown) at.seen.recent = true;
  if (isKnown && deletable === undefined) return undefined;
  if (!isKnown && name !== undefined && state.old.has(name)) return undefined;
  const found = await fetched(state, look, at);
  if (!found) return undefined;
  const { raw, headersOnly } = found;
  const hash = hashOf(raw);
  if (isKnown && hash === deletable) {
    await at.wire.ask(`DELE ${mail.number}`);
    return undefined;
  }
  // Without a name of its own, or under one that was another mail's, only its bytes tell whether we know it.
  const own = ref && !isKnown ? ref : refOf(state, `sha256:${hash}`, mail.size);
  if (state.old.has(own.uidValidity)) return undefined;
  if (own !== ref && (await look.known(own))) return undefined;
  const arrived = receivedAt(raw) ?? Date.now();
  if (arrived < look.since && !at.seen.recent) {
    state.old.add(own.uidValidity);
    at.seen.passed += 1;
    return undefined;
  }
  at.seen.recent = true;
  return { ref: own, arrived, raw, ...(headersOnly ? { headersOnly } : {}) };
};

const hashOf = (raw: Uint8Array): string => createHash("sha256").update(raw).digest("hex");

const fetched = async (
  state: State,
  look: Look,
  { wire, mail }: At,
): Promise<Pick<Arrival, "raw" | "headersOnly"> | undefined> => {
  const key = mail.mark ?? `${mail.number}/${mail.size}`;
  const failed = state.failures.get(key) ?? 0;
  if (failed >= limits.mailboxTriesMax) return undefined;
  const headersOnly =
    mail.size > limits.mailBytesMax
      ? "too-large"
      : failed >= limits.mailboxWholeTriesMax
        ? "failed"
        : undefined;
  try {
    const raw = headersOnly
      ? await wire.askLines(`TOP ${mail.number} 0`, limits.mailHeadersBytesMax)
      : await wire.askLines(
          `RETR ${mail.number}`,
          limits.mailBytesMax + limits.mailHeadersBytesMax,
        );
    state.failures.delete(key);
    return { raw, ...(headersOnly ? { headersOnly } : {}) };
  } catch (cause) {
    if (look.signal.aborted) throw cause;
    state.failures.set(key, failed + 1);
    const last = failed + 1 === limits.mailboxTriesMax;
    if (last) state.options.onSkip?.({ folder, uid: mail.number, said: asError(cause).message });
    // The server will not give this one; the others may be well.
    if (cause instanceof Pop3Refusal) return undefined;
    throw cause;
  }
};
