/** `/register`: the firm's register, read by every session; an administrator changes it, under their name. */
import { limits } from "../../domain/limits.ts";
import { type Entry, keyText, valueOf } from "../../domain/register/entry.ts";
import { isRegisterTable, type RegisterTable } from "../../domain/register/kinds.ts";
import { problemText, type RegisterProblem } from "../../domain/register/problem.ts";
import { type StandingRow, standing, standingRows } from "../../journey/register.ts";
import { giveBack } from "../../journey/register-tables.ts";
import { type Html, html } from "../html.ts";
import { type Said, saidLine } from "../visit/fields.ts";
import { type Answer, missing, type Route, type Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { announceRoutes, announceSection } from "./announce.ts";
import { editRoutes, type RowAsked } from "./edit-route.ts";
import { entryNamed, namesIn, rowTitle } from "./places.ts";
import { rowView, scanIn, type Written } from "./row.ts";
import { overview, subjectsNamed, subjectView, tableView } from "./view.ts";
import { registerWords } from "./words.ts";

export const registerRoutes: readonly Route[] = [
  { method: "GET", path: "/register", answer: (page, visit) => index(page, visit) },
  { method: "GET", path: "/register/about", answer: (page, visit) => about(page, visit) },
  { method: "GET", path: "/register/scan/:hash", answer: (page, visit) => scan(page, visit) },
  { method: "GET", path: "/register/:table", answer: (page, visit) => tableAnswer(page, visit) },
  { method: "GET", path: "/register/:table/row", answer: (page, visit) => rowAnswer(page, visit) },
  ...editRoutes({ index, row: rowPage }),
  ...announceRoutes,
];

const doneSaid = ({ query, language }: Visit): Said | undefined => {
  const w = registerWords[language];
  switch (query.get("done")) {
    case null:
      return undefined;
    case "removed":
      return { tone: "good", text: w.removed };
    case "same":
      return { tone: "good", text: w.same };
    case "announced":
      return { tone: "good", text: w.announce.done };
    default:
      return { tone: "good", text: w.done };
  }
};

/** A table with a thousand wrong cells is told by its first ones. */
const problemsShown = 100;

const problemList = (visit: Visit, problems: readonly RegisterProblem[]): Html | undefined => {
  const w = registerWords[visit.language];
  if (problems.length === 0) return undefined;
  const rest = problems.length - problemsShown;
  return html`<p>${w.refused(problems.length)}</p><ul>${problems.slice(0, problemsShown).map((p) => html`<li>${problemText(p, visit.language)}</li>`)}</ul>${rest > 0 && html`<p>${w.more(rest)}</p>`}`;
};

async function index(
  page: PageWorld,
  visit: Visit,
  problems: readonly RegisterProblem[] = [],
  said = doneSaid(visit),
): Promise<Answer> {
  const w = registerWords[visit.language];
  const entries = await standing(page.world);
  const told = problemList(visit, problems);
  const body = html`<h1>${w.title}</h1>${saidLine(told ? { tone: "bad", text: told } : said)}${overview(visit, entries, announceSection(visit, entries))}`;
  const status = told ? { status: 400 } : {};
  return { is: "page", here: "register", title: w.title, body, ...status };
}

const about = async (page: PageWorld, visit: Visit): Promise<Answer> => {
  const w = registerWords[visit.language];
  const asked = (visit.query.get("subject") ?? "").trim();
  const entries = await standing(page.world);
  const found = asked === "" ? [] : subjectsNamed(entries, asked);
  const [only, second] = found;
  if (only === undefined)
    return index(page, visit, [], { tone: "bad", text: w.unknownSubject(asked) });
  const nameOf = namesIn(entries);
  const body =
    second === undefined || only === asked
      ? html`<h1>${nameOf(only) || only} <span class="small">${only}</span></h1>${subjectView(visit, entries, only)}`
      : html`<h1>${asked}</h1><ul class="chips">${found.slice(0, limits.pageRowsMax).map((one) => html`<li><a href="/register/about?subject=${encodeURIComponent(one)}">${nameOf(one) || one}</a></li>`)}</ul>`;
  return { is: "page", here: "register", title: asked, body };
};

const tableAnswer = async (page: PageWorld, visit: Visit): Promise<Answer> => {
  const [name = "", ending] = (visit.params["table"] ?? "").split(".");
  if (!isRegisterTable(name) || (ending !== undefined && ending !== "csv")) return missing;
  const entries = await standing(page.world);
  if (ending === "csv") return csv(name, entries);
  const body = html`<h1>${name}</h1>${saidLine(doneSaid(visit))}${tableView({ visit, table: name, entries })}`;
  return { is: "page", here: "register", title: name, body };
};

/** As the command line writes it; what is kept of a scan names it still when this file is imported again. */
const csv = (table: RegisterTable, entries: readonly Entry[]): Answer => {
  const scanName = (entry: Entry): string => valueOf(entry, "fichier");
  const [written] = giveBack(entries, { table, encoding: "utf-8", scanName });
  const bytes = written?.bytes ?? "";
  return { is: "document", type: "text/csv; charset=utf-8", bytes, name: `${table}.csv` };
};

/** Only what a mandate of the register names. */
const scan = async (page: PageWorld, visit: Visit): Promise<Answer> => {
  const hash = visit.params["hash"] ?? "";
  const entries = await standing(page.world, { by: "all", table: "mandats" });
  const entry = entries.find((one) => scanIn(one) === hash);
  if (!entry) return missing;
  const bytes = await page.world.store.get(hash);
  const [type, ending] = kindOf(bytes);
  const name = `mandat-${valueOf(entry, "siret")}-${valueOf(entry, "signe_le")}${ending}`;
  return { is: "document", type, bytes, name };
};

/** What its first bytes say it is. */
const kindOf = (bytes: Uint8Array): readonly [type: string, ending: string] => {
  const start = Buffer.from(bytes.subarray(0, 8)).toString("latin1");
  if (start.startsWith("%PDF-")) return ["application/pdf", ".pdf"];
  if (start.startsWith("\u0089PNG")) return ["image/png", ".png"];
  if (start.startsWith("\u00ff\u00d8\u00ff")) return ["image/jpeg", ".jpg"];
  return ["application/octet-stream", ".bin"];
};

const rowAnswer = async (page: PageWorld, visit: Visit): Promise<Answer> => {
  const table = visit.params["table"] ?? "";
  if (!isRegisterTable(table)) return missing;
  const named = entryNamed(table, (name) => visit.query.get(name));
  return rowPage({ page, visit, named, problems: [], said: doneSaid(visit) });
};

async function rowPage(asked: RowAsked): Promise<Answer> {
  const { page, visit, named, typed, problems, said, status } = asked;
  const { table } = named;
  const rows = await standingRows(page.world);
  const found = rows.find((one) => keyText(one.entry) === keyText(named));
  if (!found && typed === undefined) return missing;
  const entries = rows.map((one) => one.entry);
  const title = found ? rowTitle(found.entry, namesIn(entries)) : registerWords[visit.language].add;
  const row = found && {
    entry: found.entry,
    seq: found.row.seq,
    written: await writtenBy(page, found),
  };
  const values = typed ?? found?.entry.values ?? {};
  const told = problemList(visit, problems);
  const body = html`<h1>${title} <span class="small">${table}</span></h1>${saidLine(told ? { tone: "bad", text: told } : said)}
${rowView({ visit, table, entries, row, values, problems })}`;
  return { is: "page", here: "register", title, body, ...(status ? { status } : {}) };
}

const writtenBy = async ({ world }: PageWorld, { row }: StandingRow): Promise<Written> => {
  const [fact] = await world.journal.facts({ agent: true, after: row.seq - 1 }, 1);
  return fact?.is === "register-changed" ? fact : { by: "", reason: "", at: 0 };
};
