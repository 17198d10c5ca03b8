/**
 * The planned settings, read as the agent would read them and tried at the mail servers, in a folder of their own that is taken away:
 * nothing of the real places is touched before the person says yes.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { loadSettings } from "../../config/load.ts";
import { describeSettingsProblem } from "../../config/problems.ts";
import type { ProbeReport } from "../../domain/probe.ts";
import type { Context } from "../command.ts";
import { probed } from "../logins.ts";
import type { Plan } from "./plan.ts";

export type Trial =
  | { readonly is: "wrong"; readonly problems: readonly string[] }
  | { readonly is: "right"; readonly warnings: readonly string[]; readonly report?: ProbeReport };

export const tryPlan = async (
  context: Context,
  plan: Plan,
  probe: string | undefined,
): Promise<Trial> => {
  const folder = await mkdtemp(join(tmpdir(), "facteur-setup-"));
  try {
    const file = await writeTrial(folder, plan);
    const loaded = loadSettings(file, context.io.env);
    const tell = (p: Parameters<typeof describeSettingsProblem>[0]) =>
      describeSettingsProblem(p, context.language).replaceAll(file, plan.settings.file);
    if (loaded.is !== "ok") return { is: "wrong", problems: loaded.problems.map(tell) };
    const warnings = loaded.warnings.map(tell);
    if (probe === undefined) return { is: "right", warnings };
    const place = { context, settings: { ...loaded.settings, data: join(folder, "data") } };
    const { report } = await probed(place, probe, false);
    return { is: "right", warnings, report };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The secret lies in the trial's folder meanwhile, which is its user's alone. */
const writeTrial = async (folder: string, plan: Plan): Promise<string> => {
  const file = join(folder, "facteur.json");
  const { secret, settings } = plan;
  if (secret) {
    const credentials = join(folder, "credentials");
    await mkdir(credentials, { mode: 0o700 });
    await writeFile(join(credentials, basename(secret.file)), secret.text, { mode: secret.mode });
  }
  await writeFile(file, settings.text, { mode: 0o600 });
  return file;
};
