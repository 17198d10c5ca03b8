/**
 * Puts an AR file where the payroll program looks, exactly once (ports/spool.ts, `Filing`).
 *
 * The commit is one rename of the hidden file over `AR/<name>`: the program sees the old file or the new
 * one, never neither and never half of one, and a hidden file that is gone proves that it happened. The
 * file that stood there is first *copied* to `AR/historique/`, under its own hash. Copied, not moved: a
 * move would leave a moment without any file. And not hard-linked: a link is the same file, so a program
 * that rewrites `AR/<name>` in place would rewrite the history as well.
 */
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { limits } from "../../domain/limits.ts";
import type { FilingPolicy } from "../../domain/receipt/expected.ts";
import { sha256 } from "../../foundation/bytes.ts";
import { codeOf } from "../../foundation/errors.ts";
import { type Identity, identityOf, sameIdentity } from "../../foundation/file-identity.ts";
import {
  discardTemp,
  openPlain,
  openTemp,
  publishTemp,
  renameOver,
  statsOf,
  type Temp,
  writeFileSafely,
} from "../../foundation/safe-file.ts";
import { safeName, withSuffix } from "../../foundation/safe-name.ts";
import { syncFolder } from "../../foundation/sync-folder.ts";
import type { FiledName, Filing } from "../../ports/filing.ts";
import { FileFault, FolderFault } from "../../ports/spool-faults.ts";
import { filedNotes } from "./filed-notes.ts";
import { fileMode, ownFolder, topLevel } from "./paths.ts";
import { chunksOf, hashFile } from "./read-file.ts";

const shelf = "AR";
const history = "historique";

/** How writes of the dossier are made: one at a time where names are chosen and given, beside each other elsewhere. */
export interface Writes {
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly beside: <T>(work: () => Promise<T>) => Promise<T>;
}

export const filingIn = (shelfOf: Shelf, { inTurn, beside }: Writes): Filing => {
  // What this process prepared and has not tried to put in its place: only then does « gone » mean deleted.
  const untried = new Set<string>();
  const at = join(shelfOf.folder, shelf);
  const notes = filedNotes(at);
  return {
    async prepare(ticket, bytes) {
      // Each has a hidden file of its own: many are made durable together.
      await beside(() => prepare(shelfOf, ticket, bytes));
      untried.add(ticket);
    },
    async place(name, policy, again) {
      const safe = shelfName(name);
      if (again !== undefined && (await hashFile(join(at, safe))) === again) return safe;
      return place(shelfOf.folder, name, policy);
    },
    filed: (mark) => notes.has(mark),
    async commit(ticket, name, how) {
      if (!(await beside(() => isPrepared(shelfOf.folder, ticket))))
        return untried.has(ticket) ? "lost" : "filed";
      untried.delete(ticket);
      const isTaken = async (): Promise<boolean> =>
        how?.over === false && (await identityAt(join(at, shelfName(name)))) !== undefined;
      if (await isTaken()) return "taken";
      if (how) await beside(() => notes.add(how.mark));
      // What is left of this race is the instant between this look and the rename.
      const done = await inTurn(async () =>
        (await isTaken()) ? "taken" : commit(shelfOf, ticket, name),
      );
      // Those that wait for their turn now are put in their places first, and share the flush.
      await inTurn(() => Promise.resolve());
      await beside(() => syncFolder(at));
      return done;
    },
  };
};

const place = async (
  folder: string,
  name: FiledName,
  policy: FilingPolicy,
): Promise<string | undefined> => {
  const safe = shelfName(name);
  if (policy === "remplacer") return safe;
  const isFree = async (one: string) => !(await statsOf(join(folder, shelf, one)));
  if (await isFree(safe)) return safe;
  if (policy === "attendre") return undefined;
  for (let n = 2; n <= limits.sameNameMax; n += 1)
    if (await isFree(withSuffix(safe, `-${n}`))) return withSuffix(safe, `-${n}`);
  // Nobody consumes anything here: it waits, and the dossier's report shows it.
  return undefined;
};

/** A dossier's folder, and the group that shares what is put there. */
export interface Shelf {
  readonly folder: string;
  readonly group?: number;
}

const withGroup = ({ group }: Shelf): { readonly group?: number } =>
  group === undefined ? {} : { group };

const prepare = async (shelfOf: Shelf, ticket: string, bytes: Uint8Array): Promise<void> => {
  const at = await ownFolder(shelfOf.folder, shelf, shelfOf.group);
  const hidden = join(at, hiddenName(ticket));
  if ((await hashFile(hidden)) === sha256(bytes)) await syncFolder(at);
  else
    await writeFileSafely(hidden, bytes, {
      mode: fileMode,
      overwrite: true,
      ...withGroup(shelfOf),
    });
};

const isPrepared = async (folder: string, ticket: string): Promise<boolean> => {
  const at = join(folder, shelf);
  if (await statsOf(join(at, hiddenName(ticket)))) return true;
  // Gone says something only where the shelf itself still stands: a share may be away.
  if (await statsOf(at)) return false;
  throw new FolderFault("folder-missing", `${at} is away`);
};

const commit = async (shelfOf: Shelf, ticket: string, name: FiledName): Promise<"filed"> => {
  const at = join(shelfOf.folder, shelf);
  const hidden = join(at, hiddenName(ticket));
  const target = join(at, shelfName(name));
  for (let n = 0; n < limits.filingTriesMax; n += 1) {
    const before = await identityAt(target);
    if (before) await keepCopy(shelfOf, target);
    // Somebody may put a file there while we copy: that one is kept too. What is left of this race is
    // the instant between this look and the rename, which no call of the system closes.
    if (!same(await identityAt(target), before)) continue;
    await renameOver(hidden, target);
    return "filed";
  }
  throw new FileFault("file-changed", `${target} keeps changing`);
};

const hiddenName = (ticket: string): string => {
  if (!/^[\w.-]{1,100}$/u.test(ticket)) throw new Error(`not a ticket: ${ticket}`);
  return `.facteur-${ticket}`;
};

/** A mail may not name its attachment like our own folder, nor may a program its file. */
const shelfName = (name: FiledName): string => {
  const safe = typeof name === "string" ? safeName(name) : basename(topLevel("", name.own));
  return safe.toLowerCase() === history ? `_${safe}` : safe;
};

const identityAt = async (path: string): Promise<Identity | undefined> => {
  const stats = await statsOf(path);
  if (!stats) return undefined;
  if (!stats.isFile()) throw new FileFault("filing-blocked", `${path} is not a plain file`);
  return identityOf(stats);
};

const same = (a: Identity | undefined, b: Identity | undefined): boolean =>
  a === undefined || b === undefined ? a === b : sameIdentity(a, b);

const keepCopy = async (shelfOf: Shelf, path: string): Promise<void> => {
  const at = await ownFolder(shelfOf.folder, `${shelf}/${history}`, shelfOf.group);
  const temp = await openTemp(at, fileMode, shelfOf.group);
  try {
    const hash = await copyInto(temp, path);
    if (hash === undefined) await discardTemp(temp);
    else await publishCopy(temp, { at, path, hash });
  } catch (cause) {
    await discardTemp(temp);
    throw cause;
  }
};

const publishCopy = async (
  temp: Temp,
  { at, path, hash }: { readonly at: string; readonly path: string; readonly hash: string },
): Promise<void> => {
  const name = withSuffix(safeName(path), `.${hash.slice(0, 8)}`);
  for (let n = 1; n <= limits.sameNameMax; n += 1) {
    const to = join(at, n === 1 ? name : withSuffix(name, `-${n}`));
    if ((await hashFile(to)) === hash) return discardTemp(temp);
    if (await statsOf(to)) continue;
    return publishTemp(temp, to, { overwrite: false });
  }
  throw new Error(`no free name for ${name} in ${shelf}/${history}`);
};

/** The hash of what was copied; undefined when the payroll program consumed the file meanwhile. */
const copyInto = async (temp: Temp, path: string): Promise<string | undefined> => {
  const digest = createHash("sha256");
  try {
    await using source = await openPlain(path);
    for await (const chunk of chunksOf(source)) {
      digest.update(chunk);
      await temp.handle.writeFile(chunk);
    }
    return digest.digest("hex");
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    throw cause;
  }
};
