/** The reports for programs: each model as it stands; `docs/*report-schema.json` describe them. */
import type { DayModel } from "../../domain/day-report.ts";
import type { PeriodModel } from "../../domain/period-report.ts";
import type { ReportModel } from "../../domain/report-model.ts";
import type { TodayModel } from "../../domain/today-report.ts";

/** Keys come in the order the model was built, which is fixed: the same facts give the same bytes. */
export const renderJson = (model: ReportModel | DayModel | PeriodModel | TodayModel): string =>
  `${JSON.stringify(model, undefined, 2)}\n`;
