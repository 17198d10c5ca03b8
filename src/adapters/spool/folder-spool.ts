/** A dossier's folder on a disk or a share. See ports/spool.ts for the contract. */
import { access, constants, lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isSameOwner } from "../../domain/dossier-owner.ts";
import { limits } from "../../domain/limits.ts";
import { codeOf } from "../../foundation/errors.ts";
import { identityOf } from "../../foundation/file-identity.ts";
import { removeFileSafely, statsOf, sweepTemps } from "../../foundation/safe-file.ts";
import { safeName } from "../../foundation/safe-name.ts";
import { sharing } from "../../foundation/sharing.ts";
import type { Found, Spool } from "../../ports/spool.ts";
import { FileFault, FolderFault } from "../../ports/spool-faults.ts";
import { says, writeDerived } from "./derived.ts";
import { filingIn } from "./filing.ts";
import { isLeftBy, readMark, writeMark } from "./mark.ts";
import { companionFolder, ignoring, isOwnFile, isOwnFolder } from "./own-names.ts";
import { inside, oneAtATime, reaching, topLevel, writing } from "./paths.ts";
import { hashFile, readAtMost, readUnchanged } from "./read-file.ts";
import { noteRefused, readRetired, removeRetired, retireFrom } from "./retire.ts";

export interface FolderSpoolOptions {
  /** Absolute path; itself it may be a link. */
  readonly folder: string;
  /** Globs of names that are never taken. */
  readonly ignore: readonly string[];
  /** Shares what we write here, whatever the umask; absent: as the umask says. */
  readonly group?: number;
  /** Name of the rule file; `mapibox.cfg` is never taken for a deposit either. */
  readonly rules?: string;
  /** Absolute path of the folder that dossiers share; absent: none. */
  readonly shared?: string;
}

export const folderSpool = (options: FolderSpoolOptions): Spool => {
  const { folder } = options;
  const isIgnored = ignoring(options.ignore);
  const leftOut = (name: string): boolean => isOwnFile(name, options.rules) || isIgnored(name);
  const inTurn = oneAtATime();
  const notesInTurn = oneAtATime();
  let swept: Promise<void> | undefined;
  const beside = async <T>(work: () => Promise<T>): Promise<T> => {
    await (swept ??= sweepLeftovers(folder));
    return writing(folder, work);
  };
  const write = <T>(work: () => Promise<T>): Promise<T> => inTurn(() => beside(work));
  const retire = retireFrom(options);
  const filing = filingIn(options, { inTurn: write, beside });
  const mark = sharing(() => readMark(folder));
  const rules = new Map<string, () => Promise<Uint8Array | undefined>>();
  // Once ours, a mark of another start is that of a copy of this agent, which runs now.
  let held = false;
  return {
    names: async () => (await namesIn(folder)).filter((one) => !leftOut(one)),
    look: (names) => lookAtAll(folder, names),
    async *read(name, identity) {
      yield* readUnchanged(topLevel(folder, name), identity);
    },
    async retire(name, identity, to) {
      const { answer, durable } = await write(() => retire(name, identity, to));
      // Those that wait for their turn now are moved first, and share the flush.
      await inTurn(() => Promise.resolve());
      await writing(folder, durable);
      return answer;
    },
    async hashRetired(path) {
      const at = inside(folder, path);
      return at === undefined ? undefined : reaching(() => hashFile(at));
    },
    readRetired: (path) => readRetired(folder, path),
    removeRetired: (path, hash) => write(() => removeRetired(folder, path, hash)),
    noteRefused: (path, text) => notesInTurn(() => beside(() => noteRefused(options, path, text))),
    rules(name) {
      const read = rules.get(name) ?? sharing(() => readRules(folder, name));
      rules.set(name, read);
      return reaching(read);
    },
    companion: (path, bytesMax) => reaching(() => readCompanion(options, path, bytesMax)),
    note: (name, text) => notesInTurn(() => beside(() => writeNote(options, name, text))),
    unnote: (name, text) => notesInTurn(() => beside(() => removeNote(folder, name, text))),
    async own(us, over = false) {
      const found = over ? undefined : await mark();
      const ours = found === undefined || (!held && isLeftBy(found, us));
      const owner = ours
        ? await write(() => writeMark(folder, us, over || found !== undefined))
        : found;
      held ||= isSameOwner(owner, us);
      return owner;
    },
    filing,
  };
};

/**
 * Half-written files that a crash left: only this agent writes here (the dossier's mark), and it has
 * written nothing yet. They are hidden and harm nobody, so a failure waits for the next start.
 */
const sweepLeftovers = async (folder: string): Promise<void> => {
  await sweepTemps(folder, Number.POSITIVE_INFINITY).catch(() => undefined);
  let at = folder;
  for (const part of ["AR", "historique"]) {
    at = join(at, part);
    // A link in their place leads to somebody else's files.
    if (!(await statsOf(at).catch(() => undefined))?.isDirectory()) return;
    await sweepTemps(at, Number.POSITIVE_INFINITY).catch(() => undefined);
  }
};

/** Sorted names. Names that are not UTF-8 come out with U+FFFD, and are then found to be unreadable. */
const namesIn = async (folder: string): Promise<readonly string[]> => {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (cause) {
    if (["EMFILE", "ENFILE", "ENOMEM"].includes(codeOf(cause))) throw cause;
    throw new FolderFault("folder-missing", messageOf(cause));
  }
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new FolderFault("folder-unwritable", messageOf(cause));
  }
  return names.sort();
};

const lookAtAll = async (folder: string, names: readonly string[]): Promise<readonly Found[]> => {
  const found: Found[] = [];
  for (let at = 0; at < names.length; at += limits.lookParallel) {
    const some = names.slice(at, at + limits.lookParallel);
    const seen = await Promise.all(some.map((name) => look(folder, name)));
    found.push(...seen.filter((one) => one !== undefined));
  }
  return found;
};

const look = async (folder: string, name: string): Promise<Found | undefined> => {
  try {
    const stats = await lstat(join(folder, name), { bigint: true });
    if (stats.isFile())
      return isMailable(name)
        ? { is: "file", name, identity: identityOf(stats) }
        : { is: "oddity", name, oddity: "control" };
    if (stats.isDirectory())
      return isOwnFolder(name) ? undefined : { is: "oddity", name, oddity: "directory" };
    return { is: "oddity", name, oddity: stats.isSymbolicLink() ? "link" : "device" };
  } catch (cause) {
    // Gone since the folder was read; except a name that we cannot spell, which no look will ever find.
    if (codeOf(cause) === "ENOENT" && !isUnspellable(cause, name)) return undefined;
    return { is: "oddity", name, oddity: isUnspellable(cause, name) ? "name" : "unreadable" };
  }
};

/** The mail bears the file's own name. */
const isMailable = (name: string): boolean =>
  name.isWellFormed() && !/[\p{Cc}\u2028\u2029]/u.test(name);

const isUnspellable = (cause: unknown, name: string): boolean =>
  codeOf(cause) === "ENOENT" && name.includes("\uFFFD");

/** A folder copied from Windows may hold `MAPIBOX.CFG`: case counts only when two files differ by it. */
const readRules = async (folder: string, name: string): Promise<Uint8Array | undefined> => {
  const own = topLevel(folder, name);
  // Asked first, because reading the folder costs its hundred thousand files each time.
  if ((await statsOf(own))?.isFile()) return readAtMost(own, limits.ruleBytesMax);
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new FolderFault("folder-missing", messageOf(cause));
  });
  const alike = names.filter((one) => one.toLowerCase() === name.toLowerCase());
  const chosen = alike.includes(name) ? name : alike[0];
  if (chosen === undefined) return undefined;
  if (chosen !== name && alike.length > 1)
    throw new FileFault("file-unreadable", `several rule files: ${alike.join(", ")}`);
  const path = join(folder, chosen);
  if (!(await statsOf(path))?.isFile())
    throw new FileFault("file-unreadable", `${path} is not a plain file`);
  return readAtMost(path, limits.ruleBytesMax);
};

const readCompanion = async (
  { folder, shared }: FolderSpoolOptions,
  path: string,
  bytesMax: number,
): Promise<Uint8Array | undefined> => {
  for (const root of [join(folder, companionFolder), ...(shared === undefined ? [] : [shared])]) {
    const at = inside(root, path);
    if (at === undefined) throw new FileFault("file-unreadable", `not a path inside: ${path}`);
    const stands = await whatStands(root, path);
    if (stands === "file") return readAtMost(at, bytesMax);
    if (stands !== "nothing") throw new FileFault("file-unreadable", `${at} is a ${stands}`);
  }
  return undefined;
};

/** No link is followed on the way: it would lead out of the folder. */
const whatStands = async (
  root: string,
  path: string,
): Promise<"nothing" | "file" | "link" | "folder"> => {
  let at = root;
  for (const part of path.split("/")) {
    at = join(at, part);
    const stats = await lstat(at).catch(() => undefined);
    if (!stats) return "nothing";
    if (stats.isSymbolicLink()) return "link";
    if (stats.isFile()) return "file";
  }
  return "folder";
};

/** Always ends with `.statut`: under another name, it would be taken for a deposit. */
const notePath = (folder: string, name: string): string => {
  topLevel(folder, name);
  const wanted = name.endsWith(".statut") ? name : `${name}.statut`;
  return topLevel(folder, Buffer.byteLength(wanted) > 250 ? `${safeName(name)}.statut` : wanted);
};

const removeNote = async (folder: string, name: string, text: string): Promise<void> => {
  const path = notePath(folder, name);
  if (await says(path, Buffer.from(text))) await removeFileSafely(path);
};

const writeNote = async (
  { folder, group }: FolderSpoolOptions,
  name: string,
  text: string,
): Promise<void> => writeDerived(notePath(folder, name), text, group);

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);
