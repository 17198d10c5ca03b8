/** The reports folder in memory. */
import { sha256 } from "../../src/foundation/bytes.ts";
import type { ReportWriter } from "../../src/ports/report-writer.ts";

export const memoryReports = (reports: Map<string, string>): ReportWriter => ({
  write: async (path, text) => void reports.set(path, text),
  stands: async (path) => {
    const text = reports.get(path);
    return text === undefined ? undefined : { sha256: sha256(text), size: Buffer.byteLength(text) };
  },
  remove: async (path) => void reports.delete(path),
});
