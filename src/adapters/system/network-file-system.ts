/**
 * Whether a folder lies on a network file system, where SQLite's WAL would break (design §5). Linux tells
 * by /proc/self/mountinfo (proc(5)), Windows by a path that names another machine (a letter that is mapped to one is not told:
 * the service sees none); elsewhere nothing is known, and nothing is claimed.
 */
import { readFile, realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf } from "../../foundation/errors.ts";

const networkTypes: ReadonlySet<string> = new Set([
  "9p",
  "afs",
  "beegfs",
  "ceph",
  "cifs",
  "coda",
  "drvfs",
  "fuse.ceph",
  "fuse.davfs2",
  "fuse.glusterfs",
  "fuse.rclone",
  "fuse.s3fs",
  "fuse.smbnetfs",
  "fuse.sshfs",
  "fuse.vmhgfs-fuse",
  "glusterfs",
  "gpfs",
  "lustre",
  "ncpfs",
  "nfs",
  "nfs4",
  "prl_fs",
  "smb2",
  "smb3",
  "smbfs",
  "vboxsf",
]);

/** The type's name, such as `nfs4`, or undefined when the folder is local or the system cannot tell. */
export const networkFileSystem = async (folder: string): Promise<string | undefined> => {
  if (process.platform === "win32") return uncTypeOf(folder);
  if (process.platform !== "linux") return undefined;
  let mounts: string;
  try {
    mounts = await readFile("/proc/self/mountinfo", "utf8");
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    throw cause;
  }
  return networkTypeOf(mounts, await existing(folder));
};

/** `\\machine\share`, also as `\\?\UNC\machine\share`; `\\?\C:\` and `\\.\` are this machine's. */
export const uncTypeOf = (path: string): string | undefined =>
  /^[\\/]{2}(?:[?.][\\/]UNC[\\/]|[^\\/?.])/iu.test(path) ? "UNC" : undefined;

/** The type of the mount that holds `path`: the longest mount point above it, the last of equals. */
export const networkTypeOf = (mountinfo: string, path: string): string | undefined => {
  let best = { point: "", type: "" };
  for (const line of mountinfo.split("\n")) {
    const [before = "", after = ""] = line.split(" - ");
    const point = unescape(before.split(" ")[4] ?? "");
    const type = after.split(" ")[0] ?? "";
    if (point === "" || type === "" || !isAbove(point, path)) continue;
    if (point.length >= best.point.length) best = { point, type };
  }
  return networkTypes.has(best.type) ? best.type : undefined;
};

const isAbove = (point: string, path: string): boolean =>
  point === "/" || path === point || path.startsWith(`${point}/`);

/** Blanks and backslashes stand as three octal digits (proc(5)). */
const unescape = (text: string): string =>
  text.replaceAll(/\\([0-7]{3})/gu, (_, octal: string) =>
    String.fromCodePoint(Number.parseInt(octal, 8)),
  );

/** The folder itself, or the nearest one above that exists, links resolved. */
const existing = async (path: string): Promise<string> => {
  try {
    return await realpath(path);
  } catch (cause) {
    if (codeOf(cause) !== "ENOENT" || dirname(path) === path) throw cause;
    return existing(dirname(path));
  }
};
