/** What no agent could work with, looked at before anything is touched. */
import { validateCron } from "../adapters/system/cron-schedule.ts";
import { groupOf } from "../adapters/system/group.ts";
import { networkFileSystem } from "../adapters/system/network-file-system.ts";
import type { Settings } from "../config/settings.ts";
import { Refusal } from "../foundation/refusal.ts";

export const refuseUnfit = async (settings: Settings): Promise<void> => {
  groupOf(settings.group);
  const network = await networkFileSystem(settings.data);
  if (network)
    throw new Refusal(78, {
      fr: [
        `data : ${settings.data} est sur un système de fichiers réseau (${network}).`,
        "Le journal y serait en danger : placez `data` sur un disque local.",
      ],
      en: [
        `data: ${settings.data} is on a network file system (${network}).`,
        "The journal would be in danger there: put `data` on a local disk.",
      ],
    });
  for (const key of ["daily", "today", "period"] as const) {
    const expression = settings.reports[key];
    if (expression !== undefined && !validateCron(expression))
      throw new Refusal(78, {
        fr: [
          `reports.${key} : « ${expression} » n'est pas une expression cron.`,
          "Cinq champs : minute heure jour mois jour-de-semaine, par exemple « 0 18 * * 1-5 ».",
        ],
        en: [
          `reports.${key}: “${expression}” is no cron expression.`,
          "Five fields: minute hour day month day-of-week, such as “0 18 * * 1-5”.",
        ],
      });
  }
};
