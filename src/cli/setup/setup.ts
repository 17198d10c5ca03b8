/** `facteur setup`: from nothing, or from old files, to settings that work. Asks on a terminal; flags answer for a script. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { serviceUser } from "../../adapters/service/unit.ts";
import { providerRates } from "../../config/providers.ts";
import { isSound } from "../../domain/probe.ts";
import { asError, isOfTheSystem } from "../../foundation/errors.ts";
import { productPath } from "../../foundation/product.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { type Context, type Global, settingsFile } from "../command.ts";
import { tellProbe } from "../login/probe.ts";
import { serviceInstall } from "../service/service.ts";
import type { Answers } from "./answers.ts";
import { answersOf, type SetupFlags, type Usual } from "./flags.ts";
import { fromFlags, type Learnt, learn, learnAgain } from "./learn.ts";
import { placeFaults, writeFault } from "./places.ts";
import { type Place, type Plan, planOf, type Standing } from "./plan.ts";
import { serviceOwner } from "./service-owner.ts";
import { standingAt, usualFor, withoutKnown } from "./standing.ts";
import { type Trial, tryPlan } from "./trial.ts";
import { type SetupWords, setupWords } from "./words.ts";
import { writePlan } from "./write.ts";

export interface SetupOptions extends Global, SetupFlags {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly probe?: boolean;
  /** Installs the service when the settings are written. */
  readonly service?: boolean;
}

/** Exit 0 when written (or shown, with `--dry-run`), 1 when the person says no, 2 when a flag lacks, 78 when the settings would be refused. */
export const setup = async (context: Context, options: SetupOptions): Promise<Exit> => {
  const words = setupWords[context.language];
  const file = resolve(settingsFile(context, options));
  const standing = standingAt(context, file, words);
  const usual = usualFor(context.io, file, standing);
  const asks = isAsked(context, options);
  // Told before somebody answers ten questions for nothing.
  const early = asks && !options.dryRun ? writeFault(dirname(file), words) : undefined;
  if (early !== undefined) throw new Refusal(2, [early]);
  const about = { file, standing, usual, isProbed: options.probe !== false };
  const learnt = asks ? await learn(context, options, usual) : await fromFlags(context, options);
  let tried = await attempt(context, learnt, about);
  if (asks) tried = await corrected(context, tried, { ...about, learnt });
  if (!tried) {
    context.io.out(`${words.nothingNew}\n`);
    return 0;
  }
  const { plan, trial, oauth } = tried;
  if (trial.is === "wrong") return 78;
  const faults = placeFaults(plan, tried.answers, words);
  if (faults.length > 0 && !options.dryRun) throw new Refusal(2, [...faults, words.notWritten]);
  tellPlan(context, tried);
  for (const fault of faults) context.io.err(`${fault}\n`);
  if (options.dryRun) return faults.length === 0 ? 0 : 1;
  if (!options.yes && !(asks && (await isAccepted(words)))) {
    context.io.err(`${asks ? words.notWritten : words.confirmNeeded}\n`);
    return asks ? 1 : 2;
  }
  await written(plan, words);
  context.io.out(`${[words.done, ...words.next({ config: file, oauth })].join("\n")}\n`);
  return (await wantsService(options, asks, words)) ? serviceInstall(context, { config: file }) : 0;
};

/** Somebody took the place meanwhile, or the disk is full: the machine's trouble, which is mended and tried again. */
const written = async (plan: Plan, words: SetupWords): Promise<void> => {
  try {
    await writePlan(plan, serviceOwner());
  } catch (cause) {
    if (!isOfTheSystem(cause)) throw cause;
    throw new Refusal(75, [words.broken(asError(cause).message)]);
  }
};

interface Attempt {
  readonly answers: Answers;
  readonly plan: Plan;
  readonly trial: Trial;
  /** The identity that still has to log in. */
  readonly oauth: string | undefined;
}

/** Tells how it went; undefined when the settings that stand say all of it already. */
const attempt = async (
  context: Context,
  learnt: Learnt,
  about: {
    readonly file: string;
    readonly standing: Standing | undefined;
    readonly usual: Usual;
    readonly isProbed: boolean;
  },
): Promise<Attempt | undefined> => {
  const { file, standing, usual, isProbed } = about;
  const words = setupWords[context.language];
  const answers = withoutKnown(answersOf({ ...learnt, usual, words }), usual);
  const { identity } = answers;
  if (!identity && answers.dossiers.length === 0) return undefined;
  const plan = planOf(answers, {
    file,
    secrets: join(dirname(file), "credentials"),
    stamp: new Date().toISOString().slice(0, 23).replaceAll(":", ""),
    ...(standing ? { standing } : {}),
    ...sendingOf(identity),
  });
  const oauth = identity?.password.is === "oauth" ? identity.name : undefined;
  const probed = isProbed && oauth === undefined ? identity?.name : undefined;
  if (probed !== undefined) context.io.err(`${words.ask.probing}\n`);
  const trial = await tryPlan(context, plan, probed);
  tellTrial(context, trial);
  return { answers, plan, trial, oauth };
};

const sendingOf = (identity: Answers["identity"]): Pick<Place, "sending"> => {
  if (identity?.servers.is !== "provider") return {};
  const sending = providerRates(productPath("config/providers"), identity.servers.provider);
  return Object.keys(sending).length > 0 ? { sending } : {};
};

/** As often as the person wishes, while the servers refuse what was answered. */
const corrected = async (
  context: Context,
  first: Attempt | undefined,
  about: Parameters<typeof attempt>[2] & { readonly learnt: Learnt },
): Promise<Attempt | undefined> => {
  const { askAfterFailure } = await import("./ask.ts");
  let { learnt } = about;
  let tried = first;
  while (tried && isRefused(tried.trial)) {
    if ((await askAfterFailure(setupWords[context.language])) === "anyway") break;
    learnt = await learnAgain(context, learnt, about.usual);
    tried = await attempt(context, learnt, about);
  }
  return tried;
};

const isRefused = (trial: Trial): boolean =>
  trial.is === "right" && trial.report !== undefined && !isSound(trial.report);

const isAccepted = async (words: SetupWords): Promise<boolean> =>
  (await import("./ask.ts")).askYes(words.ask.accept, { words, initially: true });

/** Where somebody is asked, only if this machine would take it. */
const wantsService = async (
  options: SetupOptions,
  asks: boolean,
  words: SetupWords,
): Promise<boolean> => {
  if (options.service !== undefined || !asks || !takesService()) return options.service ?? false;
  return (await import("./ask.ts")).askYes(words.ask.service, { words, initially: true });
};

const takesService = (): boolean =>
  process.platform === "win32" || (process.getuid?.() === 0 && existsSync("/run/systemd/system"));

/** A script's input is no person; neither is a program that wants `--yes`. */
const isAsked = ({ io }: Context, options: SetupOptions): boolean =>
  io.columns !== undefined && process.stdin.isTTY && !options.yes && !options.passwordStdin;

const tellTrial = (context: Context, trial: Trial): void => {
  const { io, language } = context;
  if (trial.is === "wrong") {
    const refused = setupWords[language].refused(trial.problems.length);
    io.err(`${[...trial.problems, refused].join("\n")}\n`);
    return;
  }
  const lines = [
    ...trial.warnings,
    ...(trial.report ? tellProbe(context, trial.report, false) : []),
  ];
  if (lines.length > 0) io.out(`${lines.join("\n")}\n`);
};

const tellPlan = (context: Context, { plan, trial, answers }: Attempt): void => {
  const words = setupWords[context.language];
  const { summary } = words;
  const rights = serviceOwner() ? `0640 root:${serviceUser}` : "0600";
  context.io.out(
    `${[
      "",
      summary.title,
      `  ${summary.settings(plan.settings.file)}`,
      ...(plan.former ? [`  ${summary.former(plan.former.file)}`] : []),
      ...(plan.secret ? [`  ${summary.secret(plan.secret.file, rights)}`] : []),
      ...answers.dossiers.map(({ folder }) => `  ${summary.folder(folder)}`),
      ...plan.rules.map(({ file }) => `  ${summary.rules(file)}`),
      "",
      plan.settings.text,
      ...(isRefused(trial) ? [summary.probeFailed] : []),
    ].join("\n")}\n`,
  );
};
