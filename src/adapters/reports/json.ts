/** The report for programs: the model as it stands. `docs/report-schema.json` describes it. */
import type { ReportModel } from "../../domain/report-model.ts";

/** Keys come in the order the model was built, which is fixed: the same facts give the same bytes. */
export const renderJson = (model: ReportModel): string =>
  `${JSON.stringify(model, undefined, 2)}\n`;
