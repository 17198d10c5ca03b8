/**
 * Reads the journal's rows again, a few at a time, at start and then once a day: damage that nobody comes across is told
 * all the same (mail.md F32). What the queues had to pass over is told by its own name. Nothing is repaired here, and
 * the agent goes on with all that can be read.
 */
import { type ChainHead, chainStart, followChain } from "../domain/audit/chain-check.ts";
import type { ViolationCode } from "../domain/audit/violation.ts";
import { limits } from "../domain/limits.ts";
import type { World } from "../journey/world.ts";
import type { JournalDamage } from "../ports/journal-damage.ts";
import type { Problems } from "./problems.ts";

export interface JournalWatchParts {
  readonly world: Pick<World, "journal" | "clock">;
  readonly problems: Problems;
  /** What the journal's queues passed over so far, by deposit or receipt. */
  readonly damaged: ReadonlyMap<string, JournalDamage>;
}

/** What the problem is about, as `facteur status` shows it. */
const about = "journal";

/** Wrong hours are the clock's, and are told as such. */
const told: ReadonlySet<ViolationCode> = new Set(["chain-broken", "seq-hole", "body-unreadable"]);

export const journalWatch = async (
  { world, problems, damaged }: JournalWatchParts,
  signal: AbortSignal,
): Promise<void> => {
  const { clock, journal } = world;
  let pass: Pass = { head: chainStart, sound: true };
  let again = 0;
  while (!signal.aborted) {
    for (const [name, { message }] of damaged) problems.raise("journal-damaged", name, message);
    // A file that was deleted or replaced is found by whoever writes, and an idle agent writes nothing.
    await journal.transact(async () => undefined);
    const resting = clock.monotonic() < again;
    if (!resting) {
      const links = await journal.chain(pass.head.seq, limits.journalWatchRows);
      for (const link of links)
        pass = follow(pass, followChain(pass.head, link, clock.now()), problems);
      if (links.length < limits.journalWatchRows) {
        if (pass.sound) problems.clear(about, "journal-damaged");
        pass = { head: chainStart, sound: true };
        again = clock.monotonic() + limits.journalWatchEveryMs;
      }
    }
    await clock.wait(resting ? limits.journalWatchPollMs : limits.journalWatchBreathMs, signal);
  }
};

interface Pass {
  readonly head: ChainHead;
  readonly sound: boolean;
}

const follow = (
  { sound }: Pass,
  { head, violations }: ReturnType<typeof followChain>,
  problems: Problems,
): Pass => {
  const found = violations.find(({ code }) => told.has(code));
  // One problem for all of them: the first line is named, the audit names the others.
  if (found) problems.raise("journal-damaged", about, `ligne ${found.seq} : ${found.code}`);
  return { head, sound: sound && !found };
};
