/** The page, wired: what it reads, what it orders, and the reports' renderers. Loaded where the settings want a page only. */

import { dayCharts } from "../adapters/reports/day/charts.ts";
import { dayModel } from "../adapters/reports/day/model.ts";
import { dayPaper } from "../adapters/reports/day/paper.ts";
import { renderHtml, sign } from "../adapters/reports/html.ts";
import { style } from "../adapters/reports/html-style.ts";
import { renderJson } from "../adapters/reports/json.ts";
import { chartSvg } from "../adapters/reports/paper/chart.ts";
import { depositPaper } from "../adapters/reports/paper/deposit.ts";
import { chartColours, paperBody, paperHtml } from "../adapters/reports/paper/html.ts";
import type { Paper } from "../adapters/reports/paper/paper.ts";
import { paperText } from "../adapters/reports/paper/text.ts";
import { validationPaper } from "../adapters/reports/paper/validation.ts";
import { validationModel } from "../adapters/reports/paper/validation-model.ts";
import { periodModel } from "../adapters/reports/period/model.ts";
import { periodPaper } from "../adapters/reports/period/paper.ts";
import { modelOf } from "../adapters/reports/reporter.ts";
import { renderText } from "../adapters/reports/text.ts";
import { type Told, toldFrom } from "../adapters/reports/told.ts";
import type { PageSettings, Settings } from "../config/settings.ts";
import type { Daemon } from "../daemon/daemon.ts";
import { dayOf, paris } from "../domain/calendar/zoned-time.ts";
import type { Chart } from "../domain/chart.ts";
import { AlarmsNow } from "../web/open-alarms.ts";
import { type PageService, pageService, type ServiceOptions } from "../web/service.ts";
import { OneTimeLinks, type Person } from "../web/visit/sessions.ts";
import type { Document, Papers } from "../web/world.ts";

export interface OpenedPage extends PageService {
  /** Where somebody comes in, once; undefined while the page does not answer. */
  link(person: Person): string | undefined;
}

interface PageAbout {
  readonly settings: Pick<Settings, "language" | "organisms" | "reports">;
  readonly page: PageSettings;
  readonly daemon: Daemon;
  readonly version: string;
  readonly order: (order: string, args: unknown) => Promise<unknown>;
  readonly signal: AbortSignal;
}

export const openPage = (about: PageAbout): OpenedPage => {
  const parts = pageParts(about);
  const service = pageService(parts);
  return {
    ...service,
    link: (person) => {
      const address = service.address();
      return address === undefined ? undefined : `${address}/enter?key=${parts.links.make(person)}`;
    },
  };
};

export const pageParts = (about: PageAbout): ServiceOptions => {
  const { settings, page, daemon, version, order, signal } = about;
  const alarms = new AlarmsNow(daemon.world.journal);
  return {
    page: {
      world: daemon.world,
      papers: papersOf(toldFrom(settings, version)),
      order,
      problems: () => daemon.problems.list(),
      trips: () => daemon.trips.list(),
      alarms: () => alarms.read(),
      version,
      language: settings.language,
    },
    settings: page,
    links: new OneTimeLinks(daemon.world),
    signal,
    told: daemon.problems,
  };
};

const papersOf = (told: Told): Papers => ({
  style,
  sign,
  model: (input) => modelOf(input, told),
  deposit: (input) => {
    const model = modelOf(input, told);
    const paper = (): Paper => depositPaper(model, input.deposit.lastAt);
    return {
      ...documentOf(paper, () => renderJson(model)),
      html: () => renderHtml(model),
      text: () => renderText(model),
    };
  },
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
  validation: (file, at) => {
    const agent = `${told.agent.name} ${told.agent.version}`;
    const model = validationModel({ files: [file], agent, at, strict: false });
    const document = documentOf(
      () => validationPaper(model, at),
      () => `${JSON.stringify(model, undefined, 2)}\n`,
    );
    return { ...document, conform: model.conform };
  },
  charts: ({ now, recent }) => {
    const day = dayOf(now, paris);
    const input = { day, made: now, deposits: [], awaited: new Map(), alarms: [], recent };
    return dayCharts(input, told).map((chart: Chart) => ({
      chart,
      svg: chartSvg(chart, chartColours),
    }));
  },
  contactOf: (address) => told.contactOf(address),
  nameOf: (address) => told.nameOf(address),
});

/** The PDF library is loaded when the first one is asked for. */
const documentOf = (paper: () => Paper, json: () => string): Document => ({
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
