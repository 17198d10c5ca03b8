/** One dossier: look, take what is settled, look again. Another dossier's trouble is not ours. */
import { claim } from "../journey/claim.ts";
import { find, type Look, type Sightings } from "../journey/find.ts";
import type { Dossier } from "../journey/world.ts";
import { FolderFault } from "../ports/spool.ts";
import type { Daemon } from "./daemon.ts";

export const spoolLoop = async (
  daemon: Daemon,
  dossier: Dossier,
  signal: AbortSignal,
): Promise<void> => {
  const sightings: Sightings = new Map();
  const bell = daemon.bells.spool(dossier.name);
  while (!signal.aborted) {
    const look = await lookOnce(daemon, dossier, sightings);
    const wait = Math.min(look?.again ?? Number.POSITIVE_INFINITY, daemon.scanSeconds * 1000);
    await bell.wait(wait, daemon.world.clock, signal);
  }
};

const lookOnce = async (
  daemon: Daemon,
  dossier: Dossier,
  sightings: Sightings,
): Promise<Look | undefined> => {
  try {
    const look = await find(daemon.world, dossier, sightings);
    daemon.problems.clear(dossier.name, "folder-missing", "folder-unwritable");
    await tellOddities(daemon, dossier, look);
    for (const file of look.settled) {
      const deposit = await claim(daemon.world, dossier, file);
      if (!deposit) continue;
      daemon.world.log.event("info", "claimed", { deposit, dossier: dossier.name });
      daemon.bells.work.ring();
    }
    return look;
  } catch (cause) {
    if (!(cause instanceof FolderFault)) throw cause;
    daemon.problems.raise(cause.code, dossier.name, cause.message);
    return undefined;
  }
};

const tellOddities = async (daemon: Daemon, dossier: Dossier, look: Look): Promise<void> => {
  const prefix = `${dossier.name}/`;
  const odd = new Map(look.oddities.map((o) => [o.name, o]));
  const stuck = new Map(look.unreadable.map((u) => [u.name, u]));
  daemon.problems.keepOnly(prefix, new Set(odd.keys()), "not-a-file");
  daemon.problems.keepOnly(prefix, new Set(stuck.keys()), "file-unreadable");
  for (const { name, oddity } of odd.values()) {
    daemon.problems.raise("not-a-file", prefix + name, oddity);
    await dossier.spool.note(name, daemon.reporter.oddity(name, "not-a-file"));
  }
  for (const { name, said } of stuck.values())
    daemon.problems.raise("file-unreadable", prefix + name, said);
};
