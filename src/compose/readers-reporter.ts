/** The reports of whoever only reads. Apart from `reader.ts`: most commands that read the journal make none. */
import { reporter } from "../adapters/reports/reporter.ts";
import { toldFrom } from "../adapters/reports/told.ts";
import type { Settings } from "../config/settings.ts";
import type { Reporter, ShownReports } from "../ports/reporter.ts";
import { reportWriters } from "./report-folders.ts";

/** Who only reads gives nothing to any group, and need not be its member. */
export const readersReporter = (settings: Settings, version: string): Reporter & ShownReports =>
  reporter({
    writerOf: reportWriters(settings),
    told: toldFrom(settings, version),
  });
