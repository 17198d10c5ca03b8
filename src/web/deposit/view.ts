/** One deposit on a page: the answer first, then the decision, then everything that happened. */
import { frenchCalendar, type WorkCalendar } from "../../domain/calendar/working-days.ts";
import type { Deposit } from "../../domain/deposit.ts";
import type { Instant } from "../../domain/ids.ts";
import type { ReportAnswer, ReportModel } from "../../domain/report/deposit.ts";
import { situation } from "../../domain/rollup.ts";
import { situationText } from "../../domain/situations.ts";
import { type Html, html, type Part } from "../html.ts";
import { type Said, saidLine, wrongLine } from "../visit/fields.ts";
import { french, hour, inFrench, isForTerminal, leading } from "../visit/marks.ts";
import type { Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { byHand, statementForm } from "./by-hand.ts";
import { decision } from "./decision.ts";
import { inEnglish } from "./english.ts";
import { frameWords } from "./frame-words.ts";
import { depositWords } from "./words.ts";

export interface DepositShown {
  readonly page: PageWorld;
  readonly visit: Visit;
  /** By its own facts. */
  readonly own: Deposit;
  /** As its client's hold lets it be. */
  readonly deposit: Deposit;
  readonly model: ReportModel;
  readonly now: Instant;
  /** What is said above all: an order was carried out, or was not. */
  readonly said?: Said;
  readonly unreadable: boolean;
  /** Where a link to agree by would go; absent: none can be sent. */
  readonly link?: { readonly to: string };
}

export const depositView = (given: DepositShown): Html => {
  const shown = { ...given, model: toldIn(given) };
  const { page, visit, deposit, own, model, now, said } = shown;
  const { language } = visit;
  const w = depositWords[language];
  const { claimed, id } = deposit;
  return html`<div id="live" data-live>
<header><p class="kicker">${w.kicker(id, claimed.dossier)}</p><h1>${claimed.name}</h1>
<p class="facts">${model.deposit.format && html`${model.deposit.format.text} · `}${w.taken} ${hour(claimed.at, { now, language })} · ${w.hash} <code>${model.deposit.sha256Short}</code></p></header>
${saidLine(said)}
${shown.unreadable && wrongLine(w.unreadable)}
${model.notice !== undefined && html`<p class="notice" role="note">${set(model.notice, shown)}</p>`}
${answer(shown)}
${clientHold(shown)}
${todo(shown)}
${statementForm({ page, visit, deposit: own, model, now, ...(shown.link ? { link: shown.link } : {}) })}
${decision({ page, visit, deposit: own, now })}
${byHand({ page, visit, deposit: own, model, now })}
${section("parts", shown, parts(shown))}
${section("times", shown, model.times.length > 0 && html`<dl>${model.times.map((t) => html`<dt>${set(t.label, shown)}</dt><dd>${set(t.value, shown)}</dd>`)}</dl>`)}
${section("findings", shown, findings(shown))}
${section("declarations", shown, declarations(shown))}
${section("receipts", shown, receipts(shown))}
${section("mails", shown, mails(shown))}
${section("timeline", shown, html`<ol class="timeline">${model.timeline.map((e) => html`<li><time datetime="${e.at.iso}">${e.at.text}</time><span>${leading(e.what)}${e.detail !== undefined && html`<br><code>${e.detail}</code>`}</span></li>`)}</ol>`)}
<section><h2>${w.sections.papers}</h2><p class="papers">${(["html", "pdf", "text", "json"] as const).map((form) => html`<a href="/deposits/${id}/report.${form === "text" ? "txt" : form}">${w.papers[form]}</a> `)}</p></section>
</div>`;
};

/** The report's values, named in the page's language. */
const toldIn = ({ page, visit, deposit, model }: DepositShown): ReportModel => {
  if (visit.language === "fr") return model;
  const calendar = calendarOf(page, deposit);
  const { contactOf, nameOf } = page.papers;
  const timeline = page.papers.timeline(deposit, "en");
  return inEnglish(model, {
    deposit,
    calendar,
    contactOf,
    nameOf,
    timeline,
    reasons: (known) => page.papers.reasons({ ...known, deposit }, "en"),
  });
};

/** Our own words, set as its language wants them. */
const set = (text: string, { visit }: DepositShown): string =>
  visit.language === "fr" ? french(text) : text;

const section = (
  name: keyof (typeof depositWords)["fr"]["sections"],
  { visit }: DepositShown,
  body: Part,
): Html | undefined =>
  body
    ? html`<section aria-labelledby="${name}"><h2 id="${name}">${depositWords[visit.language].sections[name]}</h2><div>${body}</div></section>`
    : undefined;

const answer = (shown: DepositShown): Html => {
  const { page, visit, deposit, model } = shown;
  const { language } = visit;
  const { title, sentence } = situationText(situation(deposit), language);
  const { tone } = model.situation;
  return html`<section class="answer ${tone}"><span class="sign" aria-hidden="true">${page.papers.sign(tone)}</span><div><h2>${set(title, shown)}</h2><p>${leading(sentence)}</p>
${model.reasons.length > 0 && html`<ul>${model.reasons.map((r) => html`<li${r.isFrench && inFrench(language)}>${leading(r.text)}${r.detail !== undefined && html` <code>${r.detail}</code>`}</li>`)}</ul>`}</div></section>`;
};

const clientHold = ({ page, visit, own, deposit }: DepositShown): Html | undefined => {
  const hold = own === deposit ? undefined : page.world.holds.on(deposit.claimed.dossier);
  return (
    hold &&
    html`<p class="aside">${depositWords[visit.language].clientHeld(hold.name, hold.by, hold.reason)}</p>`
  );
};

const todo = ({ page, visit, deposit, model }: DepositShown): Html => {
  const { language } = visit;
  const w = depositWords[language];
  const { declarations, findings } = model;
  const calendar = calendarOf(page, deposit);
  const told =
    language === "fr"
      ? model.todo
      : page.papers.todo({ deposit, calendar, language, declarations, findings });
  const steps = [...new Set(told.map((step) => onThePage(step, visit)))];
  const body =
    steps.length > 1
      ? html`<ol>${steps.map((step) => html`<li>${leading(step)}</li>`)}</ol>`
      : html`<p>${leading(steps.join(" "))}</p>`;
  return html`<section class="todo"><h2>${w.todo}</h2>${body}</section>`;
};

/** What a report says with a command is done with a button here, of this page or of the receipt's own. */
const onThePage = (step: string, { language }: Visit): string => {
  const w = depositWords[language];
  const told = step.replace(/facteur receipt confirm (R\d+) --reason "…"/gu, w.vouchAt);
  return isForTerminal(told) ? w.answerHere : told;
};

const calendarOf = ({ world }: PageWorld, { claimed }: Deposit): WorkCalendar =>
  world.dossiers.get(claimed.dossier)?.calendar ?? frenchCalendar;

/** Of a file that left cut: where each organism's part stands. */
const parts = ({ page, visit, deposit }: DepositShown): Html | undefined => {
  const { language } = visit;
  const w = depositWords[language];
  const calendar = calendarOf(page, deposit);
  const all = page.papers.parts({ deposit, calendar, language });
  if (all.length === 0) return undefined;
  return html`<table><thead><tr><th scope="col">${w.parts.organism}</th><th scope="col">${w.sections.declarations}</th><th scope="col">${w.parts.state}</th><th scope="col">${w.todo}</th></tr></thead>
<tbody>${all.map(
    (
      p,
    ) => html`<tr><th scope="row">${p.organism}${p.contact !== undefined && html`<div class="small">${p.contact}</div>`}</th><td>${p.declarations}</td>
<td class="${p.tone}"><div class="verdict"><span aria-hidden="true">${page.papers.sign(p.tone)}</span><span>${p.title}</span></div></td><td>${p.todo.length === 0 ? "–" : p.todo.map((step) => html`<span class="line">${leading(onThePage(step, visit))}</span>`)}</td></tr>`,
  )}</tbody></table>`;
};

const declarations = (shown: DepositShown): Html | undefined => {
  const { page, visit, model } = shown;
  const f = frameWords[visit.language];
  const w = depositWords[visit.language];
  if (model.declarations.length === 0) return undefined;
  return html`<table><thead><tr><th scope="col" class="num">${f.number}</th><th scope="col" class="wide">${w.columns.who}</th><th scope="col">${w.columns.verdict}</th><th scope="col">${w.columns.receipt}</th></tr></thead>
<tbody>${model.declarations.map(
    (d) => html`<tr><th scope="row" class="num">${d.position}</th>
<td><div class="who">${d.who}</div><div class="small">${d.details.map((x) => html`<span>${x.label} ${x.value}</span>`)}</div></td>
<td class="${d.verdict.tone}"><div class="verdict"><span aria-hidden="true">${page.papers.sign(d.verdict.tone)}</span><span>${set(d.verdict.text, shown)}</span></div>${d.verdict.remark !== undefined && html`<div class="small">${set(d.verdict.remark, shown)}</div>`}</td>
<td>${d.answers.length === 0 ? html`<span class="small">${w.noReceipt}</span>` : d.answers.map((a) => answered(a, shown))}</td></tr>`,
  )}</tbody></table>`;
};

const answered = (a: ReportAnswer, { visit }: DepositShown): Html => {
  const f = frameWords[visit.language];
  const parts = [
    a.level !== undefined && f.level(a.level),
    a.code !== undefined && f.code(a.code),
    a.number !== undefined && f.registration(a.number),
  ].filter((part) => part !== false);
  return html`<div class="ar">${parts.join(", ")}</div>${a.said !== undefined && html`<div class="ar"${inFrench(visit.language)}>« ${a.said} »</div>`}<div class="small">${a.arrived.text}, ${a.authenticity} (${a.receipt})</div>`;
};

const findings = (shown: DepositShown): Html | undefined => {
  const { visit, model } = shown;
  const w = depositWords[visit.language].columns;
  const f = frameWords[visit.language];
  const judged =
    model.judged !== undefined && html`<p class="aside">${set(model.judged.text, shown)}</p>`;
  if (model.findings.length === 0) return judged === false ? undefined : judged;
  return html`<table><thead><tr><th scope="col">${w.where}</th><th scope="col">${w.wrong}</th><th scope="col">${w.remedy}</th></tr></thead>
<tbody>${model.findings.map(
    (one) =>
      html`<tr><th scope="row">${one.place}<div class="small">${one.severityText}</div></th><td>${set(one.what, shown)}${one.value !== undefined && html`<div class="small">${set(f.read, shown)} <code>${one.value}</code></div>`}${one.expected !== undefined && html`<div class="small">${set(f.expected, shown)} <code>${one.expected}</code></div>`}</td><td>${set(one.remedy, shown)}</td></tr>`,
  )}</tbody></table>${judged}`;
};

const receipts = (shown: DepositShown): Html | undefined => {
  const { visit, model } = shown;
  const { language } = visit;
  const f = frameWords[language];
  if (model.receipts.length === 0) return undefined;
  return html`${model.receipts.map(
    (
      r,
    ) => html`<div class="receipt"><dl><dt><a href="/receipts/${r.receipt}">${r.receipt}</a>${r.level !== undefined && `, ${f.level(r.level)}`}</dt><dd><time datetime="${r.arrived.iso}">${r.arrived.text}</time></dd>
<dt>${f.from}</dt><dd>${r.from}</dd><dt>${f.subject}</dt><dd>${r.subject}</dd><dt>${f.authenticity}</dt><dd>${set(r.authenticity, shown)} <span class="small"${inFrench(language)}>(${r.because})</span></dd>${r.filed !== undefined && html`<dt>${f.filed}</dt><dd><code>${r.filed}</code></dd>`}</dl>
${r.notice !== undefined && html`<p class="aside">${set(r.notice, shown)}</p>`}${r.excerpt !== undefined && html`<pre${inFrench(language)} tabindex="0">${r.excerpt}</pre>`}</div>`,
  )}`;
};

const mails = (shown: DepositShown): Html | undefined => {
  const { visit, model } = shown;
  const f = frameWords[visit.language];
  if (model.mails.length === 0) return undefined;
  return html`${model.mails.map(
    (m) =>
      html`<dl><dt>${f.state}</dt><dd>${set(m.state, shown)}, ${f.attempts(m.attempts)}</dd><dt>${f.to}</dt><dd>${m.to.join(", ")}</dd><dt>${f.from}</dt><dd>${m.from}</dd><dt>${f.subject}</dt><dd>${m.subject}</dd>${m.note !== undefined && html`<dt>${f.note}</dt><dd>${m.note}</dd>`}<dt>${f.prepared}</dt><dd><time datetime="${m.date.iso}">${m.date.text}</time></dd><dt>Message-ID</dt><dd><code>${m.messageId}</code></dd></dl>`,
  )}`;
};
