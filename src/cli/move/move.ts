/** `facteur move export | import | cancel`: an agent on another server, with its whole memory, and only there. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { markFile } from "../../adapters/spool/mark.ts";
import {
  cancelMove,
  exportAgent,
  noteArrival,
  type Unpacked,
  unpacked,
  writeRules,
} from "../../compose/move.ts";
import { openDossier } from "../../compose/opened.ts";
import { loadSettings } from "../../config/load.ts";
import type { Settings } from "../../config/settings.ts";
import { asError } from "../../foundation/errors.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { writeFileSafely } from "../../foundation/safe-file.ts";
import { takeDossier } from "../../journey/take-dossier.ts";
import { listed } from "../../ports/spool.ts";
import { type Context, type Global, settingsFile, settingsOf } from "../command.ts";
import { unwritable } from "../document.ts";
import { alone } from "../give.ts";
import { spoolOf } from "../rules/problems.ts";
import { giveToService, showToService } from "../setup/service-owner.ts";
import { usualData } from "../setup/usual.ts";
import { signer } from "../signature.ts";
import { progressOf } from "../terminal/progress.ts";
import { moveWords } from "./words.ts";

export interface ExportOptions extends Global {
  readonly file: string;
  readonly by?: string;
}

export interface ImportOptions extends ExportOptions {
  readonly data?: string;
  readonly spool?: string;
}

export interface CancelOptions extends Global {
  readonly by?: string;
  readonly reason?: string;
}

const mebibyte = 1024 * 1024;

export const moveExport = async (context: Context, options: ExportOptions): Promise<Exit> => {
  const { io, language, version } = context;
  const words = moveWords[language];
  const settings = settingsOf(context, options);
  const to = resolve(options.file);
  if (existsSync(to)) throw new Refusal(2, [words.exists(to)]);
  const progress = progressOf(context);
  const asked = {
    to,
    by: signer(options.by),
    version,
    progress: (count: number, bytes: number) =>
      progress.show(() => words.progress(count, Math.round(bytes / mebibyte))),
  };
  const { files, head } = await alone(context, () => exportAgent(settings, asked)).catch(
    (cause: unknown) => {
      progress.clear();
      // What it reads of its own is told as it is.
      throw pathOf(cause).startsWith(to) ? unwritable(context, to, cause) : cause;
    },
  );
  progress.clear();
  for (const dossier of settings.dossiers) {
    const waiting = await filesWaiting(dossier);
    if (waiting > 0) io.out(`${words.waiting(dossier.name, waiting)}\n`);
  }
  io.out(`${words.exported(to, files.length, head?.seq ?? 0).join("\n")}\n`);
  return 0;
};

const pathOf = (cause: unknown): string =>
  typeof cause === "object" && cause !== null && "path" in cause ? String(cause.path) : "";

/** Zero for a folder that is away: its files are where it is. */
const filesWaiting = async (dossier: Settings["dossiers"][number]): Promise<number> => {
  try {
    return (await listed(spoolOf(dossier))).filter((one) => one.is === "file").length;
  } catch {
    return 0;
  }
};

export const moveImport = async (context: Context, options: ImportOptions): Promise<Exit> => {
  const { io, language } = context;
  const words = moveWords[language];
  const config = resolve(settingsFile(context, options));
  const archive = resolve(options.file);
  if (!existsSync(archive)) throw new Refusal(2, [words.missing(archive)]);
  const data = dataPlace(context, options, config);
  const found = await unpacked(archive, data);
  const { manifest } = found;
  await found.place(data);
  io.out(
    `${words.arrived({ from: `${manifest.machine} (${manifest.data})`, data, facts: manifest.head?.seq ?? 0 })}\n`,
  );
  if (existsSync(config)) io.out(`${words.settingsKept(config)}\n`);
  else {
    await writeSettings(config, found.settings, { data, spool: options.spool });
    io.out(`${words.wrote(config)}\n`);
  }
  await arrive(context, { config, found, by: signer(options.by) });
  giveToService([data]);
  io.out(`${words.next(config).join("\n")}\n`);
  return 0;
};

/** `--data`, else what the settings of this server say, else the usual place. */
const dataPlace = (context: Context, options: ImportOptions, config: string): string => {
  if (options.data !== undefined) return resolve(options.data);
  if (!existsSync(config)) return usualData(context.io.env);
  const { data } = JSON.parse(readFileSync(config, "utf8")) as { readonly data?: unknown };
  return typeof data === "string" ? resolve(dirname(config), data) : usualData(context.io.env);
};

const writeSettings = async (
  config: string,
  text: Uint8Array,
  places: { readonly data: string; readonly spool: string | undefined },
): Promise<void> => {
  const { data, spool } = places;
  const value = JSON.parse(Buffer.from(text).toString("utf8")) as Readonly<Record<string, unknown>>;
  const placed = { ...value, data, ...(spool === undefined ? {} : { spool: resolve(spool) }) };
  const made = mkdirSync(dirname(config), { recursive: true });
  await writeFileSafely(config, `${JSON.stringify(placed, undefined, 2)}\n`, {
    mode: 0o640,
    overwrite: false,
  });
  if (made !== undefined) showToService(dirname(config), 0o750);
  showToService(config, 0o640);
};

/** What needs settings that fit this server: without them the agent is there all the same, and it is said. */
const arrive = async (
  context: Context,
  about: { readonly config: string; readonly found: Unpacked; readonly by: string },
): Promise<void> => {
  const { io, language } = context;
  const words = moveWords[language];
  const { config, found, by } = about;
  const loaded = loadSettings(config, io.env);
  if (loaded.is !== "ok") {
    io.err(`${words.settingsWrong(config)}\n`);
    return;
  }
  const { settings } = loaded;
  await noteArrival(settings, found.manifest, by);
  const rules = await writeRules(settings, found.rules);
  giveToService(rules);
  for (const file of rules) io.out(`${words.wrote(file)}\n`);
  for (const { name, folder } of settings.dossiers) {
    const said = await takeHere(settings, name, by);
    giveToService([markFile(folder)]);
    io.out(`${said === undefined ? words.taken(name) : words.notTaken(name, said)}\n`);
  }
};

/** Why it could not be taken; undefined when it was. */
const takeHere = async (
  settings: Settings,
  name: string,
  by: string,
): Promise<string | undefined> => {
  await using opened = await openDossier(settings, name);
  try {
    await takeDossier(opened, opened.dossier, by);
    return undefined;
  } catch (cause) {
    return asError(cause).message;
  }
};

export const moveCancel = async (context: Context, options: CancelOptions): Promise<Exit> => {
  const words = moveWords[context.language];
  const reason = options.reason?.trim() ?? "";
  if (reason === "") throw new Refusal(2, [words.reasonNeeded]);
  const done = await cancelMove(settingsOf(context, options), signer(options.by), reason);
  context.io.out(`${done ? words.cancelled : words.notMoved}\n`);
  return done ? 0 : 1;
};
