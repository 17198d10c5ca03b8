/** What the settings are read in: their folder, the environment, the system. */
import { resolve } from "node:path";
import type { Keyring } from "./keyring.ts";

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder of the settings file, absolute: relative paths start there. */
  readonly folder: string;
  readonly platform: string;
  /** Folder of the receipt profiles that come with the agent. */
  readonly bundledProfiles: string;
  /** Folder of the calendars that come with the agent. */
  readonly bundledCalendars: string;
  /** Folder of the providers that come with the agent. */
  readonly bundledProviders: string;
  /** The system's keyring. */
  readonly keyring: Keyring;
  /** Secrets that are not written yet, by their absolute file. */
  readonly plannedSecrets?: ReadonlyMap<string, string>;
}

export const placed = (around: Surroundings, path: string): string => resolve(around.folder, path);
