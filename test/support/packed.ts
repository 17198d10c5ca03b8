/** The published package as `npm pack` makes it, built apart from the checkout's own `dist/`. */
import { cpSync, globSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { bundlePackage, root } from "../../service/build/bundle.ts";
import { run } from "../../service/build/node-binaries.ts";

export interface Packed {
  readonly archive: string;
  /** Names in the package, from its root. */
  readonly files: readonly string[];
}

export const packed = async (folder: string): Promise<Packed> => {
  const tree = join(folder, "tree");
  mkdirSync(tree);
  for (const name of ["package.json", "README.md", "LICENSE", "CHANGELOG.md"])
    cpSync(join(root, name), join(tree, name));
  // Everything that could slip in by mistake stands there too.
  for (const name of ["config", "docs", "service", "src", "test/support", ".ci"])
    cpSync(join(root, name), join(tree, name), { recursive: true });
  await bundlePackage(join(tree, "dist"));
  // A cache of its own: somebody's home may not be theirs to write.
  const places = ["--pack-destination", folder, "--cache", join(folder, "npm")];
  run("npm", ["pack", "--silent", "--ignore-scripts", ...places], { cwd: tree });
  const archive = join(folder, globSync("*.tgz", { cwd: folder })[0] ?? "");
  const files = run("tar", ["-tzf", archive])
    .trim()
    .split("\n")
    .map((name) => name.replace(/^package\//u, ""));
  return { archive, files };
};
