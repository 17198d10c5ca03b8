/** `facteur setup`: from nothing, or from old files, to settings that work. Asks on a terminal; flags answer for a script. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { providerNames } from "../config/providers.ts";
import { isSound } from "../domain/probe.ts";
import { asError, codeOf } from "../foundation/errors.ts";
import { productPath } from "../foundation/product.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { type Context, type Global, settingsFile } from "./command.ts";
import { tellProbe } from "./probe.ts";
import { readSecretLine } from "./secret-line.ts";
import { serviceInstall } from "./service.ts";
import type { Answers } from "./setup/answers.ts";
import { findOldFiles, type OldFile } from "./setup/find-old.ts";
import { answersOf, type SetupFlags, type Usual } from "./setup/flags.ts";
import { type Plan, planOf, type Standing } from "./setup/plan.ts";
import { serviceOwner } from "./setup/service-owner.ts";
import { type Trial, tryPlan } from "./setup/trial.ts";
import { usualData, usualSpool } from "./setup/usual.ts";
import { type SetupWords, setupWords } from "./setup/words.ts";
import { writePlan } from "./setup/write.ts";

export interface SetupOptions extends Global, SetupFlags {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly probe?: boolean;
  /** Installs the service when the settings are written. */
  readonly service?: boolean;
}

interface Learnt {
  readonly flags: SetupFlags;
  readonly old: readonly OldFile[];
  readonly password?: string;
}

/** Exit 0 when written (or shown, with `--dry-run`), 1 when the person says no, 2 when a flag lacks, 78 when the settings would be refused. */
export const setup = async (context: Context, options: SetupOptions): Promise<Exit> => {
  const words = setupWords[context.language];
  const file = resolve(settingsFile(context, options));
  const standing = standingAt(file, words);
  const usual = usualFor(context, file, standing);
  const asks = isAsked(context, options);
  const learnt = asks ? await learn(context, options, usual) : await fromFlags(context, options);
  const answers = withoutKnown(answersOf({ ...learnt, usual, words }), standing, file);
  if (!answers.identity && answers.dossiers.length === 0) {
    context.io.out(`${words.nothingNew}\n`);
    return 0;
  }
  const plan = planOf(answers, {
    file,
    secrets: join(dirname(file), "credentials"),
    stamp: new Date().toISOString().slice(0, 19).replaceAll(":", ""),
    ...(standing ? { standing } : {}),
  });
  const wanted = options.probe === false || answers.identity?.password.is === "oauth";
  const trial = await tryPlan(context, plan, wanted ? undefined : answers.identity?.name);
  tell(context, { plan, trial, answers });
  if (trial.is === "wrong") return 78;
  if (options.dryRun) return 0;
  if (!options.yes && !(asks && (await (await import("./setup/ask.ts")).askAccept(words)))) {
    context.io.err(`${asks ? words.notWritten : words.confirmNeeded}\n`);
    return asks ? 1 : 2;
  }
  await writePlan(plan, serviceOwner());
  const oauth = answers.identity?.password.is === "oauth" ? answers.identity.name : undefined;
  context.io.out(`${[words.done, ...words.next({ config: file, oauth })].join("\n")}\n`);
  return (await wantsService(options, asks, words)) ? serviceInstall(context, { config: file }) : 0;
};

/** Where somebody is asked, only if this machine would take it. */
const wantsService = async (
  options: SetupOptions,
  asks: boolean,
  words: SetupWords,
): Promise<boolean> => {
  if (options.service !== undefined || !asks || !takesService()) return options.service ?? false;
  return (await import("./setup/ask.ts")).askService(words);
};

const takesService = (): boolean =>
  process.platform === "win32" || (process.getuid?.() === 0 && existsSync("/run/systemd/system"));

/** A script's input is no person; neither is a program that wants `--yes`. */
const isAsked = ({ io }: Context, options: SetupOptions): boolean =>
  io.columns !== undefined && process.stdin.isTTY && !options.yes && !options.passwordStdin;

const standingAt = (file: string, words: SetupWords): Standing | undefined => {
  try {
    const text = readFileSync(file, "utf8");
    return { text, value: JSON.parse(text) as Readonly<Record<string, unknown>> };
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    throw new Refusal(78, [words.standingUnreadable(file, asError(cause).message)]);
  }
};

const usualFor = (context: Context, file: string, standing: Standing | undefined): Usual => {
  const { env } = context.io;
  const kept = (key: string, otherwise: string): string => {
    const value = standing?.value[key];
    return typeof value === "string" ? resolve(dirname(file), value) : otherwise;
  };
  return {
    data: kept("data", usualData(env)),
    spool: kept("spool", usualSpool(env)),
    name: "principale",
    hasIdentity: namesIn(standing, "identities").length > 0,
    hasDossier: namesIn(standing, "dossiers").length > 0,
  };
};

const namesIn = (standing: Standing | undefined, key: string): readonly string[] =>
  Object.keys(standing?.value[key] ?? {});

const fromFlags = async (context: Context, options: SetupOptions): Promise<Learnt> => {
  const old = await searched(context, options.search ?? []);
  if (!options.passwordStdin) return { flags: options, old };
  return { flags: options, old, password: await readSecretLine("", context.io.err) };
};

const learn = async (context: Context, options: SetupOptions, usual: Usual): Promise<Learnt> => {
  const ask = await import("./setup/ask.ts");
  const words = setupWords[context.language];
  ask.welcome(words);
  const folders = await ask.askSearch(options, words);
  const old = await ask.askWhichOld(await searched(context, folders), words);
  const providers = providerNames(productPath("config/providers"));
  const asked = await ask.askIdentity(options, { words, usual, providers });
  const flags = await ask.askDossier(asked.flags, old.length, words);
  return { ...asked, flags, old };
};

const searched = async (
  context: Context,
  folders: readonly string[],
): Promise<readonly OldFile[]> => {
  const words = setupWords[context.language];
  const searches = await Promise.all(folders.map((folder) => findOldFiles(resolve(folder))));
  const found = searches.flatMap((search) => search.found);
  if (folders.length > 0)
    context.io.out(
      `${words.found(
        found.length,
        searches.some((search) => search.cut),
      )}\n`,
    );
  for (const { file } of found.filter((one) => !one.sound))
    context.io.out(`${words.unsound(file)}\n`);
  return found;
};

/** A folder that is watched already needs no second dossier. */
const withoutKnown = (answers: Answers, standing: Standing | undefined, file: string): Answers => {
  const known = Object.entries(
    (standing?.value["dossiers"] ?? {}) as Record<string, { folder?: string }>,
  );
  const folders = new Set(
    known.map(([name, { folder }]) =>
      folder === undefined ? join(answers.spool, name) : resolve(dirname(file), folder),
    ),
  );
  return { ...answers, dossiers: answers.dossiers.filter(({ folder }) => !folders.has(folder)) };
};

const tell = (
  context: Context,
  {
    plan,
    trial,
    answers,
  }: { readonly plan: Plan; readonly trial: Trial; readonly answers: Answers },
): void => {
  const { io, language } = context;
  const words = setupWords[language];
  if (trial.is === "wrong") {
    io.err(`${[...trial.problems, words.refused(trial.problems.length)].join("\n")}\n`);
    return;
  }
  const { report, warnings } = trial;
  const { summary } = words;
  io.out(
    `${[
      ...warnings,
      ...(report ? tellProbe(context, report, false) : []),
      "",
      summary.title,
      `  ${summary.settings(plan.settings.file)}`,
      ...(plan.former ? [`  ${summary.former(plan.former.file)}`] : []),
      ...(plan.secret ? [`  ${summary.secret(plan.secret.file)}`] : []),
      ...answers.dossiers.map(({ folder }) => `  ${summary.folder(folder)}`),
      ...plan.rules.map(({ file }) => `  ${summary.rules(file)}`),
      "",
      plan.settings.text,
      ...(report && !isSound(report) ? [summary.probeFailed] : []),
    ].join("\n")}\n`,
  );
};
