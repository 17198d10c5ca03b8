/** `facteur config check` and `facteur config describe`. */
import { knowledgeProblems } from "../../compose/knowledge.ts";
import { profileProblems } from "../../compose/profiles.ts";
import { describeSettings, describeSettingsAsSchema } from "../../config/describe.ts";
import { type Loaded, loadSettings } from "../../config/load.ts";
import { describeSettingsProblem, type SettingsProblem } from "../../config/problems.ts";
import type { Exit } from "../../foundation/refusal.ts";
import { describeRules } from "../../rules/describe.ts";
import { type Context, type Global, settingsFile } from "../command.ts";
import { rulesProblems, soundRulesProblems, type ToldProblem } from "../rules/problems.ts";
import { configWords } from "./words.ts";

export interface CheckOptions extends Global {
  readonly json?: boolean;
}

/** Every problem of the settings and of each dossier's rules; 78 when one of them forbids to work. */
export const configCheck = async (context: Context, options: CheckOptions): Promise<Exit> => {
  const file = settingsFile(context, options);
  const loaded = loadSettings(file, context.io.env);
  const own = loaded.is === "ok" ? loaded.warnings : [...loaded.problems, ...loaded.warnings];
  const beside = await problemsBeside(context, loaded);
  const told = [
    ...own.map((problem) => settingsTold(context, problem)),
    // A shared file is wrong once, however many dossiers include it.
    ...new Map(beside.rules.map((problem) => [problem.text, problem])).values(),
    ...beside.profiles.map((text) => besideTold(text, "receipt-profile", "receipts.profiles")),
    ...knowledgeProblems(file).map((text) => besideTold(text, "knowledge-file", "")),
  ];
  const wrong = told.some((t) => t.severity === "error");
  if (options.json)
    context.io.out(`${JSON.stringify({ sound: !wrong, file, problems: told }, undefined, 2)}\n`);
  else tellPeople(context, { file, told, errors: loaded.is === "ok" ? 0 : loaded.problems.length });
  return wrong ? 78 : 0;
};

/** What is wrong in the files that the settings name, as far as wrong settings still name them. */
const problemsBeside = async (
  { language }: Context,
  loaded: Loaded,
): Promise<{ readonly rules: readonly ToldProblem[]; readonly profiles: readonly string[] }> => {
  if (loaded.is === "invalid") {
    const { sound } = loaded;
    return sound
      ? {
          rules: await soundRulesProblems(sound, language),
          profiles: profileProblems(sound.profiles),
        }
      : { rules: [], profiles: [] };
  }
  const { settings } = loaded;
  const rules: ToldProblem[] = [];
  for (const dossier of settings.dossiers)
    rules.push(...(await rulesProblems(settings, dossier, language)));
  return { rules, profiles: profileProblems(settings.receipts.profiles) };
};

const tellPeople = (
  { io, language, words }: Context,
  about: { readonly file: string; readonly told: readonly ToldProblem[]; readonly errors: number },
): void => {
  const { file, told, errors } = about;
  // What keeps anything from starting goes where every command says it.
  const say = errors > 0 ? io.err : io.out;
  for (const { text } of told) say(`${text}\n`);
  if (errors > 0) say(`${words.settingsRefused(errors, file)}\n`);
  else if (!told.some((t) => t.severity === "error"))
    say(`${configWords[language].settingsSound(file)}\n`);
};

/** A sentence that begins with its file, and its line where it has one. */
const besideTold = (text: string, code: string, key: string): ToldProblem => {
  const [file = "", ...rest] = text.split(" : ");
  const what = rest.join(" : ");
  const line = Number(/^ligne (\d+)/u.exec(what)?.[1] ?? 0);
  return {
    severity: "error",
    text,
    code,
    file,
    ...(line > 0 ? { line } : {}),
    key,
    value: "",
    what,
    next: "",
  };
};

/** For a program: each part of the problem by itself, beside the sentence. */
const settingsTold = ({ language }: Context, problem: SettingsProblem): ToldProblem => {
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

export const configDescribe = (context: Context, options: { readonly json?: boolean }): Exit => {
  context.io.out(
    options.json
      ? describeSettingsAsSchema(context.language)
      : `${describeSettings(context.language)}\n${describeRules(context.language)}`,
  );
  return 0;
};
