/** Keeps every path inside the dossier, and turns the system's errors into the port's faults. */
import { isAbsolute, join } from "node:path";
import { codeOf } from "../../foundation/errors.ts";
import { makeSubfolderSafely, statsOf } from "../../foundation/safe-file.ts";
import { shareFolder } from "../../foundation/share-with-group.ts";
import { FileFault, FolderFault } from "../../ports/spool-faults.ts";

/** Group members read and write beside us; where no group is set, the umask takes the rest away. */
export const fileMode = 0o660;
const folderMode = 0o770;

const isPlainName = (name: string): boolean =>
  name !== "" &&
  name !== "." &&
  name !== ".." &&
  !/[/\0]/u.test(name) &&
  !(process.platform === "win32" && /[\\:]/u.test(name));

/** The path of a name at the top of the dossier; throws for anything that is not one name. */
export const topLevel = (folder: string, name: string): string => {
  if (!isPlainName(name)) throw new FileFault("file-unreadable", `not a file name: ${name}`);
  return join(folder, name);
};

/** The path of a relative path with `/`, or undefined when it would leave the dossier. */
export const inside = (folder: string, path: string): string | undefined =>
  !isAbsolute(path) && path.split("/").every(isPlainName) ? join(folder, path) : undefined;

/**
 * Makes one of our own folders. A link in its place is refused: whoever may write in the dossier could
 * otherwise make the agent write anywhere.
 */
export const ownFolder = async (folder: string, path: string, group?: number): Promise<string> => {
  let at = folder;
  for (const part of path.split("/")) {
    at = join(at, part);
    let stats = await statsOf(at);
    if (!stats) {
      await makeSubfolderSafely(at, folderMode);
      stats = await statsOf(at);
    }
    if (stats?.isDirectory() && group !== undefined)
      await shareFolder(at, { mode: folderMode, group });
    if (!stats?.isDirectory()) throw new FolderFault("folder-replaced", `${at} is not a folder`);
  }
  return at;
};

/** The same question about folders that stand already, or stand no more. */
export const ownParents = async (folder: string, path: string): Promise<void> => {
  let at = folder;
  for (const part of path.split("/").slice(0, -1)) {
    at = join(at, part);
    const stats = await statsOf(at);
    if (!stats) return;
    if (!stats.isDirectory()) throw new FolderFault("folder-replaced", `${at} is not a folder`);
  }
};

/** What a share answers that is mounted and gone: its server is off, or gave the folder another number (errno(3)). */
const awayCodes: ReadonlySet<string> = new Set([
  "ESTALE",
  "ENOTCONN",
  "ENODEV",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETUNREACH",
  "ETIMEDOUT",
  "ECONNABORTED",
  "ECONNRESET",
  "EREMOTEIO",
]);

/** Runs a look into the dossier; a share that went away is the dossier's fault, not the file's. */
export const reaching = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    if (awayCodes.has(codeOf(cause)))
      throw new FolderFault("folder-missing", cause instanceof Error ? cause.message : "");
    throw cause;
  }
};

/** Runs a write in the dossier; a right or a place that lacks is the dossier's fault, not the file's. */
export const writing = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await reaching(work);
  } catch (cause) {
    const code = codeOf(cause);
    const said = cause instanceof Error ? cause.message : code;
    if (["EACCES", "EPERM", "EROFS"].includes(code))
      throw new FolderFault("folder-unwritable", said);
    if (["ENOENT", "ENOTDIR"].includes(code) && !(await statsOf(folder)))
      throw new FolderFault("folder-missing", said);
    throw cause;
  }
};

/** One thing at a time, in order; what failed does not stop what comes after. */
export const oneAtATime = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
};
