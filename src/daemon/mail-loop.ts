/** One mailbox: polling is the truth, IDLE only a hint. A mail we cannot digest never stops the next one. */
import type { FaultCode } from "../domain/faults.ts";
import { asError } from "../foundation/errors.ts";
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
  let failures = 0;
  while (!signal.aborted) {
    try {
      await readOnce(daemon, watched, signal);
      daemon.problems.clear(watched.identity, ...faults);
      failures = 0;
      await watched.mailbox.hint(watched.pollSeconds * 1000, signal);
    } catch (cause) {
      if (!(cause instanceof MailboxFault)) throw cause;
      daemon.problems.raise(cause.code, watched.identity, cause.message);
      failures += 1;
      // Doubling from one second, at most five minutes: a wrong password is not hammered.
      const wait = Math.min(1000 * 2 ** failures, 300_000);
      await daemon.world.clock.wait(wait, signal);
    }
  }
};

const readOnce = async (
  daemon: Daemon,
  watched: WatchedMailbox,
  signal: AbortSignal,
): Promise<void> => {
  const { journal } = daemon.world;
  const known = async (ref: Arrival["ref"]) => (await journal.mail(ref)) !== undefined;
  const arrivals = watched.mailbox.arrivals(known, daemon.mailSince(), signal);
  for await (const arrival of arrivals) {
    const matched = await take(daemon, arrival);
    if (matched) daemon.bells.work.ring();
    if (matched && watched.moveMatchedTo)
      await watched.mailbox.move(arrival.ref, watched.moveMatchedTo);
  }
};

/** A mail of which only the headers could be read is for a person, whatever they say. */
const concluded = async (world: World, arrival: Arrival): Promise<Conclusion> => {
  if (arrival.headersOnly) return unreadable(arrival.headersOnly);
  try {
    return await understand(world, arrival);
  } catch (cause) {
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
  if (conclusion.class === "unreadable")
    daemon.problems.raise("mail-unreadable", receipt, conclusion.by.join(", "));
  world.log.event("info", "received", { receipt, class: conclusion.class, by: conclusion.by });
  return conclusion.matches.length > 0;
};
