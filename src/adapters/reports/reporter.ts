/** The `Reporter` of the product: text, HTML and JSON per deposit in the reports folder. */
import type { ReportInput, ReportModel } from "../../domain/report-model.ts";
import type { ReportWriter } from "../../ports/report-writer.ts";
import type { DepositForPeople, KeptReport, Reporter } from "../../ports/reporter.ts";
import { renderDaily } from "./daily.ts";
import { renderHtml } from "./html.ts";
import { renderJson } from "./json.ts";
import { reportModel } from "./model/build.ts";
import { dailyPaths, reportPaths } from "./paths.ts";
import { renderOddity, renderStatut } from "./statut.ts";
import { renderText } from "./text.ts";

export interface ReporterOptions {
  readonly writer: ReportWriter;
  readonly agent: { readonly name: string; readonly version: string };
}

const endings = ["txt", "html", "json"] as const;

export const reporter = ({ writer, agent }: ReporterOptions): Reporter => ({
  publish: async (input) => {
    const model = modelOf(input, agent);
    const { base } = reportPaths(input.deposit);
    await writer.write(`${base}.txt`, renderText(model));
    await writer.write(`${base}.html`, renderHtml(model));
    await writer.write(`${base}.json`, renderJson(model));
    return renderStatut(model);
  },
  text: (input) => renderText(modelOf(input, agent)),
  json: (input) => renderJson(modelOf(input, agent)),
  timeline: (input) => renderTimeline(modelOf(input, agent)),
  oddity: renderOddity,
  kept: async (deposit) => {
    const { base } = reportPaths(deposit);
    const found: KeptReport[] = [];
    for (const ending of endings) {
      const path = `${base}.${ending}`;
      const standing = await writer.stands(path);
      if (standing) found.push({ path, ...standing });
    }
    return found;
  },
  discard: (path) => writer.remove(path),
  daily: async (day, deposits) => {
    const models = deposits.map((deposit) =>
      modelOf({ deposit, declarations: [], findings: [], texts: new Map() }, agent),
    );
    const { text, html } = renderDaily(models, day);
    const { base } = dailyPaths(day);
    await writer.write(`${base}.txt`, text);
    await writer.write(`${base}.html`, html);
  },
});

export const modelOf = (input: DepositForPeople, agent: ReportInput["agent"]): ReportModel =>
  reportModel({
    deposit: input.deposit,
    declarations: input.declarations,
    findings: input.findings,
    receiptTexts: [...input.texts].map(([receipt, text]) => ({ receipt, text })),
    ...(input.note === undefined ? {} : { note: input.note }),
    agent,
  });

const renderTimeline = ({ deposit, situation, timeline }: ReportModel): string =>
  [
    `${deposit.id}  ${deposit.dossier}/${deposit.file} — ${situation.title}`,
    `    ${situation.sentence}`,
    ...timeline.map((e) => `    ${e.at.iso.slice(11, 19)}  ${e.what}`),
    "",
  ].join("\n");
