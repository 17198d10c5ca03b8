/**
 * A data folder of which a part is gone (mail.md F32): the agent's key and its journal are made together, once. In the
 * place of one that was lost nothing new is made, because what left before would leave again.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { holdsFacts } from "../adapters/journal/sqlite-journal.ts";
import type { Settings } from "../config/settings.ts";
import { Refusal } from "../foundation/refusal.ts";

export const journalFile = (settings: Pick<Settings, "data">): string =>
  join(settings.data, "journal.db");

const storeFolder = (settings: Settings): string => join(settings.data, "store");

const keyFile = (settings: Settings): string => join(settings.data, "agent.json");

const restoreKey = {
  fr: "Rien n'a été touché. Restaurez agent.json depuis la sauvegarde du dossier `data` : sans cette clé, l'agent ne reconnaît plus ce qu'il a envoyé, et l'enverrait deux fois.",
  en: "Nothing was touched. Restore agent.json from the backup of the folder `data`: without this key the agent no longer knows what it has sent, and would send it twice.",
};

export const otherKey = (settings: Settings): Refusal =>
  new Refusal(78, {
    fr: [
      `${keyFile(settings)} n'est pas la clé de ${journalFile(settings)} : les deux ne viennent pas de la même sauvegarde.`,
      restoreKey.fr,
    ],
    en: [
      `${keyFile(settings)} is not the key of ${journalFile(settings)}: the two do not come from the same backup.`,
      restoreKey.en,
    ],
  });

/** Before a key would be made: not for a journal that holds anything. */
export const refuseLostKey = (settings: Settings): void => {
  const file = journalFile(settings);
  if (existsSync(keyFile(settings)) || !holdsFacts(file)) return;
  throw new Refusal(78, {
    fr: [`${keyFile(settings)} manque : c'est la clé de ${file}.`, restoreKey.fr],
    en: [`${keyFile(settings)} is missing: it is the key of ${file}.`, restoreKey.en],
  });
};

/** Before a journal would be made: not beside what an earlier one told of. */
export const refuseLostJournal = (settings: Settings): void => {
  const file = journalFile(settings);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0) return;
  const witness = witnessOf(settings);
  if (witness === undefined) return;
  throw new Refusal(78, {
    fr: [
      `${file} manque, alors que ${witness} garde ce qu'un agent a déjà traité.`,
      "Rien n'a été touché. Restaurez journal.db avec tout le dossier `data` : sans lui, ce qui est parti partirait une seconde fois. Pour commencer à neuf, mettez de côté le dossier `data` entier.",
    ],
    en: [
      `${file} is missing, while ${witness} keeps what an agent has dealt with.`,
      "Nothing was touched. Restore journal.db with the whole folder `data`: without it, what has left would leave a second time. To begin anew, put the whole folder `data` aside.",
    ],
  });
};

const witnessOf = (settings: Settings): string | undefined => {
  const store = storeFolder(settings);
  if (holds(store, /^[0-9a-f]{2}$/u, /^[0-9a-f]+/u)) return store;
  // Without its key it is a new agent, whom earlier reports of the firm do not concern.
  const { folder } = settings.reports;
  const ours = existsSync(keyFile(settings));
  return ours && holds(folder, /^\d{4}-\d{2}$/u, /^D\d+_/u) ? folder : undefined;
};

/** Whether a folder of that name stands in it with something of that name. */
const holds = (folder: string, inner: RegExp, name: RegExp): boolean =>
  namesIn(folder)
    .filter((one) => inner.test(one))
    .some((one) => namesIn(join(folder, one)).some((file) => name.test(file)));

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};
