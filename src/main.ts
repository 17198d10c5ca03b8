#!/usr/bin/env node
/** argv → command → exit code. Nothing else sets the exit code or reads the process's arguments. */
import { runCli } from "./cli/program.ts";

// Whoever reads may stop reading (`facteur list | head -1`): what is left to say has nobody to hear it.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (cause: NodeJS.ErrnoException) => {
    if (cause.code !== "EPIPE") throw cause;
  });

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
});
