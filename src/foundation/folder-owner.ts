/**
 * What a command of root's makes in somebody else's folder is theirs: the agent has a user of its own, and could neither read nor
 * write it afterwards. For anybody but root nothing happens; a file system that knows no owners keeps its own.
 */
import { fchownSync, lchownSync, lstatSync } from "node:fs";
import { dirname } from "node:path";

/** A file that was made in this folder, new (`wx`) and by its descriptor: what stood there under that name may be anybody's. */
export const giveToFolder = (fd: number, folder: string): void =>
  give(folder, ({ uid, gid }) => fchownSync(fd, uid, gid));

/** A folder that was made; a link is never followed. */
export const giveToParent = (path: string): void =>
  give(dirname(path), ({ uid, gid }) => lchownSync(path, uid, gid));

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const root = 0;

const give = (folder: string, to: (owner: Owner) => void): void => {
  if (process.getuid?.() !== root) return;
  try {
    const { uid, gid } = lstatSync(folder);
    if (uid !== root) to({ uid, gid });
  } catch {
    // It is root's then, as it always was.
  }
};
