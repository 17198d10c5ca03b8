/** Where everybody stands: one line per employer and organism, then one of them step by step with what a person may say of it. */
import { parisDay } from "../../domain/paris-time.ts";
import { attestationStep, hasDurations } from "../../domain/qualification/path.ts";
import type { StepStand } from "../../domain/qualification/stand.ts";
import type { Tone } from "../../domain/situations.ts";
import { type BoardRow, doneDay } from "../../journey/qualification/board.ts";
import { type Html, html, type Part } from "../html.ts";
import { choiceField, fileField, textField } from "../visit/fields.ts";
import { dayText, french, inFrench } from "../visit/marks.ts";
import { press } from "../visit/press.ts";
import type { Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { qualificationWords } from "./words.ts";

export interface About {
  readonly page: PageWorld;
  readonly visit: Visit;
}

const pairHref = ({ organism, siret }: BoardRow): string =>
  `/qualification/${encodeURIComponent(organism.code)}/${siret}`;

export const nameOf = ({ siret, employer }: BoardRow): string =>
  [employer, siret].filter(Boolean).join(", ");

export const boardTable = (about: About, rows: readonly BoardRow[]): Html => {
  const { visit } = about;
  const w = qualificationWords[visit.language];
  return html`<table class="deposits"><thead><tr><th scope="col">${w.columns.pair}</th><th scope="col" class="count">${w.columns.passed}</th><th scope="col">${w.columns.next}</th><th scope="col" class="hour">${w.columns.due}</th></tr></thead>
<tbody>${rows.map((row) => {
    const needed = row.stand.steps.filter((s) => s.step.needed);
    const passed = needed.filter((s) => s.is === "done").length;
    const due = row.stand.next && row.due.get(row.stand.next.step.id);
    return html`<tr><th scope="row"><a href="${pairHref(row)}">${row.organism.code}, ${row.employer || row.siret}</a><span class="small">${row.siret}${row.declarant.byMandate && html` · ${w.by(row.declarant.name)}`}</span></th><td class="count">${passed}/${needed.length}</td><td>${standMark(about, row)}</td><td class="hour">${due ? dayText(due, visit.language) : "–"}</td></tr>`;
  })}</tbody></table>`;
};

const tones: Readonly<Record<StepStand["is"], Tone>> = {
  open: "neutral",
  awaiting: "waiting",
  refused: "bad",
  "to-read": "attention",
  done: "good",
};

const mark = ({ page }: About, tone: Tone, text: Part): Html =>
  html`<span class="state ${tone}"><span class="sign" aria-hidden="true">${page.papers.sign(tone)}</span><span>${text}</span></span>`;

const standMark = (about: About, { stand }: BoardRow): Html => {
  const { language } = about.visit;
  const w = qualificationWords[language];
  if (stand.attested)
    return mark(about, "good", w.attested(dayText(stand.attested.on, language), stand.attested.by));
  if (!stand.next) return mark(about, "good", w.complete);
  const { step, is } = stand.next;
  const says = html`<span${inFrench(language)}>${french(step.says)}</span> (${w.is[is]})`;
  const { by, reason } = stand.overridden ?? { by: "", reason: "" };
  return html`${stand.overridden && html`<p>${mark(about, "attention", w.overridden(by, reason))}</p>`}${mark(about, tones[is], says)}`;
};

export const pairView = (about: About, row: BoardRow): Html => {
  const { visit } = about;
  const { language, session } = visit;
  const w = qualificationWords[language];
  const { path } = row.qualifying;
  const admin = session.role === "administrator";
  return html`<p class="papers"><a href="/qualification">${w.all}</a> <a href="/register/about?subject=${row.siret}">${w.register}</a> <a href="/qualification/${encodeURIComponent(row.organism.code)}/${row.siret}/report">${w.report}</a></p>
<p class="facts"${inFrench(language)}>${french(path.title)}</p>
<p>${standMark(about, row)}</p>
${row.declarant.byMandate && html`<p class="aside neutral">${w.by(row.declarant.name)}. ${w.shared}</p>`}
${row.stand.planned && html`<p class="small after">${w.planned(dayText(row.stand.planned.from, language))}</p>`}
<section aria-labelledby="steps"><h2 id="steps">${w.steps.title}</h2>${steps(about, row)}</section>
<section class="choose quiet"><details><summary>${w.tick.title}</summary>${tickForm(about, row)}</details>
${admin && hasDurations(path) && html`<details><summary>${w.plan.title}</summary>${planForm(about, row)}</details>`}
${admin && !row.stand.complete && html`<details><summary>${w.override.title}</summary>${overrideForm(about, row)}</details>`}</section>`;
};

const steps = (about: About, row: BoardRow): Html => {
  const { language } = about.visit;
  const w = qualificationWords[language];
  const c = w.steps;
  return html`<table class="deposits steps"><thead><tr><th scope="col">${c.step}</th><th scope="col">${c.state}</th><th scope="col">${c.sent}</th><th scope="col">${c.came}</th><th scope="col">${c.due}</th><th scope="col">${c.done}</th></tr></thead>
<tbody>${row.stand.steps.map((s) => {
    const due = row.due.get(s.step.id);
    return html`<tr><th scope="row"><span${inFrench(language)}>${french(s.step.says)}</span><span class="small">${s.step.id}${s.step.lasts && html` · ${w.lasts(s.step.lasts)}`}${!s.step.needed && html` · ${w.optional}`}</span></th><td>${mark(about, tones[s.is], w.is[s.is])}${s.inClear && html`<span class="small wrong">${w.inClear}</span>`}</td>
<td>${s.sendings.map((d) => html`<span class="line"><a href="/deposits/${d.id}">${d.id}</a> ${w.on} ${dayText(parisDay(d.claimed.at), language)}</span>`)}</td>
<td>${s.sendings.flatMap((d) => d.receipts).map((r) => html`<span class="line"><a href="/receipts/${r.receipt}">${r.receipt}</a> ${w.on} ${dayText(parisDay(r.arrived), language)}</span>`)}</td>
<td>${due ? dayText(due, language) : "–"}</td><td>${s.done ? html`${dayText(doneDay(s.done), language)}${s.done.by !== undefined && html`<span class="small"> ${s.done.by}</span>`}` : "–"}</td></tr>`;
  })}</tbody></table>`;
};

const action = (row: BoardRow, name: string): string => `${pairHref(row)}/${name}`;

const tickForm = ({ page, visit }: About, row: BoardRow): Html => {
  const w = qualificationWords[visit.language];
  const { path } = row.qualifying;
  const options = [
    ...row.stand.steps
      .filter((s) => s.step.by === "person")
      .map((s) => ({ value: s.step.id, text: s.step.says })),
    ...(path.attestation ? [{ value: attestationStep, text: w.tick.attestation }] : []),
  ];
  const today = parisDay(page.world.clock.now());
  const body = html`<p>${w.tick.what}</p><div class="fields">${choiceField({ id: "step", name: "step", label: w.tick.step, options })}
${textField({ id: "on", name: "on", label: w.tick.day, type: "date", value: today, needed: true })}
${fileField({ id: "paper", name: "paper", label: w.tick.paper })}
${textField({ id: "done-why", name: "reason", label: w.reason })}<p><button class="button">${w.tick.button}</button></p></div>`;
  return press({ session: visit.session, action: action(row, "done"), upload: true, body });
};

const planForm = ({ page, visit }: About, row: BoardRow): Html => {
  const w = qualificationWords[visit.language];
  const value = row.stand.planned?.from ?? parisDay(page.world.clock.now());
  const body = html`<p>${w.plan.what}</p><div class="fields">${textField({ id: "from", name: "from", label: w.plan.from, type: "date", value, needed: true })}
${textField({ id: "plan-why", name: "reason", label: w.reason })}<p><button class="button">${w.plan.button}</button></p></div>`;
  return press({ session: visit.session, action: action(row, "plan"), body });
};

const overrideForm = ({ visit }: About, row: BoardRow): Html => {
  const w = qualificationWords[visit.language];
  const body = html`<p>${w.override.what}</p><div class="fields">${textField({ id: "override-why", name: "reason", label: w.reasonNeeded, needed: true })}<p><button class="button risky">${w.override.button}</button></p></div>`;
  return press({ session: visit.session, action: action(row, "override"), body });
};
