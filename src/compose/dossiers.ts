/** The dossiers with their folders, as the running agent and a person's command work with them. */
import { folderSpool } from "../adapters/spool/folder-spool.ts";
import { groupOf } from "../adapters/system/group.ts";
import type { DossierSettings, Settings } from "../config/settings.ts";
import type { World } from "../journey/world.ts";

export const dossiersOf = (settings: Settings): World["dossiers"] =>
  new Map(settings.dossiers.map((d) => [d.name, { ...d, spool: spoolOf(settings, d) }]));

export const spoolOf = (settings: Settings, dossier: DossierSettings) =>
  folderSpool({ ...dossier, ...groupOf(settings.group) });
