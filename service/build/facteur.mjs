#!/usr/bin/env node
/**
 * The published package's program. It runs on whatever Node the machine has, so it is written for an old one: it says
 * what is missing, and only then loads the rest.
 */
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 22)) {
  process.stderr.write(
    `facteur : il faut Node 22.22 ou plus récent (ici ${process.versions.node}). ` +
      "Facteur needs Node 22.22 or newer: https://nodejs.org/\n",
  );
  process.exit(78);
}
// Node 22 says of its SQLite that it may still change; our tests run on that version, and a clerk can do nothing about it.
const emitWarning = process.emitWarning;
process.emitWarning = (warning, ...rest) => {
  if (String(warning).includes("SQLite is an experimental feature")) return;
  emitWarning.call(process, warning, ...rest);
};
// Named when it is needed: in the sources it is not there yet.
await import(new URL("./lib/main.js", import.meta.url).href);
