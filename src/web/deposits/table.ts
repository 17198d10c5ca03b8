/** Deposits in a table: one line each, its state with its sign, and a link to all of it. */
import type { Deposit } from "../../domain/deposit.ts";
import type { Instant } from "../../domain/ids.ts";
import { situation } from "../../domain/rollup.ts";
import { type Html, html } from "../html.ts";
import { hour, stateMark } from "../visit/marks.ts";
import type { Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { depositsWords } from "./words.ts";

export const depositTable = (
  deposits: readonly Deposit[],
  about: { readonly page: PageWorld; readonly visit: Visit; readonly now: Instant },
): Html => {
  const { page, visit, now } = about;
  const { language } = visit;
  const w = depositsWords[language];
  if (deposits.length === 0) return html`<p class="empty">${w.none}</p>`;
  return html`<table class="deposits"><caption class="hidden">${w.title}</caption>
<thead><tr><th scope="col" class="id">${w.columns.id}</th><th scope="col">${w.columns.file}</th><th scope="col" class="state">${w.columns.state}</th><th scope="col" class="count">${w.columns.registered}</th><th scope="col" class="hour">${w.columns.taken}</th></tr></thead>
<tbody>${deposits.map((deposit) => {
    const s = situation(deposit);
    const { dossier, name, at } = deposit.claimed;
    return html`<tr><td class="id">${deposit.id}</td><th scope="row"><a href="/deposits/${deposit.id}">${name}</a><span class="small">${dossier}</span></th><td class="state">${stateMark(s, { language, sign: page.papers.sign })}</td><td class="count">${s.counts.total === 0 ? "–" : w.counted(s.counts.registered, s.counts.total)}</td><td class="hour">${hour(at, { now, language })}</td></tr>`;
  })}</tbody></table>`;
};
