/**
 * The planned settings, judged as the agent would judge them at their place, and tried at the mail servers. Nothing of them is on a
 * disk before the person says yes: the secret stays in memory, whatever ends the program meanwhile.
 */
import { armed, loginsOf } from "../../compose/logins.ts";
import { loadSettings } from "../../config/load.ts";
import { describeSettingsProblem } from "../../config/problems.ts";
import type { Identity, Settings } from "../../config/settings.ts";
import { limits } from "../../domain/limits.ts";
import type { ProbeReport } from "../../domain/probe.ts";
import type { Context } from "../command.ts";
import type { Plan } from "./plan.ts";

export type Trial =
  | { readonly is: "wrong"; readonly problems: readonly string[] }
  | { readonly is: "right"; readonly warnings: readonly string[]; readonly report?: ProbeReport };

export const tryPlan = async (
  context: Context,
  { settings: { file, text }, secret }: Plan,
  probe: string | undefined,
): Promise<Trial> => {
  const secrets = new Map(secret ? [[secret.file, secret.text]] : []);
  const loaded = loadSettings(file, context.io.env, { planned: { text, secrets } });
  const tell = (p: Parameters<typeof describeSettingsProblem>[0]) =>
    describeSettingsProblem(p, context.language);
  if (loaded.is !== "ok") return { is: "wrong", problems: loaded.problems.map(tell) };
  const warnings = loaded.warnings.map(tell);
  if (probe === undefined) return { is: "right", warnings };
  const report = await probedAside(loaded.settings, probe);
  return { is: "right", warnings, ...(report ? { report } : {}) };
};

/** Beside whatever agent works with the settings that stand: its lock and its orders are not ours. */
const probedAside = (settings: Settings, name: string): Promise<ProbeReport | undefined> => {
  const identities = settings.identities.map(withTypedSecrets);
  const logins = loginsOf(armed({ ...settings, identities }));
  return logins.probe(name, { sendSelf: false }, AbortSignal.timeout(limits.probeMsMax));
};

/** The password as it was planned; what stands in its file, if anything, is the former one. */
const withTypedSecrets = (identity: Identity): Identity => {
  const { secret: _, ...submission } = identity.submission;
  if (!identity.mailbox) return { ...identity, submission };
  const { secret: _former, ...mailbox } = identity.mailbox;
  return { ...identity, submission, mailbox };
};
