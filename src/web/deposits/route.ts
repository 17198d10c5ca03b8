/** `/deposits`: the search, by file, number, SIRET, state, dossier and days; page after page, from indexed questions only. */
import { addDays, type Day, instantIn, isDay, paris } from "../../domain/calendar/zoned-time.ts";
import type { Deposit } from "../../domain/deposit.ts";
import type { DepositId, Instant } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { companyMark } from "../../domain/receipt/marks.ts";
import { keyedHash } from "../../foundation/bytes.ts";
import type { DepositSearch } from "../../ports/journal-queries.ts";
import { type Html, html } from "../html.ts";
import type { Answer, Route, Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { groups, isGroup, statesOf } from "./groups.ts";
import { depositTable } from "./table.ts";
import { depositsWords } from "./words.ts";

export const depositsRoutes: readonly Route[] = [
  { method: "GET", path: "/deposits", answer: (page, visit) => answer(page, visit) },
];

const answer = async (page: PageWorld, visit: Visit): Promise<Answer> => {
  const { query, language } = visit;
  const { journal, holds, clock } = page.world;
  const text = (query.get("q") ?? "").trim();
  const named = depositIdIn(text);
  if (named && (await journal.deposit(named))) return { is: "go", to: `/deposits/${named}` };
  const before = depositIdIn(query.get("before") ?? "");
  const asked = { by: "search", ...searchOf(page, query), ...(before ? { before } : {}) } as const;
  const found = await journal.find(asked, limits.pageRowsMax + 1);
  const rows = found.slice(0, limits.pageRowsMax).map((d) => holds.over(d));
  const more = found.length > rows.length ? rows.at(-1) : undefined;
  const now = clock.now();
  const body = html`<h1>${depositsWords[language].title}</h1>
${form(page, visit)}
<div id="live" data-live>${siretIn(text) !== undefined && html`<p class="small">${depositsWords[language].bySiret}</p>`}
${depositTable(rows, { page, visit, now })}
${ways(visit, more)}</div>`;
  return { is: "page", here: "deposits", title: depositsWords[language].title, body };
};

const searchOf = (page: PageWorld, query: URLSearchParams): DepositSearch => {
  const text = (query.get("q") ?? "").trim();
  const siret = siretIn(text);
  const group = query.get("group");
  const dossier = query.get("dossier") ?? "";
  const to = dayIn(query.get("to"));
  return {
    ...(siret === undefined
      ? text === ""
        ? {}
        : { name: text.slice(0, limits.shownValueCharsMax) }
      : { mark: keyedHash(page.world.agent.key, companyMark(siret)) }),
    ...(isGroup(group) ? { states: statesOf(group) } : {}),
    ...(dossier === "" ? {} : { dossier }),
    ...startOf("from", dayIn(query.get("from"))),
    ...startOf("to", to && addDays(to, 1)),
    ...startOf("movedSince", dayIn(query.get("moved"))),
  };
};

const startOf = (name: "from" | "to" | "movedSince", day: Day | undefined) => {
  const at: Instant | undefined = day === undefined ? undefined : instantIn(paris, day, "00:00");
  return at === undefined ? {} : { [name]: at };
};

const dayIn = (text: string | null): Day | undefined =>
  text !== null && isDay(text) ? text : undefined;

const siretIn = (text: string): string | undefined => {
  const digits = text.replace(/[\s.]/gu, "");
  return /^\d{14}$/u.test(digits) ? digits : undefined;
};

const depositIdIn = (text: string): DepositId | undefined => {
  const number = /^d(\d{1,15})$/iu.exec(text)?.[1];
  return number === undefined ? undefined : `D${Number(number)}`;
};

const form = ({ world }: PageWorld, { query, language }: Visit): Html => {
  const w = depositsWords[language];
  const value = (name: string): string => query.get(name) ?? "";
  const option = (name: string, own: string, shown: string): Html =>
    html`<option value="${own}"${value(name) === own && html` selected`}>${shown}</option>`;
  const day = (name: "from" | "to" | "moved"): Html =>
    html`<p><label for="${name}">${w[name]}</label><input id="${name}" name="${name}" type="date" value="${value(name)}"></p>`;
  return html`<form class="search card" action="/deposits">
<p class="wide"><label for="text">${w.text}</label><input id="text" name="q" type="search" value="${value("q")}" placeholder="${w.textHint}" autocomplete="off"></p>
<p><label for="group">${w.group}</label><select id="group" name="group">${option("group", "", w.anyGroup)}${groups.map((g) => option("group", g, w.groups[g]))}</select></p>
<p><label for="dossier">${w.dossier}</label><select id="dossier" name="dossier">${option("dossier", "", w.anyDossier)}${[...world.dossiers.keys()].map((name) => option("dossier", name, name))}</select></p>
${day("from")}${day("to")}${value("moved") !== "" && day("moved")}
<p class="go"><button class="button">${w.search}</button> <a href="/deposits">${w.clear}</a></p>
</form>`;
};

/** By the last row's number, not by counting: the hundredth page costs what the first does. */
const ways = ({ query, language }: Visit, last: Deposit | undefined): Html => {
  const w = depositsWords[language];
  const at = (before: string | undefined): string => {
    const next = new URLSearchParams(query);
    next.delete("before");
    if (before !== undefined) next.set("before", before);
    return `/deposits?${next.toString()}`;
  };
  return html`<nav class="ways" aria-label="${w.title}">${query.has("before") && html`<a href="${at(undefined)}">${w.newest}</a>`}${last && html`<a rel="next" href="${at(last.id)}">${w.older}</a>`}</nav>`;
};
