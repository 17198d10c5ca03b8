/**
 * Compiles the sources for a Node that strips no types. Two forms: the published package (modules that load late, libraries
 * left to npm), and one script with every library in it, which the executable holds.
 */
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { thirdParties } from "./third-parties.ts";

export const root = join(import.meta.dirname, "..", "..");

/** The oldest Node that the published package runs on: `engines` in package.json. */
const target = "node22.22";

/** The programs of our threads, by the names under which they are asked for (`src/foundation/new-thread.ts`). */
const threads = (): Record<string, string> =>
  Object.fromEntries(
    globSync("src/{adapters,compose}/**/*-thread.ts", { cwd: root }).map((file) => [
      basename(file, ".ts"),
      file,
    ]),
  );

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target,
  charset: "utf8",
  inject: ["service/build/globals.ts"],
  metafile: true,
  logLevel: "warning",
};

/**
 * `dist/facteur.mjs` and `dist/lib/`: as deep below the package as the sources are (`src/foundation/product.ts`
 * counts on it), each command loaded when it is asked for.
 */
export const bundlePackage = async (out = join(root, "dist")): Promise<void> => {
  rmSync(join(out, "lib"), { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await build({
    ...common,
    entryPoints: { main: "src/main.ts", ...threads() },
    outdir: join(out, "lib"),
    format: "esm",
    splitting: true,
    packages: "external",
    // The engine holds a program's text as long as it runs, two bytes for each character of a file in which one needs them.
    charset: "ascii",
    minifyWhitespace: true,
    // A stack trace that an administrator sends should name what the sources name.
    keepNames: true,
  });
  cpSync(join(import.meta.dirname, "facteur.mjs"), join(out, "facteur.mjs"));
};

export interface WholeBundle {
  readonly main: string;
  /** Name inside the executable → file. */
  readonly assets: Readonly<Record<string, string>>;
}

/** One CommonJS script with all libraries, and the files that it asks for by name. */
export const bundleWhole = async (out: string): Promise<WholeBundle> => {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const made = await build({
    ...common,
    entryPoints: { facteur: "src/main.ts", ...threads() },
    outdir: out,
    outExtension: { ".js": ".cjs" },
    format: "cjs",
    minifySyntax: true,
    // Native code does not fit into the executable; the settings say what to use instead.
    external: ["@napi-rs/keyring"],
    // Its other form hides its own parts from a bundler.
    alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
    // `import.meta` does not exist in CommonJS: the executable is where everything is.
    define: { "import.meta.url": "facteurUrl", "import.meta.resolve": "facteurResolve" },
    banner: { js: place },
    legalComments: "none",
  });
  const notices = join(out, "THIRD-PARTY.txt");
  writeFileSync(notices, thirdParties(root, inputsOf(made.metafile)));
  const assets: Record<string, string> = {
    ...Object.fromEntries(
      Object.keys(threads()).map((name) => [`${name}.cjs`, join(out, `${name}.cjs`)]),
    ),
    "package.json": join(root, "package.json"),
    LICENSE: join(root, "LICENSE"),
    "THIRD-PARTY.txt": notices,
    ...productFiles(),
    ...packageFiles(),
  };
  return { main: join(out, "facteur.cjs"), assets };
};

const place = [
  "const facteurResolve = require.resolve;",
  "const facteurUrl = require('node:url').pathToFileURL(process.execPath).href;",
].join("\n");

const inputsOf = (metafile: Metafile | undefined): readonly string[] =>
  Object.keys(metafile?.inputs ?? {});

/** All of `config/`: what is read at run time, and the examples; and what a service is made of. */
const productFiles = (): Record<string, string> =>
  Object.fromEntries(
    globSync(["config/**/*.*", "service/*.service"], { cwd: root }).map((file) => [
      file.replaceAll("\\", "/"),
      join(root, file),
    ]),
  );

/** Each library's file that the sources name by `packagePath("…")`. */
const packageFiles = (): Record<string, string> => {
  const files: Record<string, string> = {};
  for (const source of globSync("src/**/*.ts", { cwd: root }))
    for (const [, name = ""] of readFileSync(join(root, source), "utf8").matchAll(
      /\bpackagePath\(\s*"([^"]+)"/gu,
    ))
      files[`packages/${name}`] = join(root, "node_modules", name);
  return files;
};
