/**
 * Tells how far the change of an earlier version's journal is: the log, and the service manager, which would take a start
 * that lasts minutes for one that hangs, end it, and begin it anew for ever.
 */
import { limits } from "../domain/limits.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { MigrationNews } from "../ports/migration.ts";
import type { Supervisor } from "../ports/supervisor.ts";

export interface TellingMigration {
  readonly log: Log;
  readonly clock: Pick<Clock, "monotonic">;
  readonly supervisor: Supervisor | undefined;
  readonly language: "fr" | "en";
}

/** Resolves when the service manager was told. */
export const migrationTeller = ({ log, clock, supervisor, language }: TellingMigration) => {
  const began = clock.monotonic();
  let last = Number.NEGATIVE_INFINITY;
  let before: MigrationNews["doing"] | undefined;
  return async (news: MigrationNews): Promise<void> => {
    const { from, to, doing, done, all, unread } = news;
    const now = clock.monotonic();
    // Each step may take minutes; of pages and deposits a word now and then is enough.
    if (doing === before && doing !== "tables" && now - last < limits.migrationTellMs) return;
    last = now;
    before = doing;
    if (doing === "done")
      log.event(unread > 0 ? "warn" : "info", "journal-migrated", {
        from,
        to,
        seconds: Math.round((now - began) / 1000),
        ...(unread > 0 ? { unread } : {}),
      });
    else log.event("info", "journal-migrating", { from, to, doing, done, all });
    const status = words[language](doing, `${all === 0 ? 100 : Math.floor((done / all) * 100)} %`);
    await supervisor?.tell({ startsWithinMs: limits.migrationStepMsMax, status });
  };
};

const words = {
  fr: (doing: MigrationNews["doing"], far: string): string =>
    ({
      copy: `Mise à jour du journal : copie faite avant, ${far}.`,
      tables: `Mise à jour du journal : tables, ${far}.`,
      rows: `Mise à jour du journal : dépôts, ${far}.`,
      done: "Journal mis à jour, démarre.",
    })[doing],
  en: (doing: MigrationNews["doing"], far: string): string =>
    ({
      copy: `Bringing the journal up to date: the copy made first, ${far}.`,
      tables: `Bringing the journal up to date: tables, ${far}.`,
      rows: `Bringing the journal up to date: deposits, ${far}.`,
      done: "The journal is up to date, starting.",
    })[doing],
} as const;
