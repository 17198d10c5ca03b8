/**
 * Where the product's own files are, whichever way it was installed: in a checkout (sources), in the published package
 * (`dist/lib/*.js`, as deep below the package's root as `src/foundation` is below the checkout's), or inside the one
 * executable, whose assets bear the same names.
 */
import { readdirSync, readFileSync } from "node:fs";
import { getAsset, getAssetKeys, isSea } from "node:sea";
import { fileURLToPath } from "node:url";

/** No file's path begins so: what stands inside the executable. */
const inside = "facteur:";

/** A file or folder of ours, by its name from the root: `config/receipts`. For `listProduct`, `readProduct` and messages. */
export const productPath = (name: string): string =>
  isSea() ? `${inside}${name}` : fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** A file of a library, by the library's name and the path in it: `source-sans/TTF/…`. The build takes them along. */
export const packagePath = (name: string): string =>
  isSea() ? `${inside}packages/${name}` : fileURLToPath(import.meta.resolve(name));

/** Names of the files in a folder, ours or anybody's. Throws like `readdirSync` when there is none. */
export const listFolder = (folder: string): readonly string[] => {
  const within = assetOf(folder);
  if (within === undefined) return readdirSync(folder);
  return getAssetKeys()
    .filter((key) => key.startsWith(`${within}/`))
    .map((key) => key.slice(within.length + 1))
    .filter((name) => !name.includes("/"));
};

/** The bytes of a file, ours or anybody's. */
export const readBytes = (path: string): Uint8Array => {
  const within = assetOf(path);
  return within === undefined ? readFileSync(path) : new Uint8Array(getAsset(within));
};

/** A text in UTF-8, ours or anybody's. */
export const readText = (path: string): string => Buffer.from(readBytes(path)).toString("utf8");

/** What a path was joined with on Windows is undone: assets are named with slashes. */
const assetOf = (path: string): string | undefined =>
  path.startsWith(inside) ? path.slice(inside.length).replaceAll("\\", "/") : undefined;

/** The version stands in package.json only. */
export const productVersion = (): string =>
  (JSON.parse(readText(productPath("package.json"))) as { readonly version: string }).version;

/** How this program is started once more: by the demonstration, by a service manager. */
export const ownCommand = (): readonly [string, ...string[]] => {
  if (isSea()) return [process.execPath];
  const main = import.meta.url.endsWith(".ts") ? "src/main.ts" : "dist/facteur.mjs";
  return [process.execPath, productPath(main)];
};
