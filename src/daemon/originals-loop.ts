/**
 * Looks again at the originals we put away: a program that kept its file open may have written more into
 * it after it was taken (mail.md F02). A minute after, and at start for the last day. What was written is told, and
 * once it stood still for a minute, kept as a deposit that a person decides about.
 */
import type { Deposit } from "../domain/deposit.ts";
import type { DepositId, Sha256 } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { keepContinuation } from "../journey/continuation.ts";
import { FolderFault } from "../ports/spool-faults.ts";
import type { Daemon } from "./daemon.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What was seen of each that changed: looked at until it stands still, however long ago it was taken. */
type Changed = Map<DepositId, Sha256>;

export const originalsLoop = async (daemon: Daemon, signal: AbortSignal): Promise<void> => {
  let back = dayMs;
  const changed: Changed = new Map();
  while (!signal.aborted) {
    await lookAgain(daemon, back, changed);
    back = 3 * minuteMs;
    await daemon.world.clock.wait(minuteMs, signal);
  }
};

const lookAgain = async (daemon: Daemon, back: number, changed: Changed): Promise<void> => {
  const { world } = daemon;
  const since = world.clock.now() - back;
  for (const deposit of await world.journal.find({ by: "recent" }, limits.originalsWatchedMax)) {
    const { original } = deposit;
    if (original === "in-place" || original.to === undefined) continue;
    if (original.at < since && !changed.has(deposit.id)) continue;
    try {
      await look(daemon, { deposit, path: original.to, changed });
    } catch (cause) {
      if (cause instanceof FolderFault || (await daemon.disk.isCause(cause))) continue;
      throw cause;
    }
  }
};

const look = async (
  daemon: Daemon,
  about: { readonly deposit: Deposit; readonly path: string; readonly changed: Changed },
): Promise<void> => {
  const { world, problems } = daemon;
  const { deposit, path, changed } = about;
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  const now = await dossier?.spool.hashRetired(path);
  const before = changed.get(deposit.id);
  if (!dossier || now === undefined || now === deposit.claimed.sha256) {
    changed.delete(deposit.id);
    return;
  }
  problems.raise("modified-after-claim", deposit.id, `${deposit.claimed.dossier}/${path}`);
  changed.set(deposit.id, now);
  // Still written to: looked at again a minute later.
  if (now !== before) return;
  const kept = await daemon.storing.together(() =>
    keepContinuation(world, dossier, { of: deposit, path, sha256: now }),
  );
  changed.delete(deposit.id);
  // From here on the held deposit says it.
  problems.clear(deposit.id, "modified-after-claim");
  if (!kept) return;
  world.log.event("info", "continued", { deposit: kept, of: deposit.id });
  daemon.bells.work.ring();
};
