/** One mailbox: polling is the truth, IDLE only a hint. A mail we cannot digest never stops the next one. */
import type { MailRef } from "../domain/facts.ts";
import type { FaultCode } from "../domain/faults.ts";
import { asError, diskTrouble } from "../foundation/errors.ts";
import { keep, record, recordAgain } from "../journey/receive.ts";
import type { Conclusion } from "../journey/understand/conclusion.ts";
import { understand } from "../journey/understand.ts";
import type { World } from "../journey/world.ts";
import { type Arrival, type Mailbox, MailboxFault } from "../ports/mailbox.ts";
import type { Daemon } from "./daemon.ts";

export interface WatchedMailbox {
  /** Name of the identity whose mailbox it is. */
  readonly identity: string;
  readonly mailbox: Mailbox;
  readonly pollSeconds: number;
  readonly moveMatchedTo?: string;
}

const faults: readonly FaultCode[] = ["mailbox-unreachable", "mailbox-tls", "mailbox-login"];

export const mailLoop = async (
  daemon: Daemon,
  watched: WatchedMailbox,
  signal: AbortSignal,
): Promise<void> => {
  const reading: Reading = { watched, toMove: [] };
  let failures = 0;
  while (!signal.aborted) {
    try {
      await readOnce(daemon, reading, signal);
      await daemon.lock.looked(watched.identity);
      daemon.problems.clear(watched.identity, ...faults);
      failures = 0;
      await watched.mailbox.hint(watched.pollSeconds * 1000, signal);
    } catch (cause) {
      // A mail that could not be kept was not taken: it is read again when there is room.
      const ours = await daemon.disk.isCause(cause);
      if (!ours && !(cause instanceof MailboxFault)) throw cause;
      if (cause instanceof MailboxFault)
        daemon.problems.raise(cause.code, watched.identity, cause.message);
      failures += 1;
      // Doubling from one second, at most five minutes: a wrong password is not hammered.
      const wait = Math.min(1000 * 2 ** failures, 300_000);
      await daemon.world.clock.wait(wait, signal);
    }
  }
};

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
  for await (const arrival of arrivals) {
    const matched = await daemon.storing.together(() => take(daemon, arrival));
    if (matched) daemon.bells.work.ring();
    if (matched) reading.toMove.push(arrival.ref);
    await moveWaiting(daemon, reading);
  }
};

/** Nothing in the mailbox changes while the disk is full (mail.md F31). */
const moveWaiting = async (daemon: Daemon, { watched, toMove }: Reading): Promise<void> => {
  const folder = watched.moveMatchedTo;
  if (!folder || toMove.length === 0 || (await daemon.disk.roomFor(0)) === "none") return;
  // Asked once each: a mail that cannot be moved stays where it is, and stops no other.
  for (let ref = toMove.shift(); ref; ref = toMove.shift()) await watched.mailbox.move(ref, folder);
};

/** A mail of which only the headers could be read is for a person, whatever they say. */
const concluded = async (world: World, arrival: Arrival): Promise<Conclusion> => {
  if (arrival.headersOnly) return unreadable(arrival.headersOnly);
  try {
    return await understand(world, arrival);
  } catch (cause) {
    // The disk's fault is not the mail's: it is read again later.
    if (diskTrouble(cause)) throw cause;
    return unreadable(asError(cause).message.slice(0, 200));
  }
};

const unreadable = (because: string): Conclusion => ({
  class: "unreadable",
  by: [because],
  matches: [],
  returns: [],
});

/** Whether the mail speaks of something we sent. */
const take = async (daemon: Daemon, arrival: Arrival): Promise<boolean> => {
  const { world } = daemon;
  const kept = await keep(world, arrival);
  if (kept.seen) {
    await recordAgain(world, kept.seen, arrival.ref);
    return false;
  }
  const conclusion = await concluded(world, arrival);
  const receipt = await record(world, arrival, { sha256: kept.sha256, conclusion });
  if (conclusion.behind) await daemon.lock.refresh();
  if (conclusion.class === "ar" && conclusion.matches.length === 0)
    daemon.problems.raise("receipt-to-assign", receipt, conclusion.by.join(", "));
  if (conclusion.class === "unreadable")
    daemon.problems.raise("mail-unreadable", receipt, conclusion.by.join(", "));
  world.log.event("info", "received", { receipt, class: conclusion.class, by: conclusion.by });
  return conclusion.matches.length > 0;
};
