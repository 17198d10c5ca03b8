/** The settings file beside a running agent: the same as at its start, others, or wrong. */
import { readFileSync } from "node:fs";
import { loadSettings } from "../config/load.ts";
import { describeSettingsProblem } from "../config/problems.ts";
import type { Settings } from "../config/settings.ts";
import type { SettingsLook } from "../daemon/settings-watch.ts";
import { limits } from "../domain/limits.ts";
import { sha256 } from "../foundation/bytes.ts";

type Env = Parameters<typeof loadSettings>[1];

export const settingsLook = (settings: Settings, env: Env): (() => SettingsLook) => {
  const began = hashOf(settings.file);
  let seen = began;
  let told: SettingsLook = { is: "same" };
  return () => {
    const now = hashOf(settings.file);
    // Read again only when it is another file than at the last look.
    if (now !== seen) told = now === began ? { is: "same" } : comparedWith(settings, env);
    seen = now;
    return told;
  };
};

/** Empty when there is no such file now: a load says why. */
const hashOf = (file: string): string => {
  try {
    return sha256(readFileSync(file));
  } catch {
    return "";
  }
};

const comparedWith = (settings: Settings, env: Env): SettingsLook => {
  const loaded = loadSettings(settings.file, env);
  if (loaded.is === "invalid") {
    const said = loaded.problems.map((p) => describeSettingsProblem(p, "fr")).join(" | ");
    return { is: "wrong", said: said.slice(0, limits.serverLineCharsMax) };
  }
  // Values may be secret: only the names of what differs are told.
  const texts = (all: Settings): ReadonlyMap<string, string> =>
    new Map(Object.entries(all).map(([key, value]) => [key, JSON.stringify(value)]));
  const [before, after] = [texts(settings), texts(loaded.settings)];
  const keys = [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => before.get(key) !== after.get(key),
  );
  return keys.length === 0 ? { is: "same" } : { is: "changed", keys };
};
