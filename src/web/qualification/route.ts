/** `/qualification`: the board, one pair of employer and organism, the final account; and a person's words about a step. */
import { frenchCalendar } from "../../domain/calendar/working-days.ts";
import { isDay } from "../../domain/calendar/zoned-time.ts";
import { limits } from "../../domain/limits.ts";
import { asError } from "../../foundation/errors.ts";
import { accountOf } from "../../journey/qualification/account.ts";
import { changeAccountLines } from "../../journey/qualification/account-text.ts";
import { type BoardFilter, type BoardRow, board } from "../../journey/qualification/board.ts";
import { type QualificationAnswer, qualificationRefusals } from "../../journey/qualification.ts";
import { standing } from "../../journey/register.ts";
import { html } from "../html.ts";
import { saidLine } from "../visit/fields.ts";
import { keptFile, textOf } from "../visit/kept.ts";
import { french } from "../visit/marks.ts";
import { type Answer, missing, type Route, type Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { boardTable, nameOf, pairView } from "./view.ts";
import { qualificationWords } from "./words.ts";

const pair = "/qualification/:organism/:siret";
const pairPage = ({ params: { organism = "", siret = "" } }: Visit): string =>
  `/qualification/${encodeURIComponent(organism)}/${encodeURIComponent(siret)}`;

export const qualificationRoutes: readonly Route[] = [
  { method: "GET", path: "/qualification", answer: (page, visit) => index(page, visit) },
  { method: "GET", path: pair, answer: (page, visit) => shown(page, visit, doneSaid(visit)) },
  { method: "GET", path: `${pair}/report`, answer: (page, visit) => account(page, visit) },
  {
    method: "POST",
    path: `${pair}/done`,
    at: pairPage,
    uploadBytesMax: limits.mailBytesMax,
    answer: (page, visit) => ordered(page, visit, (row) => doneOrder(page, visit, row)),
  },
  {
    method: "POST",
    path: `${pair}/plan`,
    at: pairPage,
    role: "administrator",
    answer: (page, visit) =>
      ordered(page, visit, async () => {
        const from = visit.form.fields.get("from") ?? "";
        return isDay(from) ? { order: "plan", from } : wrong(visit, "day");
      }),
  },
  {
    method: "POST",
    path: `${pair}/override`,
    at: pairPage,
    role: "administrator",
    answer: (page, visit) => ordered(page, visit, async () => ({ order: "override" })),
  },
];

interface Said {
  readonly tone: "good" | "bad";
  readonly text: string;
}

const doneSaid = ({ query, language }: Visit): Said | undefined =>
  query.has("done") ? { tone: "good", text: qualificationWords[language].written } : undefined;

const rowsOf = async ({ world }: PageWorld, filter: BoardFilter): Promise<readonly BoardRow[]> =>
  board(
    {
      journal: world.journal,
      key: world.agent.key,
      paths: world.paths,
      entries: await standing(world),
      now: world.clock.now(),
      calendar: frenchCalendar,
    },
    filter,
  );

const index = async (page: PageWorld, visit: Visit): Promise<Answer> => {
  const w = qualificationWords[visit.language];
  const like = (visit.query.get("q") ?? "").trim();
  const number = Math.max(0, Math.trunc(Number(visit.query.get("page") ?? 0)) || 0);
  const count = limits.pageRowsMax;
  const slice = { from: number * count, count: count + 1 };
  const found = await rowsOf(page, { ...(like === "" ? {} : { like }), slice });
  const rows = found.slice(0, count);
  const at = (n: number): string =>
    `/qualification?${new URLSearchParams({ q: like, page: String(n) }).toString()}`;
  const body = html`<div id="live" data-live><h1>${w.title}</h1><p class="facts">${w.intro}</p>
<form class="search card" action="/qualification"><p class="grow"><label for="q">${w.filter}</label><input id="q" name="q" type="search" value="${like}" autocomplete="off"></p><p><button class="button">${w.show}</button></p></form>
${rows.length === 0 ? html`<p class="empty">${w.none}</p>` : boardTable({ page, visit }, rows)}
<p class="ways">${number > 0 && html`<a href="${at(number - 1)}">${w.earlier}</a>`}${found.length > count && html`<a href="${at(number + 1)}">${w.later}</a>`}</p></div>`;
  return { is: "page", here: "qualification", title: w.title, body };
};

const rowAsked = async (page: PageWorld, { params }: Visit): Promise<BoardRow | undefined> => {
  const { organism = "", siret = "" } = params;
  if (!/^\d{14}$/u.test(siret)) return undefined;
  return (await rowsOf(page, { siret, organism }))[0];
};

const shown = async (
  page: PageWorld,
  visit: Visit,
  said: Said | undefined,
  status?: number,
): Promise<Answer> => {
  const row = await rowAsked(page, visit);
  if (!row) return missing;
  const title = `${row.organism.code}, ${nameOf(row)}`;
  const body = html`<header><p class="kicker">${qualificationWords[visit.language].title}</p><h1>${title}</h1></header>${saidLine(said)}${pairView({ page, visit }, row)}`;
  return { is: "page", here: "qualification", title, body, ...(status ? { status } : {}) };
};

/** « Compte rendu de basculement »: of the organism, over all employers. */
const account = async (page: PageWorld, visit: Visit): Promise<Answer> => {
  const first = await rowAsked(page, visit);
  if (!first) return missing;
  const w = qualificationWords[visit.language];
  const all = await rowsOf(page, {});
  const rows = all.filter((r) => r.organism.code === first.organism.code);
  const { journal, store, clock } = page.world;
  const made = await accountOf(
    { journal, store, entries: await standing(page.world) },
    { rows, all },
  );
  const lines = changeAccountLines(visit.language, { first, account: made, now: clock.now() });
  const text = `${lines.join("\n")}\n`;
  if (visit.query.has("text"))
    return {
      is: "document",
      type: "text/plain; charset=utf-8",
      bytes: text,
      name: `basculement-${first.organism.code}.txt`,
    };
  const body = html`<h1>${w.report}</h1><p class="papers"><a href="/qualification/${encodeURIComponent(first.organism.code)}/${first.siret}">${first.organism.code}, ${nameOf(first)}</a> <a href="?text">${w.reportText}</a></p><pre class="explained" tabindex="0">${text}</pre>`;
  return { is: "page", here: "qualification", title: w.report, body };
};

/** What is said, without who says it of whom; or why it cannot be. */
type Part =
  | { readonly order: string; readonly [name: string]: unknown }
  | { readonly wrong: string };

const wrong = (
  { language }: Visit,
  why: keyof (typeof qualificationWords)["fr"]["wrong"],
): Part => ({ wrong: qualificationWords[language].wrong[why] });

const doneOrder = async (page: PageWorld, visit: Visit, row: BoardRow): Promise<Part> => {
  const on = visit.form.fields.get("on") ?? "";
  const step = visit.form.fields.get("step") ?? "";
  if (!isDay(on)) return wrong(visit, "day");
  if (step === "") return wrong(visit, "step");
  const kept = await keptFile(page, visit, "paper");
  if (kept.is === "empty" || kept.is === "large") return wrong(visit, kept.is);
  const { path, software } = row.qualifying;
  const more = {
    ...(software ? { software } : {}),
    ...(kept.is === "kept" ? { paper: kept.sha256 } : {}),
  };
  return { order: "done", path: path.name, step, on, ...more };
};

const ordered = async (
  page: PageWorld,
  visit: Visit,
  partOf: (row: BoardRow) => Promise<Part>,
): Promise<Answer> => {
  const row = await rowAsked(page, visit);
  if (!row) return missing;
  const refuse = (status: number, text: string): Promise<Answer> =>
    shown(page, visit, { tone: "bad", text }, status);
  const part = await partOf(row);
  if ("wrong" in part) return refuse(400, String(part.wrong));
  const { declarant, scope } = row.qualifying;
  const reason = textOf(visit, "reason", limits.orderReasonCharsMax);
  const request = { ...part, declarant, scope, by: visit.session.name, reason };
  try {
    const answer = (await page.order("qualification", request)) as QualificationAnswer;
    if (answer.is === "refused")
      return await refuse(409, french(qualificationRefusals[answer.because][visit.language]));
  } catch (cause) {
    return refuse(503, asError(cause).message);
  }
  const { organism, siret } = row;
  return { is: "go", to: `/qualification/${encodeURIComponent(organism.code)}/${siret}?done` };
};
