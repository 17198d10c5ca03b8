/** A real small disk (tmpfs) under a folder, and the hand that fills it. */
import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { codeOf } from "../../src/foundation/errors.ts";
import { cleanup } from "./cleanup.ts";

export interface SmallDisk {
  /** Takes all that is left. */
  fill(): void;
  empty(): void;
}

/** Why it could not be mounted, as a text, when it could not. */
export const smallDisk = (
  t: TestContext,
  folder: string,
  mebibytes: number,
): SmallDisk | string => {
  if (process.platform !== "linux") return "a small disk is a Linux tmpfs";
  mkdirSync(folder, { recursive: true });
  const options = `size=${mebibytes}m,mode=0700`;
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", options, "facteur-test", folder], {
    encoding: "utf8",
  });
  if (mounted.status !== 0) return `cannot mount a tmpfs here: ${mounted.stderr || mounted.error}`;
  cleanup(t, () => spawnSync("umount", ["-l", folder]));
  const filler = join(folder, "remplissage");
  return {
    empty: () => rmSync(filler, { force: true }),
    fill: () => {
      const fd = openSync(filler, "a");
      for (const size of [1 << 20, 1 << 14, 1 << 12]) while (wrote(fd, size));
      closeSync(fd);
    },
  };
};

const wrote = (fd: number, size: number): boolean => {
  try {
    return writeSync(fd, Buffer.alloc(size, 1)) === size;
  } catch (cause) {
    if (codeOf(cause) === "ENOSPC") return false;
    throw cause;
  }
};
