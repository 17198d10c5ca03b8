/** Peers come from Debian: installed when they are missing and may be, else said. */
import { execFile } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);

export type Installed =
  | { readonly is: "there" }
  | { readonly is: "missing"; readonly because: string };

const policy = "/usr/sbin/policy-rc.d";

/** `answers` are debconf's, for packages that ask. */
export const installed = async (about: {
  readonly packages: readonly string[];
  readonly programs: readonly string[];
  readonly answers?: string;
  /** False: what is there is used, nothing is installed. */
  readonly mayInstall: boolean;
}): Promise<Installed> => {
  const lacking = (): readonly string[] => about.programs.filter((p) => !existsSync(p));
  if (lacking().length === 0) return { is: "there" };
  if (!about.mayInstall) return { is: "missing", because: `${lacking().join(", ")} not installed` };
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    return {
      is: "missing",
      because: `${lacking().join(", ")} need root on Debian to be installed`,
    };
  // A measured machine must not begin to serve mail because a peer was installed.
  const mine = !existsSync(policy);
  if (mine) writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    await aptInstall(about.packages, about.answers);
  } catch (cause) {
    const said = cause instanceof Error ? (cause.message.split("\n").at(-2) ?? cause.message) : "";
    return { is: "missing", because: `apt-get install ${about.packages.join(" ")}: ${said}` };
  } finally {
    if (mine) rmSync(policy, { force: true });
  }
  const still = lacking();
  return still.length === 0
    ? { is: "there" }
    : { is: "missing", because: `${about.packages.join(" ")} did not bring ${still.join(", ")}` };
};

const aptInstall = async (packages: readonly string[], answers = ""): Promise<void> => {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  if (answers !== "") {
    const asked = run("debconf-set-selections", { env });
    asked.child.stdin?.end(`${answers}\n`);
    await asked;
  }
  const lock = ["-o", "DPkg::Lock::Timeout=300"];
  const install = () =>
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...lock, ...packages], {
      env,
    });
  try {
    await install();
  } catch {
    await run("apt-get", ["update", "-qq", ...lock], { env });
    await install();
  }
};
