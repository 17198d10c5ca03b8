/** The versions that organisms take until a day, as rows of the checks: what a file states is judged by them. Pure. */
import type { CheckTable, VersionRow } from "../checks/tables.ts";
import { type FormatName, formatNames } from "../declaration.ts";
import { type Entry, valueOf } from "./entry.ts";
import { namesOf } from "./times.ts";

/** `entries`: the organisms and versions of the register; other tables are passed over. */
export const versionTable = (entries: readonly Entry[]): CheckTable => {
  const names = new Map(
    entries.flatMap((e) =>
      e.table === "organismes" ? [[valueOf(e, "code"), namesOf(e)] as const] : [],
    ),
  );
  return {
    name: "registre",
    source: "registre du cabinet, table versions",
    official: false,
    thresholds: [],
    electronic: [],
    yearly: [],
    versions: entries.flatMap((e) =>
      e.table === "versions" ? rowsOf(e, names.get(valueOf(e, "organisme")) ?? []) : [],
    ),
  };
};

const rowsOf = (entry: Entry, organisms: readonly string[]): readonly VersionRow[] => {
  const until = valueOf(entry, "jusque");
  return formatsOf(valueOf(entry, "format")).flatMap((format) =>
    organisms.map((organism) => ({
      format,
      organism,
      version: valueOf(entry, "version"),
      ...(until === "" ? {} : { until }),
    })),
  );
};

/** `ducs` is all formats of a return, `dpae` all those of a hire. */
export const formatsOf = (named: string): readonly FormatName[] =>
  formatNames.filter((format) => format === named || format.startsWith(`${named}-`));
