/** What this machine has and lets a test do. What it lacks is the reason with which a test is skipped. */
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { type TestContext, test } from "node:test";
import { main } from "./facteur.ts";
import { isMissing, type Program } from "./programs.ts";

export type Needed = { readonly skip?: string };

/** The test runner names what is missing once more, below all tests. */
export const needs = (...needed: readonly Program[]): Needed => {
  const missing = needed.filter(isMissing);
  return missing.length === 0 ? {} : { skip: `not on this machine: ${missing.join(", ")}` };
};

/** For script(1), which hands its command to whatever SHELL names: somebody's own, or none. */
export const plainShell = { SHELL: "/bin/sh" } as const;

/** A terminal of a test's own, by util-linux's script(1); others have one that takes other words. */
export const needsTerminal = (): Needed => {
  const env = { ...process.env, ...plainShell };
  const tried = spawnSync("script", ["-qec", "exit 7", "/dev/null"], { env, stdio: "ignore" });
  return tried.status === 7 ? {} : { skip: "no script(1) of util-linux that gives a terminal" };
};

/** Who is not root, who may look everywhere. */
export const nobody: { readonly uid?: number; readonly gid?: number } =
  process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Nobody comes to this checkout, and to where tests have their folders. */
export const needsNobody = (): Needed => {
  if (process.platform === "win32") return { skip: "POSIX users" };
  const looks = `const fs = require("fs"); fs.accessSync(${JSON.stringify(main)}); fs.accessSync(${JSON.stringify(tmpdir())}, fs.constants.X_OK);`;
  const { status } = spawnSync(process.execPath, ["-e", looks], { ...nobody, cwd: "/" });
  return status === 0 ? {} : { skip: "nobody may not come to this checkout or to TMPDIR" };
};

/** Every test of a file that is about what another program makes. */
export const testWith =
  (needed: Needed) =>
  (name: string, body: (t: TestContext) => Promise<void> | void): void =>
    void test(name, needed, body);
