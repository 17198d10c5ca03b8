/** The reports' renderers, as the page asks for them: every document in the forms that people read. */
import { dayCharts } from "../adapters/reports/day/charts.ts";
import { dayModel } from "../adapters/reports/day/model.ts";
import { dayPaper } from "../adapters/reports/day/paper.ts";
import { todayModel, todayPaper } from "../adapters/reports/day/today.ts";
import { renderHtml, sign } from "../adapters/reports/html.ts";
import { style } from "../adapters/reports/html-style.ts";
import { renderJson } from "../adapters/reports/json.ts";
import { organismsOf } from "../adapters/reports/model/organisms.ts";
import { partsOf, todoByPart } from "../adapters/reports/model/parts.ts";
import { reasons } from "../adapters/reports/model/reasons.ts";
import { timeline } from "../adapters/reports/model/timeline.ts";
import { todo } from "../adapters/reports/model/todo.ts";
import { announcementPaper } from "../adapters/reports/paper/announcement.ts";
import { chartSvg } from "../adapters/reports/paper/chart.ts";
import { depositPaper } from "../adapters/reports/paper/deposit.ts";
import { chartColours, paperBody, paperHtml } from "../adapters/reports/paper/html.ts";
import { kitPaper } from "../adapters/reports/paper/kit.ts";
import type { Paper } from "../adapters/reports/paper/paper.ts";
import { statementPaper } from "../adapters/reports/paper/statement.ts";
import { paperText } from "../adapters/reports/paper/text.ts";
import { validationPaper } from "../adapters/reports/paper/validation.ts";
import { validationModel } from "../adapters/reports/paper/validation-model.ts";
import { periodModel } from "../adapters/reports/period/model.ts";
import { periodPaper } from "../adapters/reports/period/paper.ts";
import { modelOf } from "../adapters/reports/reporter.ts";
import { renderText } from "../adapters/reports/text.ts";
import { agentText, type Told } from "../adapters/reports/told.ts";
import { dayOf, paris } from "../domain/calendar/zoned-time.ts";
import type { Chart } from "../domain/report/chart.ts";
import { situation } from "../domain/rollup.ts";
import type { Document, Papers } from "../web/world.ts";

export const papersOf = (told: Told): Papers => ({
  style,
  sign,
  model: (input) => modelOf(input, told),
  timeline,
  parts: (about) => partsOf({ ...about, organisms: organismsOf(about.deposit, told) }),
  steps: (about) => todoByPart({ ...about, organisms: organismsOf(about.deposit, told) }),
  todo: ({ declarations, findings, ...about }) =>
    todoByPart({ ...about, organisms: organismsOf(about.deposit, told) }) ??
    todo(
      { deposit: about.deposit, situation: situation(about.deposit), declarations, findings },
      about.language,
    ),
  reasons: (known, language) =>
    reasons({ ...known, situation: situation(known.deposit) }, language),
  ...ofDeposit(told),
  ...ofDays(told),
  validation: (file, at) => {
    const agent = agentText(told);
    const model = validationModel({ files: [file], agent, at, strict: false });
    const document = documentOf(
      () => validationPaper(model, at),
      () => `${JSON.stringify(model, undefined, 2)}\n`,
    );
    return { ...document, conform: model.conform };
  },
  charts: ({ now, recent, language }) => {
    const day = dayOf(now, paris);
    const input = { day, made: now, deposits: [], awaited: new Map(), alarms: [], recent };
    return dayCharts(input, told, language).map((chart: Chart) => ({
      chart,
      svg: chartSvg(chart, chartColours),
    }));
  },
  contactOf: (address) => told.contactOf(address),
  nameOf: (address) => told.nameOf(address),
});

const ofDeposit = (told: Told): Pick<Papers, "deposit" | "statement" | "kit" | "letter"> => ({
  deposit: (input) => {
    const model = modelOf(input, told);
    const paper = (): Paper => depositPaper(model, input.deposit.lastAt);
    return {
      ...documentOf(paper, () => renderJson(model)),
      html: () => renderHtml(model),
      text: () => renderText(model),
    };
  },
  statement: (input) => {
    const { deposit, client, stand, content } = input;
    const about = { deposit: deposit.id, client, file: deposit.claimed.name };
    return documentOf(
      () => statementPaper(input, told),
      () => `${JSON.stringify({ ...about, agreement: stand, ...content }, undefined, 2)}\n`,
    );
  },
  letter: (letter, at) =>
    documentOf(
      () => announcementPaper(letter, at),
      () => `${JSON.stringify(letter, undefined, 2)}\n`,
    ),
  kit: (deposit, found, now) => {
    const agent = agentText(told);
    return documentOf(
      () => kitPaper({ deposit, ...found, now, agent }),
      () =>
        `${JSON.stringify({ deposit: deposit.id, kit: found.kit, clear: found.clear, settled: found.settled }, undefined, 2)}\n`,
    );
  },
});

const ofDays = (told: Told): Pick<Papers, "day" | "period" | "today"> => ({
  day: (input) => {
    const model = dayModel(input, told);
    return documentOf(
      () => dayPaper(model, input.made),
      () => renderJson(model),
    );
  },
  period: (input) => {
    const model = periodModel(input, told);
    return documentOf(
      () => periodPaper(model, input.made),
      () => renderJson(model),
    );
  },
  today: (input) => {
    const model = todayModel(input, told);
    return documentOf(
      () => todayPaper(model, input.made),
      () => renderJson(model),
    );
  },
});

/** The PDF library is loaded when the first one is asked for. */
export const documentOf = (paper: () => Paper, json: () => string): Document => ({
  body: () => paperBody(paper(), placeOf),
  html: () => paperHtml(paper()),
  text: () => paperText(paper()),
  pdf: async () => (await import("../adapters/reports/paper/pdf.ts")).paperPdf(paper()),
  json,
});

/** In a report's file, a deposit is another file; on the page it is another page. */
const placeOf = (href: string): string => {
  const deposit = /\/(D\d+)_[^/]*\.html$/u.exec(href)?.[1];
  return deposit === undefined ? href : `/deposits/${deposit}`;
};
