/**
 * Carries steps out, one after the other, and stops at the first that fails. Below another root than the machine's own
 * (an image, a package, a test) only folders and files are made: its users and services are nobody's here.
 */
import { type ExecFileSyncOptions, execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { asError } from "../../foundation/errors.ts";
import { writeFileSafely } from "../../foundation/safe-file.ts";
import type { Outcome, Step } from "./step.ts";

export interface CarryOptions {
  /** Folder that stands for `/`. */
  readonly root: string | undefined;
  readonly dryRun: boolean;
}

export const carryOut = async (
  steps: readonly Step[],
  options: CarryOptions,
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    if (options.dryRun) {
      outcomes.push({ step, is: "planned" });
      continue;
    }
    try {
      outcomes.push({ step, is: await one(step, options.root) });
    } catch (cause) {
      outcomes.push({ step, is: "failed", said: saidBy(cause) });
      break;
    }
  }
  return outcomes;
};

const one = async (step: Step, root: string | undefined): Promise<Outcome["is"]> => {
  const placed = (path: string): string => (root === undefined ? path : join(root, path));
  switch (step.do) {
    case "folder": {
      const path = placed(step.path);
      if (existsSync(path)) return "there";
      mkdirSync(path, { recursive: true });
      // On Windows the access list says it, by a step of its own.
      if (root === undefined && process.platform !== "win32")
        execFileSync("chown", [`${step.owner}:${step.group}`, path], quiet);
      // After the owner, whose change takes the setgid bit away; the umask has no say.
      chmodSync(path, step.mode);
      return "done";
    }
    case "file": {
      const path = placed(step.path);
      if (existsSync(path) && readFileSync(path, "utf8") === step.text) return "there";
      mkdirSync(dirname(path), { recursive: true });
      await writeFileSafely(path, step.text, { mode: 0o644, overwrite: true });
      return "done";
    }
    case "remove": {
      if (!existsSync(placed(step.path))) return "there";
      rmSync(placed(step.path));
      return "done";
    }
    default:
      return root === undefined ? onThisMachine(step) : "not-here";
  }
};

const onThisMachine = (
  step: Extract<Step, { readonly do: "group" | "user" | "member" | "run" }>,
): Outcome["is"] => {
  switch (step.do) {
    case "group":
      if (known("group", step.name)) return "there";
      execFileSync("groupadd", ["--system", step.name], quiet);
      return "done";
    case "user":
      if (known("passwd", step.name)) return "there";
      execFileSync(
        "useradd",
        [...systemUser, "--gid", step.group, "--home-dir", step.home, step.name],
        quiet,
      );
      return "done";
    case "member":
      execFileSync("usermod", ["--append", "--groups", step.group, step.user], quiet);
      return "done";
    case "run":
      return ran(step);
  }
};

const systemUser = ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin"];
const quiet: ExecFileSyncOptions = { stdio: ["ignore", "ignore", "pipe"] };

const ran = ({ command, mayFail }: Extract<Step, { readonly do: "run" }>): Outcome["is"] => {
  const [program, ...args] = command;
  try {
    execFileSync(program, args, quiet);
    return "done";
  } catch (cause) {
    if (mayFail) return "there";
    throw cause;
  }
};

/** Asked of the name service, so that a directory's users count. */
const known = (database: "group" | "passwd", name: string): boolean => {
  try {
    execFileSync("getent", [database, name], quiet);
    return true;
  } catch {
    return false;
  }
};

const saidBy = (cause: unknown): string => {
  const { stderr } = cause as { readonly stderr?: Buffer };
  return stderr?.toString().trim() || asError(cause).message;
};
