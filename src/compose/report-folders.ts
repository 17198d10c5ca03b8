/** Where the reports of each dossier stand: in its own folder or its client's, else in the firm's. */
import { folderReportWriter } from "../adapters/reports/folder-writer.ts";
import type { ReportWriter } from "../ports/report-writer.ts";

/** What the settings say of it. */
export interface ReportPlaces {
  readonly reports: { readonly folder: string };
  readonly dossiers: readonly { readonly name: string; readonly reports?: string }[];
}

export const reportWriters = (
  { reports, dossiers }: ReportPlaces,
  group?: number,
): ((dossier?: string) => ReportWriter) => {
  const firm = folderReportWriter(reports.folder, group);
  const own = new Map(
    dossiers.flatMap((d) =>
      d.reports === undefined ? [] : [[d.name, folderReportWriter(d.reports, group)] as const],
    ),
  );
  return (dossier) => (dossier === undefined ? firm : (own.get(dossier) ?? firm));
};
