/** Reads the key of keys that the settings point at. Its shape is judged where it is used. */
import type { Draft, SettingsInFile } from "./file-shape.ts";
import type { Complaint } from "./problems.ts";
import { readSecret } from "./secrets.ts";
import type { Secret, Settings } from "./settings.ts";
import type { Surroundings } from "./surroundings.ts";

export interface StoreKeyFound {
  readonly complaints: readonly Complaint[];
  readonly given?: NonNullable<Settings["storeKey"]>;
}

export const findStoreKey = (draft: Draft<SettingsInFile>, around: Surroundings): StoreKeyFound => {
  const { key, formerKey } = draft.store ?? {};
  if (!key) return { complaints: [] };
  const found = readSecret(key, ["store", "key"], around);
  const former = formerKey && readSecret(formerKey, ["store", "formerKey"], around);
  const complaints = [...found.complaints, ...(former?.complaints ?? [])];
  if (found.text === undefined) return { complaints };
  return {
    complaints,
    given: {
      key: found.text,
      ...(former?.text === undefined ? {} : { former: former.text }),
      where: `store.key (${placeOf(key)})`,
    },
  };
};

const placeOf = (secret: Draft<Secret>): string => Object.values(secret).join(" ");
