/** A settings file in a scratch folder, and what loading it gives. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Keyring } from "../../src/config/keyring.ts";
import { type Loaded, type LoadOptions, loadSettings } from "../../src/config/load.ts";
import { describeSettingsProblem } from "../../src/config/problems.ts";
import type { Settings } from "../../src/config/settings.ts";
import { scratch } from "../support/scratch.ts";
import { environment } from "./wrong-shapes.ts";

/** Its answers by account; it must not depend on the machine that the tests run on. */
const keyring: Keyring = {
  read: (account) => {
    if (account === "broken") return { is: "unusable", said: "no Secret Service here" };
    return account === "cabinet" ? { is: "found", text: "from the keyring" } : { is: "empty" };
  },
  write: () => undefined,
};

export interface Given {
  readonly folder: string;
  readonly file: string;
  readonly load: (text: string | Uint8Array, options?: LoadOptions) => Promise<Loaded>;
}

export const given = async (t: TestContext): Promise<Given> => {
  const folder = await scratch(t);
  const file = join(folder, "facteur.json");
  const bundledProfiles = join(folder, "profiles");
  await mkdir(bundledProfiles);
  await writeFile(join(bundledProfiles, "urssaf.json"), "{}");
  const load = async (text: string | Uint8Array, options: LoadOptions = {}) => {
    await writeFile(file, text);
    return loadSettings(file, environment, { bundledProfiles, keyring, ...options });
  };
  return { folder, file, load };
};

export const settingsOf = (loaded: Loaded): Settings => {
  if (loaded.is === "invalid")
    throw new Error(loaded.problems.map((p) => describeSettingsProblem(p, "en")).join("\n"));
  return loaded.settings;
};
