/**
 * The licences of the libraries that a bundle holds: their authors ask that they go along. A library without a licence
 * text is named with what its package.json says; one that says nothing stops the build.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const thirdParties = (root: string, inputs: readonly string[]): string => {
  const folders = new Set([...inputs.flatMap(packageFolder), "node_modules/source-sans"]);
  const texts = [...folders].toSorted().map((folder) => noticeOf(root, folder));
  return [
    "Facteur is under the MIT licence (LICENSE). It contains the following libraries, each under its own licence.",
    "Their sources are published under these names and versions in the npm registry.",
    "",
    ...texts,
  ].join("\n");
};

/** `node_modules/a/node_modules/@b/c/x.js` → `node_modules/a/node_modules/@b/c`. */
const packageFolder = (input: string): readonly string[] => {
  const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//u.exec(input);
  return found?.[1] === undefined ? [] : [found[1]];
};

const noticeOf = (root: string, folder: string): string => {
  const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const file = globSync("{LICEN[CS]E,licen[cs]e,COPYING}*", { cwd: join(root, folder) })
    .filter((name) => !/\.(?:js|json|ts)$/u.test(name))
    .toSorted()[0];
  if (file === undefined && manifest.license === undefined)
    throw new Error(`${folder} says nothing of its licence`);
  const title = `${manifest.name} ${manifest.version} (${manifest.license ?? "see below"})`;
  const text = file === undefined ? "" : readFileSync(join(root, folder, file), "utf8").trim();
  return `${"=".repeat(title.length)}\n${title}\n${"=".repeat(title.length)}\n${text}\n`;
};
