/**
 * Whose the files must be: root sets up, the service's user works with them. Undefined where there is no such user yet, or
 * where somebody sets up for themselves.
 */
import { chmodSync, chownSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serviceUser } from "../../adapters/service/unit.ts";

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** What root put there is the service's to work with: files, and folders with all that is in them. Links are left alone. */
export const giveToService = (paths: readonly string[], owner = serviceOwner()): void => {
  if (!owner) return;
  for (const path of paths) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found || found.isSymbolicLink()) continue;
    if (found.isDirectory())
      giveToService(
        readdirSync(path).map((name) => join(path, name)),
        owner,
      );
    chownSync(path, owner.uid, owner.gid);
  }
};

/** What root keeps and the service reads, whatever root's umask. */
export const showToService = (path: string, mode: number, owner = serviceOwner()): void => {
  if (!owner) return;
  chownSync(path, 0, owner.gid);
  chmodSync(path, mode);
};

/** From `/etc/passwd`: `useradd --system` of the package and of `service install` writes there. */
export const serviceOwner = (passwd = "/etc/passwd"): Owner | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync(passwd, "utf8")
    .split("\n")
    .find((one) => one.startsWith(`${serviceUser}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid === undefined || gid === undefined
    ? undefined
    : { uid: Number(uid), gid: Number(gid) };
};
