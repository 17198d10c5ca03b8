/** `facteur config check` and `facteur config describe`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeSettings } from "../config/describe.ts";
import type { Settings } from "../config/settings.ts";
import { faults } from "../domain/faults.ts";
import { limits } from "../domain/limits.ts";
import { codeOf } from "../foundation/errors.ts";
import type { Exit } from "../foundation/refusal.ts";
import { chooseIdentity } from "../rules/choose-identity.ts";
import { parseRuleFile } from "../rules/parse.ts";
import { describeProblem } from "../rules/problems.ts";
import type { RuleProblem } from "../rules/rule.ts";
import { type Context, type Global, settingsOf } from "./command.ts";

export interface CheckOptions extends Global {
  readonly json?: boolean;
}

/** Every problem of the settings and of each dossier's rules; 78 when one of them forbids to work. */
export const configCheck = (context: Context, options: CheckOptions): Exit => {
  const settings = settingsOf(context, options);
  const told = settings.dossiers.flatMap((d) => rulesOf(context, settings, d));
  const wrong = told.some((t) => t.severity === "error");
  if (options.json) context.io.out(`${JSON.stringify({ sound: !wrong, problems: told })}\n`);
  else {
    for (const { text } of told) context.io.out(`${text}\n`);
    if (!wrong) context.io.out(`${context.words.settingsSound(settings.file)}\n`);
  }
  return wrong ? 78 : 0;
};

interface Told {
  readonly severity: "error" | "warning";
  readonly text: string;
}

const rulesOf = (
  context: Context,
  settings: Settings,
  dossier: Settings["dossiers"][number],
): readonly Told[] => {
  const path = join(dossier.folder, dossier.rules);
  const bytes = bytesOf(path);
  const { what, next } = faults["rules-missing"][context.language];
  if (!bytes) return [{ severity: "error", text: `${path} : ${what} ${next}` }];
  const file = parseRuleFile(bytes);
  const chosen = file.rule && chooseIdentity(file.rule, settings.identities);
  const identity = chosen?.is === "problem" ? chosen.problem : chosen?.warning;
  const problems: readonly RuleProblem[] = identity ? [...file.problems, identity] : file.problems;
  return problems.map((p) => ({
    severity: p.severity,
    text: describeProblem(p, path, context.language),
  }));
};

const bytesOf = (path: string): Uint8Array | undefined => {
  try {
    return readFileSync(path).subarray(0, limits.ruleBytesMax + 1);
  } catch (cause) {
    if (["ENOENT", "ENOTDIR", "EACCES", "EISDIR"].includes(codeOf(cause))) return undefined;
    throw cause;
  }
};

export const configDescribe = (context: Context): Exit => {
  context.io.out(describeSettings(context.language));
  return 0;
};
