/** What the set-up is told: by flags, by old files, by a person on a terminal. */
import { resolve } from "node:path";
import { providerNames } from "../../config/providers.ts";
import { productPath } from "../../foundation/product.ts";
import { Refusal } from "../../foundation/refusal.ts";
import type { Context } from "../command.ts";
import { readSecretLine } from "../terminal/secret-line.ts";
import type { AboutIdentity } from "./ask-identity.ts";
import { findOldFiles, type OldFile } from "./find-old.ts";
import type { SetupFlags, Usual } from "./flags.ts";
import { folderFault } from "./judge.ts";
import { systemMx } from "./propose.ts";
import { type SetupWords, setupWords } from "./words.ts";

export interface Learnt {
  readonly flags: SetupFlags;
  readonly old: readonly OldFile[];
  readonly password?: string;
}

export const fromFlags = async (context: Context, flags: SetupFlags): Promise<Learnt> => {
  const old = await searched(context, flags.search ?? []);
  if (!flags.passwordStdin) return { flags, old };
  return { flags, old, password: await readSecretLine("", context.io.err) };
};

export const learn = async (context: Context, given: SetupFlags, usual: Usual): Promise<Learnt> => {
  const ask = await import("./ask.ts");
  const { askIdentity } = await import("./ask-identity.ts");
  const words = setupWords[context.language];
  ask.welcome(words);
  const folders = await ask.askSearch(given, words);
  const old = await ask.askWhichOld(await searched(context, folders), words);
  const asked = await askIdentity(given, aboutIdentity(words, usual, false));
  const { watched } = usual;
  const isNeeded = old.length === 0 && watched.size === 0;
  const flags = await ask.askDossier(asked.flags, { isNeeded, watched, words });
  return { ...asked, flags, old };
};

/** The servers did not take what was answered: the identity's answers once more, each there to be corrected. */
export const learnAgain = async (
  { language }: Context,
  { flags, old }: Learnt,
  usual: Usual,
): Promise<Learnt> => {
  const { askIdentity } = await import("./ask-identity.ts");
  const about = aboutIdentity(setupWords[language], usual, true);
  return { ...(await askIdentity(flags, about)), old };
};

const aboutIdentity = (words: SetupWords, usual: Usual, again: boolean): AboutIdentity => {
  const folder = productPath("config/providers");
  return { words, usual, again, folder, providers: providerNames(folder), findMx: systemMx };
};

const searched = async (
  context: Context,
  folders: readonly string[],
): Promise<readonly OldFile[]> => {
  const words = setupWords[context.language];
  const faults = folders.flatMap((folder) => folderFault(words)(folder) ?? []);
  if (faults.length > 0) throw new Refusal(2, faults);
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
