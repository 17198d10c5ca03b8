/**
 * One file that needs nothing else on the machine: Node's single executable application. The script and its assets
 * lie inside; Node must be the same version as the one that prepared them.
 */
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { WholeBundle } from "./bundle.ts";
import { run } from "./node-binaries.ts";

export interface ExecutableOptions {
  readonly bundle: WholeBundle;
  readonly output: string;
  /** A Node of the target's system, of the version that runs this. */
  readonly node: string;
  /** Compiled code inside: quicker to start, and only for the system that makes it. */
  readonly codeCache: boolean;
}

/** By `node --build-sea`, which newer Nodes have. */
export const makeExecutable = (options: ExecutableOptions): void => {
  const { bundle, output, node, codeCache } = options;
  mkdirSync(dirname(output), { recursive: true });
  const configuration = `${output}.json`;
  writeFileSync(
    configuration,
    JSON.stringify({
      main: bundle.main,
      output,
      executable: node,
      disableExperimentalSEAWarning: true,
      useSnapshot: false,
      useCodeCache: codeCache,
      // Nobody's NODE_OPTIONS change what a service does.
      execArgvExtension: "none",
      assets: bundle.assets,
    }),
  );
  run(process.execPath, ["--build-sea", configuration]);
  chmodSync(output, 0o755);
};

/**
 * The same with an older Node, which cannot build by itself: its blob is put in by postject. For Wine, which runs no
 * newer Node than 22; what people get is made by `makeExecutable`.
 */
export const makeOldExecutable = async (
  options: Omit<ExecutableOptions, "codeCache"> & {
    /** A Node of this machine, of the same version as `node`. */
    readonly builder: string;
    /** Folder of the npm package postject. */
    readonly postject: string;
  },
): Promise<void> => {
  const { bundle, output, node, builder, postject } = options;
  mkdirSync(dirname(output), { recursive: true });
  const [configuration, blob] = [`${output}.json`, `${output}.blob`];
  writeFileSync(
    configuration,
    JSON.stringify({
      main: bundle.main,
      output: blob,
      disableExperimentalSEAWarning: true,
      useSnapshot: false,
      useCodeCache: false,
      assets: bundle.assets,
    }),
  );
  run(builder, ["--experimental-sea-config", configuration]);
  copyFileSync(node, output);
  const { inject } = createRequire(import.meta.url)(join(postject, "dist", "api.js")) as {
    readonly inject: (file: string, name: string, blob: Buffer, how: object) => Promise<void>;
  };
  // The word by which Node finds it: nodejs.org/api/single-executable-applications.html
  const sentinelFuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";
  await inject(output, "NODE_SEA_BLOB", readFileSync(blob), { sentinelFuse });
};
