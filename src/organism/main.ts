/** `npm run organism`: the fake organism as a program of its own. */
import { runOrganism } from "./program.ts";

const stop = new AbortController();
process.once("SIGINT", () => stop.abort()).once("SIGTERM", () => stop.abort());
process.exitCode = await runOrganism(process.argv.slice(2), stop.signal, (line) => {
  process.stdout.write(`${line}\n`);
});
