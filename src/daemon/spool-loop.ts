/** One dossier: look, take what is settled, look again. Another dossier's trouble is not ours. */
import { asError } from "../foundation/errors.ts";
import { claim } from "../journey/claim.ts";
import { type Candidate, find, type Look, type Sightings } from "../journey/find.ts";
import type { Dossier } from "../journey/world.ts";
import { FolderFault } from "../ports/spool.ts";
import type { Daemon } from "./daemon.ts";

/** What one pass over the folder tells; a large folder takes several looks. */
type Pass = Pick<Look, "oddities" | "unreadable">;

interface Watch {
  readonly daemon: Daemon;
  readonly dossier: Dossier;
  readonly sightings: Sightings;
}

interface Looked {
  readonly pass: Pass;
  readonly again?: number;
  readonly rest?: Look["rest"];
}

const nothing: Looked = { pass: { oddities: [], unreadable: [] } };

export const spoolLoop = async (
  daemon: Daemon,
  dossier: Dossier,
  signal: AbortSignal,
): Promise<void> => {
  const watch: Watch = { daemon, dossier, sightings: new Map() };
  const bell = daemon.bells.spool(dossier.name);
  let looked = nothing;
  while (!signal.aborted) {
    looked = await lookOnce(watch, looked);
    const wait = Math.min(looked.again ?? Number.POSITIVE_INFINITY, daemon.scanSeconds * 1000);
    await bell.wait(wait, daemon.world.clock, signal);
  }
};

const lookOnce = async (watch: Watch, before: Looked): Promise<Looked> => {
  const { daemon, dossier, sightings } = watch;
  try {
    if (!(await isOurs(daemon, dossier))) return nothing;
    const look = await find(daemon.world, dossier, sightings, before.rest);
    daemon.problems.clear(dossier.name, "folder-missing", "folder-unwritable");
    const pass = before.rest ? joined(before.pass, look) : look;
    if (!look.rest) await tellOddities(daemon, dossier, pass);
    // What could not be taken still stands there: the next look begins anew.
    if (!(await takeAll(watch, look.settled))) return nothing;
    return {
      pass,
      ...(look.again === undefined ? {} : { again: look.again }),
      ...(look.rest ? { rest: look.rest } : {}),
    };
  } catch (cause) {
    if (!(cause instanceof FolderFault)) throw cause;
    daemon.problems.raise(cause.code, dossier.name, cause.message);
    return nothing;
  }
};

const joined = (before: Pass, now: Pass): Pass => ({
  oddities: [...before.oddities, ...now.oddities],
  unreadable: [...before.unreadable, ...now.unreadable],
});

/** The folder's mark (design §5): two agents on one folder would send each file twice (mail.md F12). */
const isOurs = async (daemon: Daemon, dossier: Dossier): Promise<boolean> => {
  const { id } = daemon.world.agent;
  const owner = await dossier.spool.own(id);
  if (owner.agent === id) {
    daemon.problems.clear(dossier.name, "dossier-taken");
    return true;
  }
  daemon.problems.raise("dossier-taken", dossier.name, `${owner.agent} (${owner.machine})`);
  return false;
};

/** False when the disk took no more: the rest of the batch is left where it is. */
const takeAll = async (watch: Watch, files: readonly Candidate[]): Promise<boolean> => {
  const { daemon, dossier } = watch;
  const prefix = `${dossier.name}/`;
  const tooLarge = new Set<string>();
  for (const file of files) {
    const room = await daemon.disk.roomFor(file.identity.size);
    if (room === "none") return false;
    if (room === "not-for-this") {
      tooLarge.add(file.name);
      daemon.problems.raise("disk-full", prefix + file.name, `${file.identity.size} × 3`);
    } else if (!(await take(watch, file))) return false;
  }
  daemon.problems.keepOnly(prefix, tooLarge, "disk-full");
  return true;
};

/** False when the disk refused. A file that cannot be taken for another reason is named, and the others go on (I7). */
const take = async ({ daemon, dossier }: Watch, file: Candidate): Promise<boolean> => {
  const about = `${dossier.name}/${file.name}`;
  try {
    const deposit = await claim(daemon.world, dossier, file);
    daemon.problems.clear(about, "step-failed");
    if (!deposit) return true;
    daemon.world.log.event("info", "claimed", { deposit, dossier: dossier.name });
    daemon.bells.work.ring();
    return true;
  } catch (cause) {
    if (cause instanceof FolderFault) throw cause;
    if (await daemon.disk.isCause(cause)) return false;
    daemon.problems.raise("step-failed", about, asError(cause).message);
    return true;
  }
};

/** What cannot be written beside an oddity must not keep the files from being taken. */
const noteOddity = async (daemon: Daemon, dossier: Dossier, name: string): Promise<void> => {
  const about = `${dossier.name}/${name}`;
  try {
    await dossier.spool.note(name, daemon.reporter.oddity(name, "not-a-file"));
    daemon.problems.clear(about, "report-failed");
  } catch (cause) {
    if (cause instanceof FolderFault) throw cause;
    if (!(await daemon.disk.isCause(cause, dossier.name)))
      daemon.problems.raise("report-failed", about, asError(cause).message);
  }
};

const tellOddities = async (daemon: Daemon, dossier: Dossier, look: Pass): Promise<void> => {
  const prefix = `${dossier.name}/`;
  const odd = new Map(look.oddities.map((o) => [o.name, o]));
  const stuck = new Map(look.unreadable.map((u) => [u.name, u]));
  daemon.problems.keepOnly(prefix, new Set(odd.keys()), "not-a-file");
  daemon.problems.keepOnly(prefix, new Set(stuck.keys()), "file-unreadable");
  for (const { name, oddity } of odd.values()) {
    daemon.problems.raise("not-a-file", prefix + name, oddity);
    await noteOddity(daemon, dossier, name);
  }
  for (const { name, said } of stuck.values())
    daemon.problems.raise("file-unreadable", prefix + name, said);
};
