/** What every command gets: its terminal, the language, and the settings when it asks for them. */
import { loadSettings } from "../config/load.ts";
import { describeSettingsProblem } from "../config/problems.ts";
import type { Settings } from "../config/settings.ts";
import { Refusal } from "../foundation/refusal.ts";
import type { Io, Language } from "./io.ts";
import type { Paint } from "./terminal/paint.ts";
import type { Words } from "./words.ts";

export interface Context {
  readonly io: Io;
  readonly language: Language;
  readonly words: Words;
  readonly paint: Paint;
  readonly version: string;
}

export interface Global {
  readonly config?: string;
}

/** `--config`, then FACTEUR_CONFIG, then the system's own place. */
export const settingsFile = (context: Context, options: Global): string =>
  options.config ??
  context.io.env["FACTEUR_CONFIG"] ??
  (process.platform === "win32"
    ? `${context.io.env["ProgramData"] ?? "C:\\ProgramData"}\\Facteur\\facteur.json`
    : "/etc/facteur/facteur.json");

/** The whole settings, or a refusal (78) that tells every problem at once. */
export const settingsOf = (context: Context, options: Global): Settings => {
  const file = settingsFile(context, options);
  const loaded = loadSettings(file, context.io.env);
  const tell = (p: Parameters<typeof describeSettingsProblem>[0]) =>
    describeSettingsProblem(p, context.language);
  if (loaded.is === "ok") {
    for (const warning of loaded.warnings) context.io.err(`${tell(warning)}\n`);
    return loaded.settings;
  }
  throw new Refusal(78, [
    ...loaded.problems.map(tell),
    context.words.settingsRefused(loaded.problems.length, file),
  ]);
};
