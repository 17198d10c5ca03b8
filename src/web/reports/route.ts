/** `/reports`: the day's report and a period's reconciliation, to read or to print, and the charts. Made when they are asked for. */
import {
  type Period,
  parsePeriod,
  periodBefore,
  periodName,
  periodText,
} from "../../domain/calendar/period.ts";
import { addDays, dayOf, isDay, paris } from "../../domain/calendar/zoned-time.ts";
import { limits } from "../../domain/limits.ts";
import { gatherDay } from "../../journey/day.ts";
import { registerIn } from "../../journey/expected/adhesions.ts";
import { gatherPeriod } from "../../journey/period.ts";
import { documentAnswer } from "../deposit/documents.ts";
import { type Html, html, trusted } from "../html.ts";
import { wrongLine } from "../visit/fields.ts";
import { dayText, french, frenchNote, inFrench, weekdayText } from "../visit/marks.ts";
import { type Answer, missing, type Route, type Visit } from "../visit/visit.ts";
import type { Document, PageWorld } from "../world.ts";
import { reportsWords } from "./words.ts";

export const reportsRoutes: readonly Route[] = [
  { method: "GET", path: "/reports", answer: (page, visit) => index(page, visit) },
  {
    method: "GET",
    path: "/reports/day",
    answer: (page, visit) => {
      const day = visit.query.get("day") ?? "";
      if (!isDay(day)) return index(page, visit, reportsWords[visit.language].wrongDay);
      return { is: "go", to: `/reports/day/${day}${dossierQuery(visit)}` };
    },
  },
  {
    method: "GET",
    path: "/reports/period",
    answer: (page, visit) => {
      const period = parsePeriod(visit.query.get("period") ?? "");
      if (!period) return index(page, visit, reportsWords[visit.language].wrongPeriod);
      return { is: "go", to: `/reports/period/${periodName(period)}${dossierQuery(visit)}` };
    },
  },
  {
    method: "GET",
    path: "/reports/day/:name",
    answer: async (page, visit) => {
      const [day = "", ending] = (visit.params["name"] ?? "").split(".");
      if (!isDay(day)) return missing;
      const now = page.world.clock.now();
      const input = await gatherDay(withRegister(page), { day, now, ...dossierOf(page, visit) });
      return given(visit, page.papers.day(input), { name: `jour-${day}`, ending });
    },
  },
  {
    method: "GET",
    path: "/reports/period/:name",
    answer: async (page, visit) => {
      const [name = "", ending] = (visit.params["name"] ?? "").split(".");
      const period = parsePeriod(name);
      if (!period) return missing;
      const now = page.world.clock.now();
      const input = await gatherPeriod(withRegister(page), {
        period,
        now,
        ...dossierOf(page, visit),
      });
      return given(visit, page.papers.period(input), { name: periodName(period), ending });
    },
  },
  {
    method: "GET",
    path: "/reports/:name",
    answer: async (page, visit) => {
      const [name, ending] = (visit.params["name"] ?? "").split(".");
      if (name !== "today") return missing;
      const now = page.world.clock.now();
      const about = { day: dayOf(now, paris), now, ...dossierOf(page, visit) };
      const input = await gatherDay(withRegister(page), about);
      const title = reportsWords[visit.language].leaving;
      return given(visit, page.papers.today(input), { name: `partir-${about.day}`, ending, title });
    },
  },
];

const withRegister = ({ world }: PageWorld) => ({ ...world, register: registerIn(world) });

const dossierOf = ({ world }: PageWorld, { query }: Visit) => {
  const dossier = query.get("dossier") ?? "";
  return world.dossiers.has(dossier) ? { dossier } : {};
};

const dossierQuery = ({ query }: Visit): string => {
  const dossier = query.get("dossier") ?? "";
  return dossier === "" ? "" : `?dossier=${encodeURIComponent(dossier)}`;
};

/** Inside the page, or as a document of its own when an ending asks for one. */
const given = (
  visit: Visit,
  document: Document,
  {
    name,
    ending,
    title,
  }: { readonly name: string; readonly ending: string | undefined; readonly title?: string },
): Answer | Promise<Answer> => {
  if (ending !== undefined) return documentAnswer(document, ending, `${name}.pdf`);
  const w = reportsWords[visit.language];
  const alone = (kind: string): string => {
    const at = new URL(visit.url, "http://page");
    return `${at.pathname}.${kind}${at.search}`;
  };
  const body = html`<p class="papers"><a href="/reports">${w.back}</a> <a href="${alone("pdf")}">${w.print}</a> <a href="${alone("html")}">${w.page}</a></p>
${frenchNote(visit.language)}<div class="paper"${inFrench(visit.language)}>${trusted(document.body())}</div>`;
  return { is: "page", here: "reports", title: title ?? `${w.title} ${name}`, body };
};

const daysShown = 7;

const index = async (page: PageWorld, visit: Visit, wrong?: string): Promise<Answer> => {
  const { language } = visit;
  const w = reportsWords[language];
  const { clock, journal } = page.world;
  const now = clock.now();
  const today = dayOf(now, paris);
  const days = Array.from({ length: daysShown }, (_, n) => addDays(today, -n));
  const body = html`<h1>${w.title}</h1>
${wrongLine(wrong)}
<section aria-labelledby="days"><h2 id="days">${w.days}</h2><ul class="chips"><li><a href="/reports/today">${w.leaving}</a></li><li><a href="/reports/missing">${w.missing}</a></li>${days.map((day) => html`<li><a href="/reports/day/${day}">${day === today ? w.today : `${weekdayText(day, language)} ${dayText(day, language).replace(/ \d{4}$/u, "")}`}</a></li>`)}</ul>
${ask(page, visit, { action: "/reports/day", field: html`<label for="day">${w.otherDay}</label><input id="day" name="day" type="date" required max="${today}">`, id: "day" })}</section>
<section aria-labelledby="periods"><h2 id="periods">${w.periods}</h2><ul class="chips">${periodsAt(today).map((p) => html`<li><a href="/reports/period/${periodName(p)}">${language === "fr" ? periodText(p) : periodName(p)}</a></li>`)}</ul>
${ask(page, visit, { action: "/reports/period", field: html`<label for="period">${w.otherPeriod}</label><input id="period" name="period" required placeholder="${w.periodHint}" autocomplete="off">`, id: "period" })}</section>
<section aria-labelledby="account"><h2 id="account">${w.account}</h2><p><a href="/reports/account">${w.accountWhat}</a></p></section>
<section aria-labelledby="charts"><h2 id="charts">${w.charts}</h2>${charts(page, visit, await journal.find({ by: "recent" }, limits.pageChartDepositsMax))}</section>`;
  const status = wrong === undefined ? {} : { status: 400 };
  return { is: "page", here: "reports", title: w.title, body, ...status };
};

const periodsAt = (today: string): readonly Period[] => {
  const month = parsePeriod(today.slice(0, 7));
  if (!month) return [];
  const quarter = { ...month, month: 0 };
  const year = { year: month.year, quarter: 0, month: 0 };
  return [month, quarter, year].flatMap((p) => [p, periodBefore(p, 1)]);
};

const ask = (
  { world }: PageWorld,
  { language }: Visit,
  about: { readonly action: string; readonly field: Html; readonly id: string },
): Html => {
  const w = reportsWords[language];
  const { action, field, id } = about;
  return html`<form class="search card" action="${action}"><p>${field}</p><p><label for="${id}-dossier">${w.dossier}</label><select id="${id}-dossier" name="dossier"><option value="">${w.anyDossier}</option>${[...world.dossiers.keys()].map((name) => html`<option>${name}</option>`)}</select></p><p><button class="button">${w.show}</button></p></form>`;
};

/** The numbers stand beside each bar as text: the drawing alone tells nobody anything. */
const charts = (
  page: PageWorld,
  { language }: Visit,
  recent: Parameters<PageWorld["papers"]["charts"]>[0]["recent"],
): Html => {
  const w = reportsWords[language];
  const drawn = page.papers.charts({ now: page.world.clock.now(), recent, language });
  if (drawn.length === 0) return html`<p class="empty">${w.noChart}</p>`;
  const set = (text: string): string => (language === "fr" ? french(text) : text);
  return html`${drawn.map(
    ({
      chart,
      svg,
    }) => html`<figure tabindex="0" aria-label="${set(chart.title)}"><figcaption><h3>${set(chart.title)}</h3><p class="small">${set(chart.caption)} ${chart.legend.map((l) => html`<span class="legend ${l.tone}">${l.text}</span> `)}</p></figcaption>${trusted(svg)}
<ul class="hidden">${chart.bars.map((b) => html`<li>${b.label}${language === "fr" ? " : " : ": "}${b.text}</li>`)}</ul></figure>`,
  )}`;
};
