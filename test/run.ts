/**
 * What `npm test` and `npm run check` do. `check`: types, lint, format, unused code, and every test that needs nothing but
 * Node. `npm test`: the same, and the tests against a real Postfix and a real Dovecot, which it installs and
 * starts itself where it may. What could not run is said loudly; with CI=true it is a failure that these servers, or a
 * browser, are missing.
 */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { asError } from "../src/foundation/errors.ts";
import { chromiumPath, installChromium } from "./support/chromium.ts";
import {
  canRunMailServer,
  mailServerFolder,
  mailServerVariable,
  startMailServer,
} from "./support/mailserver.ts";
import { isMissing, programs } from "./support/programs.ts";

const root = join(import.meta.dirname, "..");
const bin = (name: string): string => join(root, "node_modules", ".bin", name);

const statics: readonly (readonly [string, ...string[]])[] = [
  [bin("tsc"), "-p", "."],
  [bin("oxlint"), "--type-aware"],
  [bin("biome"), "ci", "--error-on-warnings", "."],
  [bin("knip")],
];

/** A test that hangs is a failure, not a night; the longest takes a minute here, and several where others work too. */
const testMsMax = 600_000;

const tell = (text: string): void => void process.stdout.write(`${text}\n`);

/** What did not pass, by name: said again in the last line, which is what a reader of a long log sees first. */
const failed: string[] = [];

const step = (command: readonly string[], env: NodeJS.ProcessEnv = process.env): boolean => {
  const [program = "", ...args] = command;
  const files = args.filter((a) => a.endsWith(".test.ts"));
  const words = command.filter((c) => !files.includes(c)).map((c) => c.replace(/^.*\//u, ""));
  tell(`\n▶ ${words.join(" ")}${files.length > 0 ? ` (${files.length} test files)` : ""}`);
  const passed = spawnSync(program, args, { cwd: root, stdio: "inherit", env }).status === 0;
  if (!passed) failed.push(files.length > 0 ? "tests" : words.slice(0, 2).join(" "));
  return passed;
};

const testFiles = (kind: "check" | "test" | "full"): string[] =>
  globSync("test/**/*.test.ts", { cwd: root })
    .filter((f) => kind === "full" || !f.startsWith(join("test", "full")))
    .filter((f) => kind !== "check" || !f.startsWith(join("test", "integration")))
    .sort();

const runTests = (files: readonly string[], env: NodeJS.ProcessEnv): boolean => {
  const command = ["--test", "--test-concurrency=2", `--test-timeout=${testMsMax}`, ...files];
  // Not the language of this machine, in which commands would answer.
  const ran = step([process.execPath, ...command], { ...env, FACTEUR_LANG: "fr" });
  const missing = programs.filter(isMissing);
  if (missing.length > 0)
    tell(`\n!! NOT RUN: the tests that need ${missing.join(", ")}: not on this machine.`);
  return ran;
};

const mayMiss = (what: string): boolean => {
  if (process.env["CI"] !== "true") return true;
  tell("!! With CI=true that is a failure.");
  failed.push(`${what} did not run`);
  return false;
};

/** The page's tests skip themselves where there is none; here it is installed first, where that may be. */
const withChromium = (): boolean => {
  if (chromiumPath() === undefined) {
    tell("\n▶ installing Chromium");
    installChromium();
  }
  if (chromiumPath() !== undefined) return true;
  tell("\n!! NOT RUN: the page's tests in a browser, because there is no Chromium.");
  tell("!! Run `npm test` as root on Debian to run them.");
  return mayMiss("the page's tests in a browser");
};

const withoutMailServer = (files: readonly string[], because: string): boolean => {
  const ran = runTests(files, process.env);
  tell(`\n!! NOT RUN: the tests against Postfix and Dovecot, because: ${because}.`);
  tell("!! Run `npm test` as root on Debian to run them.");
  return mayMiss("the tests against Postfix and Dovecot") && ran;
};

const withMailServer = async (files: readonly string[]): Promise<boolean> => {
  const can = canRunMailServer();
  if (!can.ok) return withoutMailServer(files, can.because);
  const folder = await mailServerFolder();
  tell("\n▶ starting Postfix and Dovecot (installing them first when they are missing)");
  try {
    // No mirror is reached, or this system brings another Dovecot: every other test still proves what it can.
    const server = await startMailServer(folder).catch(asError);
    if (server instanceof Error) return withoutMailServer(files, server.message);
    try {
      return runTests(files, { ...process.env, [mailServerVariable]: JSON.stringify(server) });
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const kind = process.argv[2] === "check" ? "check" : process.argv[2] === "full" ? "full" : "test";
const started = performance.now();
const sound = statics.map((command) => step(command)).every(Boolean);
const browsed = kind === "check" || withChromium();
const tested =
  kind === "check" ? runTests(testFiles(kind), process.env) : await withMailServer(testFiles(kind));
const passed = sound && browsed && tested;
const seconds = Math.round((performance.now() - started) / 1000);
tell(passed ? `\npassed in ${seconds} s` : `\nFAILED in ${seconds} s: ${failed.join("; ")}`);
process.exitCode = passed ? 0 : 1;
