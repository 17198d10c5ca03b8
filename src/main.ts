#!/usr/bin/env node
/** argv → command → exit code. Nothing else sets the exit code or reads the process's arguments. */
import { runCli } from "./cli/program.ts";

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
});
