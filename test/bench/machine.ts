/** The machine of a measure, in words that name nobody: no host, no path. */
import { readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { cpus, platform, release, tmpdir, totalmem } from "node:os";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** Of the folder where everything was written. */
  readonly fileSystem: string;
}

export const thisMachine = async (): Promise<Machine> => ({
  cpu: cpus()[0]?.model.trim() ?? "unknown",
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${release().split("-")[0] ?? ""}`,
  node: process.version,
  fileSystem: await fileSystemOf(tmpdir()),
});

/** By the longest mount point that holds the folder. */
const fileSystemOf = async (folder: string): Promise<string> => {
  if (platform() !== "linux") return `type ${(await statfs(folder)).type.toString(16)}`;
  const mounts = readFileSync("/proc/self/mounts", "utf8").split("\n");
  const holding = mounts
    .map((line) => line.split(" "))
    .filter(([, at = "-"]) => at === "/" || folder === at || folder.startsWith(`${at}/`))
    .sort(([, a = ""], [, b = ""]) => b.length - a.length);
  return holding[0]?.[2] ?? "unknown";
};
