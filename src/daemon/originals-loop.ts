/**
 * Looks again at the originals we put away: a program that kept its file open may have written more into
 * it after it was taken (mail.md F02). A minute after, and at start for the last day.
 */
import { limits } from "../domain/limits.ts";
import { FolderFault } from "../ports/spool.ts";
import type { Daemon } from "./daemon.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export const originalsLoop = async (daemon: Daemon, signal: AbortSignal): Promise<void> => {
  let back = dayMs;
  while (!signal.aborted) {
    await lookAgain(daemon, back);
    back = 3 * minuteMs;
    await daemon.world.clock.wait(minuteMs, signal);
  }
};

const lookAgain = async (daemon: Daemon, back: number): Promise<void> => {
  const { world, problems } = daemon;
  const since = world.clock.now() - back;
  for (const deposit of await world.journal.find({ by: "recent" }, limits.originalsWatchedMax)) {
    const { original, claimed } = deposit;
    if (original === "in-place" || original.to === undefined || original.at < since) continue;
    try {
      const now = await world.dossiers.get(claimed.dossier)?.spool.hashRetired(original.to);
      if (now !== undefined && now !== claimed.sha256)
        problems.raise("modified-after-claim", deposit.id, `${claimed.dossier}/${original.to}`);
    } catch (cause) {
      if (!(cause instanceof FolderFault)) throw cause;
    }
  }
};
