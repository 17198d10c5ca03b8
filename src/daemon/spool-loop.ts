/** One dossier: look, take what is settled, look again. Another dossier's trouble is not ours. */
import { limits } from "../domain/limits.ts";
import { asError } from "../foundation/errors.ts";
import { bytesCopied, type Copied, claim, copy } from "../journey/claim.ts";
import { type Candidate, find, type Look, type Sightings } from "../journey/find.ts";
import type { Dossier } from "../journey/world.ts";
import { FolderFault } from "../ports/spool-faults.ts";
import type { Daemon } from "./daemon.ts";
import { holds } from "./dossier-mark.ts";
import { type OddityFault, tellOddities } from "./oddities.ts";

/** What one pass over the folder tells; a large folder takes several looks. */
type Pass = Pick<Look, "oddities" | "unreadable" | "damaged" | "again">;

interface Watch {
  readonly daemon: Daemon;
  readonly dossier: Dossier;
  readonly sightings: Sightings;
  /** What this loop's own look told of the folder; the steps tell of theirs. */
  readonly refused: Set<FolderFault["code"]>;
  /** Oddities beside which a note was written: it goes when they do. */
  readonly noted: Map<string, OddityFault>;
}

interface Looked {
  readonly pass: Pass;
  readonly rest?: Look["rest"];
}

const nothing: Looked = { pass: { oddities: [], unreadable: [], damaged: [] } };

export const spoolLoop = async (
  daemon: Daemon,
  dossier: Dossier,
  signal: AbortSignal,
): Promise<void> => {
  const watch: Watch = {
    daemon,
    dossier,
    sightings: new Map(),
    refused: new Set(),
    noted: new Map(),
  };
  const bell = daemon.bells.spool(dossier.name);
  let looked = nothing;
  while (!signal.aborted) {
    looked = await lookOnce(watch, looked);
    const { clock } = daemon.world;
    // What was just found is looked at again when it can be quiet, and not before: a hint tells nothing of it.
    if (looked.rest?.after !== undefined) {
      await clock.wait(looked.rest.after, signal);
      continue;
    }
    const due = looked.rest ? 0 : (looked.pass.again ?? Number.POSITIVE_INFINITY);
    await bell.wait(Math.min(due, daemon.scanSeconds * 1000), clock, signal);
  }
};

const lookOnce = async (watch: Watch, before: Looked): Promise<Looked> => {
  const { daemon, dossier, sightings } = watch;
  try {
    if (!(await holds(daemon, dossier))) return nothing;
    const look = await find(daemon.world, dossier, sightings, before.rest);
    // That it can be listed does not show that it can be written to: who failed to write says when it is over.
    daemon.problems.clear(dossier.name, "folder-missing", ...watch.refused);
    watch.refused.clear();
    const pass = before.rest ? joined(before.pass, look) : look;
    if (!look.rest) await tellOddities(watch, pass);
    // What could not be taken still stands there: the next look begins anew.
    if (!(await takeAll(watch, look.settled))) return nothing;
    return { pass, ...(look.rest ? { rest: look.rest } : {}) };
  } catch (cause) {
    if (!(cause instanceof FolderFault)) throw cause;
    watch.refused.add(cause.code);
    daemon.problems.raise(cause.code, dossier.name, cause.message);
    return nothing;
  }
};

const joined = (before: Pass, now: Pass): Pass => {
  const again = Math.min(
    before.again ?? Number.POSITIVE_INFINITY,
    now.again ?? Number.POSITIVE_INFINITY,
  );
  return {
    oddities: [...before.oddities, ...now.oddities],
    unreadable: [...before.unreadable, ...now.unreadable],
    damaged: [...before.damaged, ...now.damaged],
    // A file that was not quiet yet at the beginning of the pass is not forgotten at its end.
    ...(again === Number.POSITIVE_INFINITY ? {} : { again }),
  };
};

/** False when the disk took no more, or the dossier is no longer ours: the rest of the batch is left where it is. */
const takeAll = async (watch: Watch, files: readonly Candidate[]): Promise<boolean> => {
  const { daemon, dossier } = watch;
  const prefix = `${dossier.name}/`;
  const tooLarge = new Set<string>();
  for (let at = 0; at < files.length; at += limits.claimParallel) {
    const some = files.slice(at, at + limits.claimParallel);
    const fits = await fitting(watch, some, tooLarge);
    if (fits === "none") return false;
    // A batch takes time: a copy of this agent may have begun meanwhile.
    if (!(await holds(daemon, dossier))) return false;
    if (!(await daemon.storing.together(() => takeSome(watch, fits)))) return false;
  }
  daemon.problems.keepOnly(prefix, tooLarge, "disk-full");
  return true;
};

/** Those for which there is room, all of them together; those that are too large for it are told. */
const fitting = async (
  { daemon, dossier }: Watch,
  files: readonly Candidate[],
  tooLarge: Set<string>,
): Promise<readonly Candidate[] | "none"> => {
  const bytesOf = (some: readonly Candidate[]) =>
    some.reduce((n, f) => n + bytesCopied(f.identity), 0);
  if ((await daemon.disk.roomFor(bytesOf(files))) === "enough") return files;
  const fits: Candidate[] = [];
  for (const file of files) {
    const room = await daemon.disk.roomFor(bytesOf([...fits, file]));
    if (room === "none") return "none";
    if (room === "enough") fits.push(file);
    else {
      tooLarge.add(file.name);
      const about = `${dossier.name}/${file.name}`;
      daemon.problems.raise("disk-full", about, `${file.identity.size} × 3`);
    }
  }
  return fits;
};

/**
 * False when the disk refused. The copies are made together, so that they share the disk's flushes; the claims follow
 * in the files' order. A file that cannot be taken is named, and the others go on (I7).
 */
const takeSome = async (watch: Watch, files: readonly Candidate[]): Promise<boolean> => {
  const { daemon, dossier } = watch;
  const copies = await Promise.all(
    files.map((file) => attempt(watch, file, () => copy(daemon.world, dossier, file))),
  );
  const taken = await Promise.all(
    files.map(async (file, at) => {
      const copied = copies[at];
      return copied?.is === "done" ? attempt(watch, file, () => take(watch, copied.value)) : copied;
    }),
  );
  for (const [at, file] of files.entries())
    if (taken[at]?.is === "done") {
      daemon.problems.clear(`${dossier.name}/${file.name}`, "step-failed");
      // The journal knows of it: of a flood, only what is not quiet yet is remembered.
      watch.sightings.delete(file.name);
    }
  return !taken.some((one) => one?.is === "disk");
};

const take = async ({ daemon, dossier }: Watch, copied: Copied | undefined): Promise<void> => {
  const deposit = copied && (await claim(daemon.world, dossier, copied));
  if (!deposit) return;
  daemon.world.log.event("info", "claimed", { deposit, dossier: dossier.name });
  daemon.bells.work.ring();
};

type Attempt<T> = { readonly is: "done"; readonly value: T } | { readonly is: "disk" | "failed" };

/** The folder's own fault is thrown: it is everybody's. */
const attempt = async <T>(
  { daemon, dossier }: Watch,
  file: Candidate,
  work: () => Promise<T>,
): Promise<Attempt<T>> => {
  try {
    return { is: "done", value: await work() };
  } catch (cause) {
    if (cause instanceof FolderFault) throw cause;
    if (await daemon.disk.isCause(cause)) return { is: "disk" };
    daemon.problems.raise("step-failed", `${dossier.name}/${file.name}`, asError(cause).message);
    return { is: "failed" };
  }
};
