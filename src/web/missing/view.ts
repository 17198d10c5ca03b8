/** Returns that nobody dropped: what is expected now, and the form that says that one was declared otherwise. */
import { periodName } from "../../domain/calendar/period.ts";
import { formText, namesText, organismText } from "../../domain/due/series-text.ts";
import type { ExpectedReturn } from "../../domain/due/today.ts";
import { otherMeans } from "../../domain/facts.ts";
import type { Instant } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { type Entry, valueOf } from "../../domain/register/entry.ts";
import { type Html, html } from "../html.ts";
import {
  choiceField,
  fileField,
  optionsOf,
  type Said,
  saidLine,
  textField,
} from "../visit/fields.ts";
import { hour, inFrench } from "../visit/marks.ts";
import { press } from "../visit/press.ts";
import type { Visit } from "../visit/visit.ts";
import { missingWords } from "./words.ts";

export interface MissingShown {
  readonly visit: Visit;
  readonly now: Instant;
  readonly expected: readonly ExpectedReturn[];
  readonly entries: readonly Entry[];
  /** What was typed, or asked for by a link. */
  readonly typed: (name: string) => string;
  readonly said: Said | undefined;
}

export const missingView = (shown: MissingShown): Html => {
  const { visit, said } = shown;
  const w = missingWords[visit.language];
  return html`<h1>${w.title}</h1>${saidLine(said)}<p class="after">${w.what}</p>
<section aria-labelledby="expected"><h2 id="expected">${w.expected}</h2>${expectedTable(shown)}</section>
${form(shown)}`;
};

const expectedTable = ({ visit, now, expected }: MissingShown): Html => {
  const { language } = visit;
  const w = missingWords[language];
  if (expected.length === 0) return html`<p class="empty">${w.none}</p>`;
  const c = w.columns;
  return html`<table class="deposits"><thead><tr><th scope="col">${c.what}</th><th scope="col" class="count">${c.period}</th><th scope="col" class="hour">${c.deadline}</th><th scope="col">${c.who}</th><th scope="col"><span class="hidden">${w.say}</span></th></tr></thead>
<tbody>${expected.slice(0, limits.pageNeedsMax).map((one) => {
    const { organism, form: number, dossier, clients, before, deadline } = one;
    const period = periodName(one.period);
    const name = one.because === "adhesion" ? one.name : organismText(organism, number);
    const href = `/reports/missing?${new URLSearchParams({ organism, period }).toString()}#declared`;
    return html`<tr><th scope="row"><span${inFrench(language)}>${[name, formText(number)].filter(Boolean).join(", ")}</span><span class="small">${dossier}</span></th><td class="count">${period}</td><td class="hour">${deadline === undefined ? "–" : hour(deadline, { now, language })}</td><td>${one.because === "adhesion" ? namesText(one.who) : w.employers(clients)}${before.length > 0 && html`<span class="small line">${w.before} ${before.slice(0, 3).map((id) => html`<a href="/deposits/${id}">${id}</a> `)}</span>`}</td><td><a href="${href}" aria-label="${w.say} ${name} ${period}">${w.say}</a></td></tr>`;
  })}</tbody></table>`;
};

const form = ({ visit, entries, typed }: MissingShown): Html => {
  const { session, language } = visit;
  const w = missingWords[language];
  const list = (id: string, table: Entry["table"], columns: readonly [string, string]): Html =>
    html`<datalist id="${id}">${entries
      .filter((e) => e.table === table)
      .slice(0, limits.pageClientsMax)
      .map(
        (e) => html`<option value="${valueOf(e, columns[0])}">${valueOf(e, columns[1])}</option>`,
      )}</datalist>`;
  const body = html`<p>${w.declaredWhat}</p><div class="grid">
${textField({ id: "employer", name: "employer", label: w.employer, value: typed("employer"), maxLength: 20, needed: true, list: "employers" })}
${textField({ id: "organism", name: "organism", label: w.organism, value: typed("organism"), maxLength: 200, needed: true, list: "organisms" })}
${textField({ id: "period", name: "period", label: w.period, value: typed("period"), maxLength: 20, needed: true })}
${choiceField({ id: "means", name: "means", label: w.means, options: optionsOf(otherMeans, w.meansWords), value: typed("means") })}
${fileField({ id: "proof", name: "proof", label: w.proof, needed: true })}
${textField({ id: "reason", name: "reason", label: w.reason, value: typed("reason"), needed: true })}</div>
${list("employers", "employeurs", ["siret", "raison_sociale"])}${list("organisms", "organismes", ["code", "nom"])}
<p class="after"><button class="button risky">${w.button}</button></p><p class="small">${w.signed(session.name)}</p>`;
  return html`<section class="choose" id="declared" aria-labelledby="say"><h2 id="say">${w.declared}</h2>${press({ session, action: "/reports/missing", body, upload: true })}</section>`;
};
