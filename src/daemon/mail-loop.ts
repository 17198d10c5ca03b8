/** One mailbox: polling is the truth, IDLE only a hint. A mail we cannot digest never stops the next one. */
import type { MailRef } from "../domain/facts.ts";
import type { FaultCode } from "../domain/faults.ts";
import type { ReceiptId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { tlsReasons } from "../domain/tls-reason.ts";
import { sha256 } from "../foundation/bytes.ts";
import { keep, recordAgain } from "../journey/receive.ts";
import type { Conclusion } from "../journey/understand/conclusion.ts";
import { type Incoming, readIncoming } from "../journey/understand/incoming.ts";
import type { World } from "../journey/world.ts";
import { type Arrival, type Mailbox, MailboxFault } from "../ports/mailbox.ts";
import type { Daemon } from "./daemon.ts";
import { type Place, reconsider, takeKept } from "./receipts.ts";

export interface WatchedMailbox {
  /** Name of the identity whose mailbox it is. */
  readonly identity: string;
  readonly mailbox: Mailbox;
  readonly pollSeconds: number;
  readonly moveMatchedTo?: string;
  /** Its login and its secret are those of sending. */
  readonly sameLogin?: boolean;
  /** Who answers for files that stand there without a mail around them. */
  readonly person?: string;
  /** It is a dossier's `AR/`: what stands there is filed already. */
  readonly inPlace?: true;
}

const faults: readonly FaultCode[] = [
  "mailbox-unreachable",
  "mailbox-tls",
  ...tlsReasons.map((reason) => `mailbox-tls-${reason}` as const),
  "mailbox-login",
  "login-unreachable",
];

export const mailLoop = async (
  daemon: Daemon,
  watched: WatchedMailbox,
  signal: AbortSignal,
): Promise<void> => {
  const reading: Reading = { watched, toMove: [] };
  let failures = 0;
  await restRefused(daemon, watched, signal);
  while (!signal.aborted) {
    try {
      const began = daemon.world.clock.now();
      await readOnce(daemon, reading, signal);
      daemon.mailTimes.looked(watched.identity, began);
      if (watched.person === undefined) {
        daemon.trips.note(watched.identity, "readAt", daemon.world.clock.now());
        await daemon.lock.looked(watched.identity);
        if (await daemon.gate.mailboxTaken(watched.identity)) daemon.bells.send.ring();
      }
      daemon.problems.clear(aboutOf(watched), ...faults);
      failures = 0;
      await watched.mailbox.hint(watched.pollSeconds * 1000, signal);
    } catch (cause) {
      // A mail that could not be kept was not taken: it is read again when there is room.
      const ours = await daemon.disk.isCause(cause);
      if (!ours && !(cause instanceof MailboxFault)) throw cause;
      if (cause instanceof MailboxFault) await tell(daemon, watched, cause);
      failures += 1;
      // A refused login waits for a person, or an hour: a provider would lock the account (mail.md F47).
      const wait = isRefusedLogin(cause)
        ? limits.loginRetryMs
        : Math.min(1000 * 2 ** failures, 300_000);
      await daemon.bells.login(aboutOf(watched)).wait(wait, daemon.world.clock, signal);
    }
  }
};

/** What was refused before a restart is told again, and not asked sooner for it (mail.md F47). */
const restRefused = async (
  daemon: Daemon,
  watched: WatchedMailbox,
  signal: AbortSignal,
): Promise<void> => {
  const about = aboutOf(watched);
  const rests = about === watched.identity ? daemon.gate.mailboxRests(about) : undefined;
  if (!rests) return;
  if (!daemon.gate.isSuspended(about)) daemon.problems.raise("mailbox-login", about, rests.said);
  await daemon.bells.login(about).wait(rests.ms, daemon.world.clock, signal);
};

const isRefusedLogin = (cause: unknown): boolean =>
  cause instanceof MailboxFault &&
  (cause.code === "mailbox-login" || cause.code === "login-expired");

/** One cause, one alarm: where the login is that of sending too, the identity is suspended as a whole. */
const tell = async (
  daemon: Daemon,
  watched: WatchedMailbox,
  fault: MailboxFault,
): Promise<void> => {
  if (fault.code === "login-expired")
    return daemon.gate.refused(watched.identity, fault.message, "authorisation");
  const { sameLogin = false, identity } = watched;
  if (fault.code === "mailbox-login") await daemon.gate.mailboxRefused(identity, fault.message);
  if (fault.code === "mailbox-login" && sameLogin && !daemon.gate.isMailboxAlone(identity))
    return daemon.gate.refused(watched.identity, fault.message, "mailbox");
  daemon.problems.raise(fault.code, aboutOf(watched), fault.message);
};

/** A folder of an identity is not its mailbox: each has its own trouble. */
const aboutOf = (watched: WatchedMailbox): string => watched.person ?? watched.identity;

interface Reading {
  readonly watched: WatchedMailbox;
  /** Taken and not moved yet; a restart forgets them, and they stay where they are. */
  readonly toMove: MailRef[];
}

const readOnce = async (daemon: Daemon, reading: Reading, signal: AbortSignal): Promise<void> => {
  const { watched } = reading;
  const { journal } = daemon.world;
  const known = async (ref: Arrival["ref"]) => (await journal.mail(ref)) !== undefined;
  // What we know of our own sending goes first to a disk that takes little (mail.md F31).
  if (daemon.disk.owed.length > 0) return;
  await moveWaiting(daemon, reading);
  const arrivals = watched.mailbox.arrivals(known, daemon.mailSince(), signal);
  // A mail that is to be moved is moved before the next one is asked for, on the same connection.
  const ahead = watched.moveMatchedTo === undefined ? limits.mailsAhead : 0;
  const waiting: Promise<MailRef | undefined>[] = [];
  const settle = async (atMost: number): Promise<void> => {
    while (waiting.length > atMost) {
      const matched = await waiting.shift();
      if (matched && matched.folder !== watched.moveMatchedTo) reading.toMove.push(matched);
      await moveWaiting(daemon, reading);
    }
  };
  try {
    let [next, alone] = [Promise.resolve(), Promise.resolve()];
    for await (const arrival of arrivals) {
      daemon.mailTimes.stamped(arrival.arrived);
      const mine = Promise.withResolvers<void>();
      const place = { next, alone, asked: mine.resolve };
      const taken = takeAt(daemon, watched, { arrival, place });
      const done = taken.then(nothing, nothing);
      // Also of one that asks for none.
      [next, alone] = [Promise.all([next, Promise.race([mine.promise, done])]).then(nothing), done];
      waiting.push(taken);
      await settle(arrival.raw.byteLength > limits.storeWholeBytesMax ? 0 : ahead);
    }
    await settle(0);
  } finally {
    await Promise.allSettled(waiting);
  }
};

const nothing = (): void => undefined;

/**
 * A few mails are made durable, read and understood together, and written down in their order, each only if what it was told
 * holds still. The reference of a mail that speaks of something we sent.
 */
const takeAt = (
  daemon: Daemon,
  watched: WatchedMailbox,
  mail: { readonly arrival: Arrival; readonly place: Place },
): Promise<MailRef | undefined> =>
  daemon.storing.together(async () => {
    const { arrival, place } = mail;
    // What may be a file of our own is not kept before that is known.
    const kept = arrival.file ? undefined : keep(daemon.world, arrival);
    // Heard below; a mail that cannot be kept must not end the process while it waits for its turn.
    kept?.catch(() => undefined);
    const reading = kept?.then(({ seen }) =>
      seen || arrival.headersOnly ? undefined : readIncoming(daemon.world, arrival),
    );
    reading?.catch(() => undefined);
    const about = { arrival: reading ? { ...arrival, reading } : arrival, kept: await kept, place };
    return (await take(daemon, watched, about)) ? arrival.ref : undefined;
  });

/** Nothing in the mailbox changes while the disk is full (mail.md F31). */
const moveWaiting = async (daemon: Daemon, { watched, toMove }: Reading): Promise<void> => {
  const folder = watched.moveMatchedTo;
  if (!folder || toMove.length === 0 || (await daemon.disk.roomFor(0)) === "none") return;
  // Asked once each: a mail that cannot be moved stays where it is, and stops no other.
  for (let ref = toMove.shift(); ref; ref = toMove.shift()) {
    const to = await watched.mailbox.move(ref, folder);
    const receipt = to && (await daemon.world.journal.mail(ref));
    // That folder is read too: what we put there ourselves need not be fetched again.
    if (receipt) await recordAgain(daemon.world, receipt, to);
  }
};

/** Whether it speaks of something we sent. */
const take = async (
  daemon: Daemon,
  watched: WatchedMailbox,
  about: {
    readonly arrival: Arrival & Pick<Incoming, "reading">;
    readonly kept: Awaited<ReturnType<typeof keep>> | undefined;
    readonly place: Place;
  },
): Promise<boolean> => {
  const { arrival, place } = about;
  const { world } = daemon;
  if (arrival.file && (await isOurs(world, arrival))) return false;
  const person = { by: watched.person ?? watched.identity, means: "file" } as const;
  const incoming = {
    ...arrival,
    ...(arrival.file ? { person } : {}),
    ...(watched.inPlace ? { inPlace: true as const } : {}),
  };
  const kept = about.kept ?? (await keep(world, incoming));
  const { receipt, conclusion } = await takeKept(world, incoming, kept, place);
  if (!conclusion) return false;
  // What it means for earlier ones is looked at after what those before it meant.
  await place.alone;
  await tellReceipt(daemon, receipt, conclusion);
  if (conclusion.matches.length === 0) return false;
  if (watched.person === undefined)
    daemon.trips.note(watched.identity, "answeredAt", world.clock.now());
  return true;
};

/** What we put into `AR/` ourselves is never read back (design §5). */
const isOurs = async (world: World, arrival: Arrival): Promise<boolean> =>
  (await world.journal.find({ by: "delivered", sha256: sha256(arrival.raw) }, 1)).length > 0;

/** What a person must know of it, and what the daemon does because of it. */
export const tellReceipt = async (
  daemon: Daemon,
  receipt: ReceiptId,
  conclusion: Conclusion,
): Promise<void> => {
  const said = conclusion.by.join(", ");
  if (conclusion.behind) await daemon.lock.refresh();
  if ((conclusion.candidates ?? []).length > 0)
    daemon.problems.raise("receipt-to-assign", receipt, said);
  if (conclusion.class === "unreadable") daemon.problems.raise("mail-unreadable", receipt, said);
  if (conclusion.class === "sealed") daemon.problems.raise("mail-sealed", receipt, said);
  else daemon.problems.clear(receipt, "mail-sealed");
  if (conclusion.class === "pending") daemon.problems.raise("receipt-pending", receipt, said);
  else daemon.problems.clear(receipt, "receipt-pending");
  const { class: is, by } = conclusion;
  daemon.world.log.event("info", "received", { receipt, class: is, by });
  if (conclusion.matches.length > 0) {
    daemon.problems.clear(receipt, "receipt-to-assign");
    daemon.bells.work.ring();
  }
  for (const earlier of await reconsider(daemon.world, conclusion))
    await tellReceipt(daemon, earlier.receipt, earlier.conclusion);
};
