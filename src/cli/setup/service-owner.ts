/**
 * Whose the files must be: root sets up, the service's user works with them. Undefined where there is no such user yet, or
 * where somebody sets up for themselves.
 */
import { readFileSync } from "node:fs";
import { serviceUser } from "../../adapters/service/unit.ts";

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

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
