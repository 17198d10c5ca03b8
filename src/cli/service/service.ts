/** `facteur service install | uninstall | status`: the agent under systemd, its folders opened by its settings. */
import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { carryOut } from "../../adapters/service/carry-out.ts";
import { type Outcome, type Step, subjectOf } from "../../adapters/service/step.ts";
import {
  installSteps,
  packagedUnits,
  uninstallSteps,
} from "../../adapters/service/systemd-plan.ts";
import { type ServiceState, serviceState } from "../../adapters/service/systemd-state.ts";
import { atHome, serviceUser } from "../../adapters/service/unit.ts";
import { windowsInstallSteps, windowsUninstallSteps } from "../../adapters/service/windows-plan.ts";
import { windowsServiceState } from "../../adapters/service/windows-state.ts";
import type { Settings } from "../../config/settings.ts";
import { ownCommand, productPath, readText } from "../../foundation/product.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { type Context, type Global, settingsFile, settingsOf } from "../command.ts";
import { type ServiceWords, serviceWords } from "./words.ts";

export interface ServiceOptions extends Global {
  readonly dryRun?: boolean;
  readonly root?: string;
  readonly json?: boolean;
  /** Windows only: elsewhere the settings name it. */
  readonly group?: string;
}

export const serviceInstall = async (context: Context, options: ServiceOptions): Promise<Exit> => {
  const words = serviceWords[context.language];
  refuseUnable(words, options);
  if (options.group !== undefined && !onWindows) throw new Refusal(2, [words.groupInSettings]);
  const file = resolve(settingsFile(context, options));
  const settings = existsSync(file) ? settingsOf(context, options) : undefined;
  const told = settings && {
    data: settings.data,
    writable: writableOf(settings),
    group: settings.group,
  };
  const steps = onWindows
    ? windowsInstallSteps({
        wrapper: wrapper(words),
        settings: file,
        group: options.group,
        ...(told ? { told } : {}),
      })
    : installSteps({
        template: readText(productPath("service/facteur.service")),
        command: installedCommand(words, options),
        settings: file,
        packaged: packagedUnits.some((unit) => existsSync(join(options.root ?? "/", unit))),
        ...(told ? { told } : {}),
      });
  const ends = settings ? words.installed : words.noSettings(file);
  const exit = await carried(context, steps, { ...options, ends });
  if (exit === 0 && settings && isHere(options) && !onWindows)
    for (const folder of writableOf(settings).filter((f) => !serviceMayWrite(f)))
      context.io.err(`${words.notWritable(folder)}\n`);
  return exit;
};

export const serviceUninstall = async (
  context: Context,
  options: ServiceOptions,
): Promise<Exit> => {
  const words = serviceWords[context.language];
  refuseUnable(words, options);
  const steps = onWindows ? windowsUninstallSteps(wrapper(words)) : uninstallSteps();
  return carried(context, steps, { ...options, ends: words.uninstalled });
};

export const serviceStatus = (context: Context, options: ServiceOptions): Exit => {
  const words = serviceWords[context.language];
  const state = onWindows ? windowsServiceState() : serviceState();
  if (!state) throw new Refusal(1, [words.noManager]);
  const runs = state.active === "active";
  if (options.json) context.io.out(`${JSON.stringify({ runs, ...state }, undefined, 2)}\n`);
  else context.io.out(`${stateLines(words, state).join("\n")}\n`);
  return runs ? 0 : 1;
};

const stateLines = (words: ServiceWords, state: ServiceState): readonly string[] => {
  if (state.load === "not-found") return [words.noService];
  return [
    words.state(state.active, state.sub, state.pid),
    ...(state.status === "" ? [] : [state.status]),
    words.starts(state.enabled),
    ...(state.exit === 78 ? [words.badSettings] : []),
    ...(state.restarts > 0 ? [words.restarts(state.restarts)] : []),
  ];
};

const onWindows = process.platform === "win32";

/** WinSW, which the Windows folder holds beside the program. */
const wrapper = (words: ServiceWords): string => {
  const path = join(dirname(process.execPath), "facteur-service.exe");
  if (!existsSync(path)) throw new Refusal(1, [words.noWrapper(path)]);
  return path;
};

const isHere = ({ dryRun, root }: ServiceOptions): boolean => !dryRun && root === undefined;

const refuseUnable = (words: ServiceWords, options: ServiceOptions): void => {
  if (isHere(options) && !onWindows && process.getuid?.() !== 0)
    throw new Refusal(1, [words.notRoot]);
};

/** What the unit starts. The service sees no home, and what lies in a temporary folder is gone some day. */
const installedCommand = (words: ServiceWords, options: ServiceOptions): readonly string[] => {
  const command = ownCommand();
  const hidden = command.find((path) => atHome(path) || path.startsWith("/tmp/"));
  if (hidden !== undefined && isHere(options)) throw new Refusal(1, [words.unreachable(hidden)]);
  return command;
};

/** Every folder that the agent writes in, absolute. */
const writableOf = (settings: Settings): readonly string[] => {
  const { data, dossiers, reports, log, identities } = settings;
  return [
    ...new Set([
      data,
      ...dossiers.flatMap((d) => [d.folder, ...(d.reports === undefined ? [] : [d.reports])]),
      reports.folder,
      ...(log.file === undefined ? [] : [dirname(log.file)]),
      ...identities.flatMap((i) => i.receiptFolder ?? []),
    ]),
  ];
};

const serviceMayWrite = (folder: string): boolean => {
  try {
    accessSync(folder, constants.F_OK);
    execFileSync("runuser", ["-u", serviceUser, "--", "test", "-w", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

const carried = async (
  context: Context,
  steps: readonly Step[],
  options: ServiceOptions & { readonly ends: string },
): Promise<Exit> => {
  const { io } = context;
  const words = serviceWords[context.language];
  const root = options.root === undefined ? undefined : resolve(options.root);
  const outcomes = await carryOut(steps, { root, dryRun: options.dryRun === true });
  const failed = outcomes.find((o) => o.is === "failed");
  if (options.json) io.out(`${JSON.stringify({ steps: outcomes.map(inJson) }, undefined, 2)}\n`);
  else for (const outcome of outcomes) io.out(`${line(words, outcome)}\n`);
  if (failed) throw new Refusal(1, [`${subjectOf(failed.step)} : ${failed.said ?? ""}`]);
  if (!options.json && isHere(options)) io.out(`${options.ends}\n`);
  return 0;
};

const line = (words: ServiceWords, { step, is }: Outcome): string =>
  `${words.outcomes[is].padEnd(10)}  ${words.steps[step.do].padEnd(10)}  ${subjectOf(step)}`;

const inJson = ({ step, is, said }: Outcome) => ({
  do: step.do,
  about: subjectOf(step),
  is,
  ...(step.do === "file" ? { text: step.text } : {}),
  ...(said === undefined ? {} : { said }),
});
