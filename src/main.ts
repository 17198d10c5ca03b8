#!/usr/bin/env node
/**
 * argv → command → exit code. Nothing else sets the exit code or reads the process's arguments.
 *
 * What Node made of our sources is kept beside the packages: a command starts in a third of the time, and an agent
 * holds no compiler in memory. Where that place cannot be written, everything works as before. Node holds what it read there
 * for as long as it runs: an agent without types to strip, which starts once in months, is better without.
 */
import { enableCompileCache } from "node:module";
import { isSea } from "node:sea";
import { productPath } from "./foundation/product.ts";

const built = !import.meta.url.endsWith(".ts");
if (!isSea() && !(built && process.argv.includes("run")))
  enableCompileCache(productPath("node_modules/.cache/facteur"));

// Whoever reads may stop reading (`facteur list | head -1`): what is left to say has nobody to hear it.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (cause: NodeJS.ErrnoException) => {
    if (cause.code !== "EPIPE") throw cause;
  });

// No top-level await: the executable's bundle is CommonJS, which has none.
const start = async (): Promise<void> => {
  // For the libraries that colour by themselves what they ask.
  if (process.argv.includes("--no-color")) {
    process.env["NO_COLOR"] = "1";
    delete process.env["FORCE_COLOR"];
  }
  const { runCli } = await import("./cli/program.ts");
  process.exitCode = await runCli({
    argv: process.argv.slice(2),
    env: process.env,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    attended: process.stderr.isTTY,
  });
};

void start();
