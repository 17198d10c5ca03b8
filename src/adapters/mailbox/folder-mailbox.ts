/**
 * A folder as a mailbox: saved mails (`.eml`), and receipts' own files. Nothing in it is changed. A file is given once it
 * stood still between two looks, since whoever puts it there may still be writing.
 */
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { MailRef } from "../../domain/facts.ts";
import { limits } from "../../domain/limits.ts";
import { fileFolder, isSavedMail } from "../../domain/receipt/file.ts";
import { asError, codeOf } from "../../foundation/errors.ts";
import { openPlain } from "../../foundation/safe-file.ts";
import { type Arrival, type Mailbox, MailboxFault } from "../../ports/mailbox.ts";

export interface FolderMailboxOptions {
  /** The `mailbox` of every `MailRef`. */
  readonly identity: string;
  readonly folder: string;
  /** Whether it is a folder of our own: it may be missing, made by the first delivery; a link in its place is not followed. */
  readonly mayBeMissing?: boolean;
  /** Names that are not read: our own. */
  readonly ignored?: (name: string) => boolean;
}

interface Standing {
  readonly name: string;
  /** What tells it from its successor under the same name. */
  readonly mark: string;
  readonly size: number;
  readonly changed: number;
}

export const folderMailbox = (options: FolderMailboxOptions): Mailbox => {
  /** Name → mark at the last look. */
  let seen = new Map<string, string>();
  /** Given before, in this life: what the caller did not keep is not given at every look. */
  const given = new Set<string>();
  /** Milliseconds that the last look took, and whether all stood as the look before had left it. */
  let [took, still] = [0, false];
  async function* arrivals(...[known, since, signal]: Parameters<Mailbox["arrivals"]>) {
    const from = performance.now();
    const standing = await look(options);
    took = performance.now() - from;
    const before = seen;
    seen = new Map(standing.map((file) => [file.name, file.mark]));
    still = standing.every((file) => before.get(file.name) === file.mark);
    for (const file of standing) {
      if (signal.aborted) return;
      if (before.get(file.name) !== file.mark || given.has(`${file.name} ${file.mark}`)) continue;
      const found = file.changed < since ? "old" : await arrivalOf(options, file);
      // It went away or grew: the next look sees it anew.
      if (!found) continue;
      if (found !== "old" && !(await known(found.ref))) yield found;
      given.add(`${file.name} ${file.mark}`);
    }
  }
  return {
    arrivals,
    // Nothing wakes us: where something was new the second look comes soon, unless looking costs much (thousands of files, a slow share).
    hint: (ms, signal) => {
      const rest = still ? limits.folderQuietMs : limits.folderLookMs;
      const soon = Math.max(rest, took * limits.folderLookRest);
      return pause(Math.min(ms, soon), undefined, { signal }).catch(() => undefined);
    },
    sent: () => Promise.resolve("no-folder"),
    move: () => Promise.reject(fault("a folder of receipts keeps its files")),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
};

const fault = (said: string): MailboxFault => new MailboxFault("mailbox-unreachable", said);

const look = async (options: FolderMailboxOptions): Promise<readonly Standing[]> => {
  let names: readonly string[];
  try {
    if (options.mayBeMissing && (await lstat(options.folder)).isSymbolicLink())
      throw new Error("un lien se trouve à sa place");
    names = await readdir(options.folder);
  } catch (cause) {
    if (options.mayBeMissing && codeOf(cause) === "ENOENT") return [];
    throw fault(`${options.folder} : ${asError(cause).message}`);
  }
  const standing: Standing[] = [];
  for (const name of [...names].sort().slice(0, limits.folderFilesMax)) {
    if (name.startsWith(".") || options.ignored?.(name)) continue;
    // Links are never followed: they may lead anywhere (mail.md F11).
    const stats = await lstat(join(options.folder, name), { bigint: true }).catch(() => undefined);
    if (!stats?.isFile() || stats.size === 0n || stats.size > BigInt(limits.mailBytesMax)) continue;
    standing.push({
      name,
      mark: `${stats.ino}-${stats.size}-${stats.mtimeNs}`,
      size: Number(stats.size),
      changed: Number(stats.mtimeMs),
    });
  }
  return standing;
};

const arrivalOf = async (
  options: FolderMailboxOptions,
  file: Standing,
): Promise<Arrival | undefined> => {
  const raw = await bytesOf(join(options.folder, file.name), file);
  if (!raw) return undefined;
  const isMail = isSavedMail(file.name, raw);
  const ref: MailRef = {
    mailbox: options.identity,
    folder: isMail ? file.name.slice(0, 200) : fileFolder(file.name),
    uidValidity: file.mark,
    uid: 0,
  };
  return { ref, arrived: file.changed, raw, ...(isMail ? {} : { file: { name: file.name } }) };
};

/** Undefined when it went away or grew meanwhile: the next look sees it anew. */
const bytesOf = async (path: string, { size }: Standing): Promise<Uint8Array | undefined> => {
  try {
    await using file = await openPlain(path);
    const raw = Buffer.alloc(size + 1);
    const { bytesRead } = await file.read(raw, 0, size + 1, 0);
    return bytesRead === size ? raw.subarray(0, size) : undefined;
  } catch {
    return undefined;
  }
};
