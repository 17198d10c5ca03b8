/** Puts an accepted plan on the disk: the settings last, so that they never name what is not there. */
import { chmod, chown, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf } from "../../foundation/errors.ts";
import { writeFileSafely } from "../../foundation/safe-file.ts";
import type { Plan, PlannedFile } from "./plan.ts";
import { type Owner, showToService } from "./service-owner.ts";

/** Dossiers are shared with clerks and payroll programs by their group. */
const dossierMode = 0o2770;
/** Of a secret that root writes and the service reads. */
const sharedSecretMode = 0o640;

/** `owner`: the service's user, when root sets up for it. What stood before keeps its owner. */
export const writePlan = async (plan: Plan, owner?: Owner): Promise<void> => {
  const { settings, former, secret } = plan;
  for (const folder of plan.folders) await makeDossier(folder, owner);
  for (const rules of plan.rules) await writeNew(rules, owner);
  if (secret)
    await replace(owner ? { ...secret, mode: sharedSecretMode } : secret, { folder: 0o700, owner });
  if (former) await replace(former, { folder: 0o750, owner });
  await replace(settings, { folder: 0o750, owner });
};

const makeDossier = async (folder: string, owner: Owner | undefined): Promise<void> => {
  const first = await mkdir(folder, { recursive: true });
  if (!owner || first === undefined) return;
  for (let made = folder; ; made = dirname(made)) {
    await chown(made, owner.uid, owner.gid);
    await chmod(made, dossierMode);
    if (made === first) return;
  }
};

/** What a person wrote is never written over. */
const writeNew = async (
  { file, text, mode }: PlannedFile,
  owner: Owner | undefined,
): Promise<void> => {
  if (await stands(file)) return;
  await writeFileSafely(file, text, { mode, overwrite: false });
  if (owner) await chown(file, owner.uid, owner.gid);
};

/** Root's own, read by the service's group. */
const replace = async (
  { file, text, mode }: PlannedFile,
  about: { readonly folder: number; readonly owner: Owner | undefined },
): Promise<void> => {
  const folder = dirname(file);
  const { owner } = about;
  if (!(await stands(folder))) {
    await mkdir(folder, { recursive: true });
    await chmod(folder, owner ? 0o750 : about.folder);
    if (owner) await chown(folder, 0, owner.gid);
  }
  await writeFileSafely(file, text, { mode, overwrite: true });
  if (owner) showToService(file, mode, owner);
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
