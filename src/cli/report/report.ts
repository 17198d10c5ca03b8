/** `facteur report day|period`: the day's report and a period's reconciliation, on the terminal or in a file. */
import { dayModel } from "../../adapters/reports/day/model.ts";
import { dayPaper } from "../../adapters/reports/day/paper.ts";
import { todayModel, todayPaper } from "../../adapters/reports/day/today.ts";
import { renderJson } from "../../adapters/reports/json.ts";
import type { Paper } from "../../adapters/reports/paper/paper.ts";
import { periodModel } from "../../adapters/reports/period/model.ts";
import { periodPaper } from "../../adapters/reports/period/paper.ts";
import { openRegisterReader, type RegisterReader } from "../../compose/register.ts";
import type { Settings } from "../../config/settings.ts";
import { parsePeriod } from "../../domain/calendar/period.ts";
import { addDays, dayOf, isDay, paris } from "../../domain/calendar/zoned-time.ts";
import type { DayModel } from "../../domain/report/day.ts";
import type { PeriodModel } from "../../domain/report/period.ts";
import type { TodayModel } from "../../domain/report/today.ts";
import type { Exit } from "../../foundation/refusal.ts";
import { Refusal } from "../../foundation/refusal.ts";
import { gatherDay } from "../../journey/day.ts";
import { gatherPeriod } from "../../journey/period.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { type DocumentOptions, deliver, refuseUnprintable, rendered } from "../document.ts";
import { reading } from "../reading.ts";
import { reportWords } from "./words.ts";

export interface ReportOptions extends Global, DocumentOptions {
  readonly json?: boolean;
  readonly dossier?: string;
}

/** Exit 1 when somebody has something to do. */
export const reportDay = async (
  context: Context,
  options: ReportOptions & { readonly day?: string },
): Promise<Exit> => {
  refuseUnprintable(context, options);
  const settings = knownDossier(context, options);
  const now = Date.now();
  const day = dayAsked(context, options.day, now);
  await using reader = reading(context, options);
  const dossiers = dossiersOf(settings);
  await using register = openRegisterReader(settings);
  const input = await gatherDay(
    { journal: reader.journal, dossiers, ...knownIn(register) },
    { day, now, ...of(options) },
  );
  const model = dayModel(input, reader.told);
  return give({ context, options, model, paper: dayPaper(model, now) });
};

/** What must leave before tonight. Exit 1 when somebody has something to do for it. */
export const today = async (context: Context, options: ReportOptions): Promise<Exit> => {
  refuseUnprintable(context, options);
  const settings = knownDossier(context, options);
  const now = Date.now();
  await using reader = reading(context, options);
  const dossiers = dossiersOf(settings);
  await using register = openRegisterReader(settings);
  const about = { day: dayOf(now, paris), now, ...of(options) };
  const model = todayModel(
    await gatherDay({ journal: reader.journal, dossiers, ...knownIn(register) }, about),
    reader.told,
  );
  return give({ context, options, model, paper: todayPaper(model, now) });
};

export const reportPeriod = async (
  context: Context,
  options: ReportOptions & { readonly period: string },
): Promise<Exit> => {
  refuseUnprintable(context, options);
  const settings = knownDossier(context, options);
  const period = parsePeriod(options.period);
  if (!period) throw new Refusal(2, [reportWords[context.language].badPeriod(options.period)]);
  const now = Date.now();
  await using reader = reading(context, options);
  await using register = openRegisterReader(settings);
  const world = { journal: reader.journal, dossiers: dossiersOf(settings), ...knownIn(register) };
  const input = await gatherPeriod(world, { period, now, ...of(options) });
  const model = periodModel(input, reader.told);
  return give({ context, options, model, paper: periodPaper(model, now) });
};

const give = async (about: {
  readonly context: Context;
  readonly options: ReportOptions;
  readonly model: DayModel | PeriodModel | TodayModel;
  readonly paper: Paper;
}): Promise<Exit> => {
  const { context, options, model, paper } = about;
  const format = options.json ? "json" : options.format;
  const made = format === "json" ? renderJson(model) : await rendered(paper, format);
  await deliver(context, options, made);
  return model.answer.tone === "bad" || model.answer.tone === "attention" ? 1 : 0;
};

const dossiersOf = ({ dossiers }: Settings) => new Map(dossiers.map((d) => [d.name, d]));

/** Whoever may not read the agent's key cannot tell whose returns came: adhesions then expect nothing. */
const knownIn = (register: RegisterReader | undefined) =>
  register?.key ? { register: { ...register, key: register.key } } : {};

const of = ({ dossier }: ReportOptions) => (dossier === undefined ? {} : { dossier });

const knownDossier = (context: Context, options: ReportOptions): Settings => {
  const settings = settingsOf(context, options);
  const { dossier } = options;
  const known = settings.dossiers.map((d) => d.name);
  if (dossier !== undefined && !known.includes(dossier))
    throw new Refusal(2, [reportWords[context.language].noDossier(dossier, known)]);
  return settings;
};

/** `2026-11-21`, `hier`, `yesterday`; today without one. */
const dayAsked = (context: Context, asked: string | undefined, now: number): string => {
  const today = dayOf(now, paris);
  if (asked === undefined || /^(?:aujourd'hui|today)$/iu.test(asked)) return today;
  if (/^(?:hier|yesterday)$/iu.test(asked)) return addDays(today, -1);
  if (isDay(asked)) return asked;
  throw new Refusal(2, [reportWords[context.language].badDay(asked)]);
};
