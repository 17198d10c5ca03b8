/** Takes an original out of the producer's way, exactly once, whatever happens in between. */
import { basename, dirname, join } from "node:path";
import type { FileIdentity } from "../../domain/facts.ts";
import { limits } from "../../domain/limits.ts";
import { codeOf } from "../../foundation/errors.ts";
import { identityOf, sameIdentity } from "../../foundation/file-identity.ts";
import {
  type Moved,
  moveFileSafely,
  removeFileSafely,
  statsOf,
} from "../../foundation/safe-file.ts";
import { safeName, withSuffix } from "../../foundation/safe-name.ts";
import { syncFolder } from "../../foundation/sync-folder.ts";
import type { Spool } from "../../ports/spool.ts";
import { FolderFault } from "../../ports/spool-faults.ts";
import { writeDerived } from "./derived.ts";
import { inside, ownFolder, ownParents, topLevel } from "./paths.ts";
import { hashFile, readNow } from "./read-file.ts";

type Place = Parameters<Spool["retire"]>[2];

interface Retired {
  readonly answer: Awaited<ReturnType<Spool["retire"]>>;
  /** The answer may be given once this resolved. */
  readonly durable: () => Promise<void>;
}

/** One file at a time; the flush that makes it durable may be waited for beside the next one. */
export const retireFrom =
  ({ folder, group }: { readonly folder: string; readonly group?: number }) =>
  async (name: string, identity: FileIdentity, to: Place): Promise<Retired> => {
    const from = topLevel(folder, name);
    if (!/^\d{4}-\d{2}$/u.test(to.month)) throw new Error(`not a month: ${to.month}`);
    await ownFolder(folder, `${to.folder}/${to.month}`, group);
    for (const candidate of candidates(to)) {
      const moved = await moveTo(folder, { from, identity, candidate });
      if (moved === "taken") continue;
      const { is, durable } = moved;
      if (is === "moved") return { answer: { is, to: candidate }, durable };
      const answer = await movedBefore(folder, identity, to);
      // A flush that failed after the move is made good here.
      return answer.is === "moved"
        ? { answer, durable: () => syncFolder(dirname(join(folder, answer.to))) }
        : { answer, durable };
    }
    throw new Error(`no free name for ${to.as} in ${to.folder}/${to.month}`);
  };

/** `x.txt`, `x-2.txt`, `x-3.txt`… */
function* candidates(to: Place): Generator<string> {
  const as = safeName(to.as);
  for (let n = 1; n <= limits.sameNameMax; n += 1)
    yield `${to.folder}/${to.month}/${n === 1 ? as : withSuffix(as, `-${n}`)}`;
}

const moveTo = async (
  folder: string,
  move: { readonly from: string; readonly identity: FileIdentity; readonly candidate: string },
): Promise<Moved | "taken"> => {
  const { from, identity, candidate } = move;
  try {
    return await moveFileSafely({ from, to: join(folder, candidate), identity });
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return "taken";
    throw cause;
  }
};

/** Asked again after a crash between the move and its fact, the answer is the same as it would have been. */
const movedBefore = async (folder: string, identity: FileIdentity, to: Place) => {
  for (const candidate of candidates(to)) {
    const stats = await statsOf(join(folder, candidate));
    if (!stats) break;
    if (sameIdentity(identityOf(stats), identity)) return { is: "moved", to: candidate } as const;
  }
  return { is: "gone" } as const;
};

export async function* readRetired(folder: string, path: string): AsyncGenerator<Uint8Array> {
  const at = inside(folder, path);
  if (at === undefined) throw new Error(`not a file we retired: ${path}`);
  yield* readNow(at);
}

/** A share that is away says nothing of its files: that they are gone is believed only where the folder stands. */
export const removeRetired = async (folder: string, path: string, hash: string): Promise<void> => {
  const at = inside(folder, path);
  const ours = path.startsWith("traites/") || path.startsWith("rejetes/");
  if (at === undefined || !ours) throw new Error(`not a file we retired: ${path}`);
  if (!(await statsOf(folder))) throw new FolderFault("folder-missing", `${folder} is away`);
  await ownParents(folder, path);
  if ((await hashFile(at)) === hash) await removeFileSafely(at);
  if (path.startsWith("rejetes/")) await removeBeside(at);
};

/** The report's place: a name as long as names may be is cut, not the ending. */
const besideRefused = (at: string): string =>
  join(dirname(at), safeName(`${basename(at)}.compte-rendu.txt`));

const removeBeside = async (at: string): Promise<void> => {
  const beside = besideRefused(at);
  if (await statsOf(beside)) await removeFileSafely(beside);
};

export const noteRefused = async (
  { folder, group }: { readonly folder: string; readonly group?: number },
  path: string,
  text: string | undefined,
): Promise<void> => {
  const at = inside(folder, path);
  if (at === undefined || !path.startsWith("rejetes/"))
    throw new Error(`not a refused file: ${path}`);
  await ownParents(folder, path);
  if (text === undefined) return removeBeside(at);
  if (!(await statsOf(dirname(at)))?.isDirectory()) return;
  await writeDerived(besideRefused(at), text, group);
};
