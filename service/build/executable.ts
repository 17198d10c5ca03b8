/**
 * One file that needs nothing else on the machine: Node's single executable application. The script and its assets
 * lie inside; Node must be the same version as the one that prepared them.
 */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
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
