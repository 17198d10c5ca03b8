/**
 * Gives a file or a folder to a group, whatever the umask: clerks and payroll programs work in it beside us (design §5).
 * POSIX only; on Windows the folder's own access list is inherited.
 */
import { chmod, chown, type FileHandle, lstat } from "node:fs/promises";

/** The owner stays. */
const sameOwner = -1;
/** What is made inside has the same group. */
const setGroup = 0o2000;

export const shareFile = async (
  handle: FileHandle,
  { mode, group }: { readonly mode: number; readonly group: number },
): Promise<void> => {
  await handle.chown(sameOwner, group);
  // After the group: a change of group takes rights away.
  await handle.chmod(mode);
};

/** Only a folder of ours: whoever made another one has decided about it. */
export const shareFolder = async (
  path: string,
  { mode, group }: { readonly mode: number; readonly group: number },
): Promise<void> => {
  const stats = await lstat(path);
  const wanted = mode | setGroup;
  if (stats.uid !== process.getuid?.() || !stats.isDirectory()) return;
  if (stats.gid === group && (stats.mode & 0o7777) === wanted) return;
  await chown(path, sameOwner, group);
  await chmod(path, wanted);
};
