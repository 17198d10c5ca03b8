/**
 * What was ever filed in an `AR/`, one mark a line, in the folder itself: it survives a journal that was
 * restored from an old backup. It is written before the file takes its place, so it may name one that a crash
 * kept back; the journal knows of that one, and files it still.
 *
 * The file grows with each receipt: it is read again only when it is not as we left it, and marks that come together
 * share a flush.
 */
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../../foundation/errors.ts";
import { type Identity, identityOf, sameIdentity } from "../../foundation/file-identity.ts";
import { createOnce, statsOf } from "../../foundation/safe-file.ts";
import { fileMode } from "./paths.ts";

const notes = ".facteur-ranges";

export interface FiledNotes {
  has(mark: string): Promise<boolean>;
  /** Durable when it resolves; a mark that stands there already is not written again. */
  add(mark: string): Promise<void>;
}

interface Known {
  readonly marks: Set<string>;
  readonly as: Identity;
  /** A crash cut its last line short. */
  readonly torn: boolean;
}

export const filedNotes = (shelf: string): FiledNotes => {
  const path = join(shelf, notes);
  let known: Known | undefined;
  let waiting: string[] = [];
  let last: Promise<void> = Promise.resolve();

  const look = async (): Promise<Known | undefined> => {
    const as = await seen(path);
    if (!as || (known && sameIdentity(known.as, as))) return as && known;
    const text = await readFile(path, "latin1");
    const torn = text !== "" && !text.endsWith("\n");
    return (known = { marks: new Set(text.split("\n")), as, torn });
  };

  const write = async (some: readonly string[]): Promise<void> => {
    const before = await look();
    const fresh = [...new Set(some)].filter((mark) => !before?.marks.has(mark));
    if (fresh.length === 0) return;
    const text = `${before?.torn ? "\n" : ""}${fresh.join("\n")}\n`;
    if (!before) createOnce(path, fileMode);
    await using handle = await open(path, "a", fileMode);
    await handle.appendFile(text);
    await handle.sync();
    const as = identityOf(await handle.stat({ bigint: true }));
    const ours = as.size === (before?.as.size ?? 0) + text.length;
    known = ours ? { marks: joined(before?.marks, fresh), as, torn: false } : undefined;
  };

  /** All that wait; what could not be written waits for whoever comes next. */
  const writeWaiting = async (): Promise<void> => {
    const some = waiting;
    waiting = [];
    try {
      await write(some);
    } catch (cause) {
      waiting = [...some, ...waiting];
      throw cause;
    }
  };

  return {
    has: async (mark) => (await look())?.marks.has(mark) === true,
    add: (mark) => {
      if (!/^[0-9a-f]{16,64}$/u.test(mark)) throw new Error(`not a mark: ${mark}`);
      waiting.push(mark);
      last = last.catch(() => undefined).then(writeWaiting);
      return last;
    },
  };
};

/** The same set, grown: it may hold every receipt of years. */
const joined = (marks: Set<string> = new Set(), fresh: readonly string[]): Set<string> => {
  for (const mark of fresh) marks.add(mark);
  return marks;
};

/** Undefined when it, or the shelf itself, is not there. */
const seen = async (path: string): Promise<Identity | undefined> => {
  try {
    const stats = await statsOf(path);
    return stats && identityOf(stats);
  } catch (cause) {
    if (codeOf(cause) === "ENOTDIR") return undefined;
    throw cause;
  }
};
