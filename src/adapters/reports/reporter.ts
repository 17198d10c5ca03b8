/** The `Reporter` of the product: text, HTML and JSON per deposit in the reports folder. */
import type { Deposit } from "../../domain/deposit.ts";
import type { ReportModel } from "../../domain/report/deposit.ts";
import { situation } from "../../domain/rollup.ts";
import { situationText } from "../../domain/situations.ts";
import type { ReportWriter } from "../../ports/report-writer.ts";
import type { DepositForPeople, KeptReport, Reporter, ShownReports } from "../../ports/reporter.ts";
import { dayModel } from "./day/model.ts";
import { dayPaper } from "./day/paper.ts";
import { renderHtml } from "./html.ts";
import { renderJson } from "./json.ts";
import { reportModel } from "./model/build.ts";
import { organismsOf } from "./model/organisms.ts";
import { printable } from "./model/printable.ts";
import { timeline } from "./model/timeline.ts";
import type { TimelineLanguage } from "./model/timeline-words.ts";
import { depositPaper } from "./paper/deposit.ts";
import { paperHtml } from "./paper/html.ts";
import type { Paper } from "./paper/paper.ts";
import { paperText } from "./paper/text.ts";
import { dayPaths, periodPaths, reportPaths } from "./paths.ts";
import { periodModel } from "./period/model.ts";
import { periodPaper } from "./period/paper.ts";
import { renderOddity, renderStatut } from "./statut.ts";
import { renderText } from "./text.ts";
import type { Told } from "./told.ts";

export interface ReporterOptions {
  /** By dossier; without one, the firm's own. */
  readonly writerOf: (dossier?: string) => ReportWriter;
  readonly told: Told;
}

const endings = ["txt", "html", "json"] as const;

export const reporter = ({ writerOf, told }: ReporterOptions): Reporter & ShownReports => ({
  publish: async (input) => {
    const model = modelOf(input, told);
    const { base } = reportPaths(input.deposit);
    const writer = writerOf(input.deposit.claimed.dossier);
    const text = renderText(model);
    await Promise.all([
      writer.write(`${base}.txt`, text),
      writer.write(`${base}.html`, renderHtml(model)),
      writer.write(`${base}.json`, renderJson(model)),
    ]);
    return { statut: renderStatut(model, input.original && situation(input.original)), text };
  },
  paper: async (input) => asPdf(depositPaper(modelOf(input, told), input.deposit.lastAt)),
  dayPaper: async (input) => asPdf(dayPaper(dayModel(input, told), input.made)),
  text: (input) => renderText(modelOf(input, told)),
  json: (input) => renderJson(modelOf(input, told)),
  timeline: renderTimeline,
  oddity: renderOddity,
  kept: async (deposit) => {
    const { base } = reportPaths(deposit);
    const writer = writerOf(deposit.claimed.dossier);
    const found: KeptReport[] = [];
    for (const ending of endings) {
      const path = `${base}.${ending}`;
      const standing = await writer.stands(path);
      if (standing) found.push({ path, ...standing });
    }
    return found;
  },
  discard: (path, dossier) => writerOf(dossier).remove(path),
  day: async (input) => {
    const model = dayModel(input, told);
    const paper = dayPaper(model, input.made);
    const { base } = dayPaths(input.day, input.dossier);
    const writer = writerOf(input.dossier);
    await writer.write(`${base}.txt`, paperText(paper));
    await writer.write(`${base}.html`, paperHtml(paper));
    await writer.write(`${base}.json`, renderJson(model));
  },
  period: async (input) => {
    const model = periodModel(input, told);
    const paper = periodPaper(model, input.made);
    const { base } = periodPaths(model.period, input.dossier);
    const writer = writerOf(input.dossier);
    await writer.write(`${base}.txt`, paperText(paper));
    await writer.write(`${base}.html`, paperHtml(paper));
    await writer.write(`${base}.json`, renderJson(model));
  },
});

/** The library is loaded when the first PDF is made. */
const asPdf = async (paper: Paper): Promise<Uint8Array> =>
  (await import("./paper/pdf.ts")).paperPdf(paper);

export const modelOf = (input: DepositForPeople, told: Told): ReportModel =>
  reportModel({
    deposit: input.deposit,
    declarations: input.declarations,
    findings: input.findings,
    ...(input.judgedBy === undefined ? {} : { judgedBy: input.judgedBy }),
    receiptTexts: [...input.texts].map(([receipt, text]) => ({ receipt, text })),
    ...(input.notes === undefined ? {} : { notes: input.notes }),
    ...(input.calendar === undefined ? {} : { calendar: input.calendar }),
    ...(input.memory === undefined ? {} : { memory: input.memory }),
    organisms: organismsOf(input.deposit, told),
    agent: told.agent,
    ...(told.contact === undefined ? {} : { contact: told.contact }),
  });

function renderTimeline(deposit: Deposit, language: TimelineLanguage): string {
  const { title, sentence } = situationText(situation(deposit), language);
  const { dossier, name } = deposit.claimed;
  return [
    `${deposit.id}  ${printable(dossier)}/${printable(name)} — ${title}`,
    `    ${sentence}`,
    ...timeline(deposit, language).map((e) => `    ${e.at.iso.slice(11, 19)}  ${e.what}`),
    "",
  ].join("\n");
}
