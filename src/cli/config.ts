/** `facteur config check` and `facteur config describe`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { profileProblems } from "../compose/profiles.ts";
import { describeSettings, describeSettingsAsSchema } from "../config/describe.ts";
import { loadSettings } from "../config/load.ts";
import { describeSettingsProblem, type SettingsProblem } from "../config/problems.ts";
import type { Settings } from "../config/settings.ts";
import { faults } from "../domain/faults.ts";
import { limits } from "../domain/limits.ts";
import { codeOf } from "../foundation/errors.ts";
import type { Exit } from "../foundation/refusal.ts";
import { chooseIdentity } from "../rules/choose-identity.ts";
import { parseRuleFile } from "../rules/parse.ts";
import { describeProblem } from "../rules/problems.ts";
import type { RuleProblem } from "../rules/rule.ts";
import { type Context, type Global, settingsFile } from "./command.ts";

export interface CheckOptions extends Global {
  readonly json?: boolean;
}

/** Every problem of the settings and of each dossier's rules; 78 when one of them forbids to work. */
export const configCheck = (context: Context, options: CheckOptions): Exit => {
  const file = settingsFile(context, options);
  const loaded = loadSettings(file, context.io.env);
  const own = loaded.is === "ok" ? loaded.warnings : loaded.problems;
  const rules =
    loaded.is === "ok"
      ? loaded.settings.dossiers.flatMap((d) => rulesOf(context, loaded.settings, d))
      : [];
  const profiles =
    loaded.is === "ok"
      ? profileProblems(loaded.settings).map((text) => ({ severity: "error" as const, text, file }))
      : [];
  const told = [...own.map((problem) => settingsTold(context, problem)), ...rules, ...profiles];
  const wrong = told.some((t) => t.severity === "error");
  if (options.json)
    context.io.out(`${JSON.stringify({ sound: !wrong, file, problems: told }, undefined, 2)}\n`);
  else tellPeople(context, { file, told, errors: loaded.is === "ok" ? 0 : own.length });
  return wrong ? 78 : 0;
};

const tellPeople = (
  { io, words }: Context,
  about: { readonly file: string; readonly told: readonly Told[]; readonly errors: number },
): void => {
  const { file, told, errors } = about;
  // What keeps anything from starting goes where every command says it.
  const say = errors > 0 ? io.err : io.out;
  for (const { text } of told) say(`${text}\n`);
  if (errors > 0) say(`${words.settingsRefused(errors, file)}\n`);
  else if (!told.some((t) => t.severity === "error")) say(`${words.settingsSound(file)}\n`);
};

/** For a program: each part of the problem by itself, beside the sentence. */
const settingsTold = ({ language }: Context, problem: SettingsProblem): Told => {
  const { severity, code, file, line, column, key, value, what, hint } = problem;
  return {
    severity,
    text: describeSettingsProblem(problem, language),
    code,
    file,
    ...(line > 0 ? { line } : {}),
    ...(column === undefined ? {} : { column }),
    key,
    value,
    what: what[language],
    next: hint[language],
  };
};

interface Told {
  readonly severity: "error" | "warning";
  readonly text: string;
  readonly file: string;
  /** Of a problem of the settings; a rule's problem has its place in the text. */
  readonly code?: string;
  readonly line?: number;
  readonly column?: number;
  readonly key?: string;
  readonly value?: string;
  readonly what?: string;
  readonly next?: string;
}

const rulesOf = (
  context: Context,
  settings: Settings,
  dossier: Settings["dossiers"][number],
): readonly Told[] => {
  const path = join(dossier.folder, dossier.rules);
  const bytes = bytesOf(path);
  const { what, next } = faults["rules-missing"][context.language];
  if (!bytes)
    return [{ severity: "error", file: path, what, next, text: `${path} : ${what} ${next}` }];
  const file = parseRuleFile(bytes);
  const chosen = file.rule && chooseIdentity(file.rule, settings.identities);
  const identity = chosen?.is === "problem" ? chosen.problem : chosen?.warning;
  const problems: readonly RuleProblem[] = identity ? [...file.problems, identity] : file.problems;
  return problems.map((p) => ({
    severity: p.severity,
    file: path,
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

export const configDescribe = (context: Context, options: { readonly json?: boolean }): Exit => {
  context.io.out(
    options.json ? describeSettingsAsSchema(context.language) : describeSettings(context.language),
  );
  return 0;
};
