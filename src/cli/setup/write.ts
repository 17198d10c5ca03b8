/** Puts an accepted plan on the disk: the settings last, so that they never name what is not there. */
import { chmod, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf } from "../../foundation/errors.ts";
import { writeFileSafely } from "../../foundation/safe-file.ts";
import type { Plan, PlannedFile } from "./plan.ts";

export const writePlan = async (plan: Plan): Promise<void> => {
  const { settings, former, secret } = plan;
  for (const folder of plan.folders) await mkdir(folder, { recursive: true });
  for (const rules of plan.rules) await writeNew(rules);
  if (secret) await replace(secret, 0o700);
  if (former) await replace(former, 0o750);
  await replace(settings, 0o750);
};

/** What a person wrote is never written over. */
const writeNew = async ({ file, text, mode }: PlannedFile): Promise<void> => {
  if (!(await stands(file))) await writeFileSafely(file, text, { mode, overwrite: false });
};

const replace = async ({ file, text, mode }: PlannedFile, folderMode: number): Promise<void> => {
  const folder = dirname(file);
  if (!(await stands(folder))) {
    await mkdir(folder, { recursive: true });
    await chmod(folder, folderMode);
  }
  await writeFileSafely(file, text, { mode, overwrite: true });
};

const stands = async (path: string): Promise<boolean> => {
  try {
    await stat(path);
    return true;
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return false;
    throw cause;
  }
};
