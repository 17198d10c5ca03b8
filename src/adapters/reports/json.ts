/** The reports for programs: each model as it stands; `docs/*report-schema.json` describe them. */
import type { DayModel } from "../../domain/report/day.ts";
import type { ReportModel } from "../../domain/report/deposit.ts";
import type { PeriodModel } from "../../domain/report/period.ts";
import type { TodayModel } from "../../domain/report/today.ts";

/** Keys come in the order the model was built, which is fixed: the same facts give the same bytes. */
export const renderJson = (model: ReportModel | DayModel | PeriodModel | TodayModel): string =>
  `${JSON.stringify(model, undefined, 2)}\n`;
