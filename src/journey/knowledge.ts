/** What checks know besides the file, from what people wrote: whole, or every problem of it. */
import type { LegalCalendar } from "../domain/calendar/legal-calendar.ts";
import type { Known } from "../domain/checks/against-tables.ts";
import { checkTables } from "../domain/checks/load-table.ts";
import { qualificationPaths } from "../domain/qualification/load-path.ts";
import type { QualificationPath } from "../domain/qualification/path.ts";
import { formatsWith } from "../formats/all.ts";
import type { Format } from "../formats/format.ts";

export interface Written {
  readonly name: string;
  readonly json: unknown;
}

export const knowledgeFrom = (about: {
  /** Record layouts, tried before the shipped ones. */
  readonly layouts: readonly Written[];
  /** A later table of the same name counts. */
  readonly tables: readonly Written[];
  /** Qualification paths; a later one of the same name counts. */
  readonly paths: readonly Written[];
  readonly polled?: readonly string[] | undefined;
  readonly legal?: readonly LegalCalendar[] | undefined;
}):
  | {
      readonly formats: readonly Format[];
      readonly known: Known;
      readonly paths: readonly QualificationPath[];
    }
  | { readonly problems: readonly string[] } => {
  const layouts = formatsWith(about.layouts);
  const tables = checkTables(about.tables);
  const paths = qualificationPaths(about.paths);
  if ("problems" in layouts || "problems" in tables || "problems" in paths) {
    const problems = [layouts, tables, paths].flatMap((one) =>
      "problems" in one ? one.problems : [],
    );
    return { problems: problems.map(({ file, said }) => `${file} : ${said}`) };
  }
  const { polled, legal = [] } = about;
  const known = { tables: tables.tables, legal, ...(polled === undefined ? {} : { polled }) };
  return { formats: layouts.formats, known, paths: paths.paths };
};
