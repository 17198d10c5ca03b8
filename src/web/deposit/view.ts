/** One deposit on a page: the answer first, then the decision, then everything that happened. */
import type { Deposit } from "../../domain/deposit.ts";
import type { Instant } from "../../domain/ids.ts";
import type { ReportAnswer, ReportModel } from "../../domain/report-model.ts";
import { situation } from "../../domain/rollup.ts";
import { situationText } from "../../domain/situations.ts";
import { type Html, html, type Part } from "../html.ts";
import { french, hour, inFrench, isForTerminal, leading } from "../visit/marks.ts";
import type { Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { byHand, statementForm } from "./by-hand.ts";
import { decision } from "./decision.ts";
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
  readonly said?: { readonly tone: "good" | "bad"; readonly text: string };
  readonly unreadable: boolean;
}

export const depositView = (shown: DepositShown): Html => {
  const { page, visit, deposit, own, model, now, said } = shown;
  const { language } = visit;
  const w = depositWords[language];
  const { claimed, id } = deposit;
  return html`<div id="live" data-live>
<header><p class="kicker">${w.kicker(id, claimed.dossier)}</p><h1>${claimed.name}</h1>
<p class="facts"${inFrench(language)}>${model.deposit.format && html`${model.deposit.format.text} · `}<span lang="${language}">${w.taken} ${hour(claimed.at, { now, language })} · ${w.hash}</span> <code>${model.deposit.sha256Short}</code></p></header>
${said && html`<p class="said ${said.tone}" role="${said.tone === "bad" ? "alert" : "status"}">${said.text}</p>`}
${shown.unreadable && html`<p class="said bad" role="alert">${w.unreadable}</p>`}
${model.notice !== undefined && html`<p class="notice" role="note"${inFrench(language)}>${french(model.notice)}</p>`}
${answer(shown)}
${clientHold(shown)}
${todo(shown)}
${statementForm({ page, visit, deposit: own, model, now })}
${decision({ page, visit, deposit: own, now })}
${byHand({ page, visit, deposit: own, model, now })}
${section("times", shown, model.times.length > 0 && html`<dl>${model.times.map((t) => html`<dt>${french(t.label)}</dt><dd>${french(t.value)}</dd>`)}</dl>`)}
${section("findings", shown, findings(shown))}
${section("declarations", shown, declarations(shown))}
${section("receipts", shown, receipts(shown))}
${section("mails", shown, mails(shown))}
${section("timeline", shown, html`<ol class="timeline">${model.timeline.map((e) => html`<li><time datetime="${e.at.iso}">${e.at.text}</time><span>${leading(e.what)}${e.detail !== undefined && html`<br><code>${e.detail}</code>`}</span></li>`)}</ol>`)}
<section><h2>${w.sections.papers}</h2><p class="papers">${(["html", "pdf", "text", "json"] as const).map((form) => html`<a href="/deposits/${id}/report.${form === "text" ? "txt" : form}">${w.papers[form]}</a> `)}</p></section>
</div>`;
};

/** What the reports say is in French, whatever the page speaks. */
const section = (
  name: keyof (typeof depositWords)["fr"]["sections"],
  { visit }: DepositShown,
  body: Part,
): Html | undefined =>
  body
    ? html`<section aria-labelledby="${name}"><h2 id="${name}">${depositWords[visit.language].sections[name]}</h2><div${inFrench(visit.language)}>${body}</div></section>`
    : undefined;

const answer = ({ page, visit, deposit, model }: DepositShown): Html => {
  const { language } = visit;
  const { title, sentence } = situationText(situation(deposit), language);
  const { tone } = model.situation;
  return html`<section class="answer ${tone}"><span class="sign" aria-hidden="true">${page.papers.sign(tone)}</span><div><h2>${title}</h2><p>${leading(sentence)}</p>
${model.reasons.length > 0 && html`<ul${inFrench(language)}>${model.reasons.map((r) => html`<li>${leading(r.text)}${r.detail !== undefined && html` <code>${r.detail}</code>`}</li>`)}</ul>`}</div></section>`;
};

const clientHold = ({ page, visit, own, deposit }: DepositShown): Html | undefined => {
  const hold = own === deposit ? undefined : page.world.holds.on(deposit.claimed.dossier);
  return (
    hold &&
    html`<p class="aside">${depositWords[visit.language].clientHeld(hold.name, hold.by, hold.reason)}</p>`
  );
};

const todo = ({ visit, deposit, model }: DepositShown): Html => {
  const { language } = visit;
  const w = depositWords[language];
  const told = language === "fr" ? model.todo : [situationText(situation(deposit), language).next];
  const steps = [...new Set(told.map((step) => (isForTerminal(step) ? w.answerHere : step)))];
  const body =
    steps.length > 1
      ? html`<ol>${steps.map((step) => html`<li>${leading(step)}</li>`)}</ol>`
      : html`<p>${leading(steps.join(" "))}</p>`;
  return html`<section class="todo"><h2>${w.todo}</h2>${body}</section>`;
};

const declarations = ({ page, visit, model }: DepositShown): Html | undefined => {
  const w = depositWords[visit.language];
  if (model.declarations.length === 0) return undefined;
  return html`<table><thead><tr><th scope="col" class="num">N°</th><th scope="col" class="wide">${w.columns.who}</th><th scope="col">${w.columns.verdict}</th><th scope="col">${w.columns.receipt}</th></tr></thead>
<tbody>${model.declarations.map(
    (d) => html`<tr><th scope="row" class="num">${d.position}</th>
<td><div class="who">${d.who}</div><div class="small">${d.details.map((x) => html`<span>${x.label} ${x.value}</span>`)}</div></td>
<td class="${d.verdict.tone}"><div class="verdict"><span aria-hidden="true">${page.papers.sign(d.verdict.tone)}</span><span>${french(d.verdict.text)}</span></div>${d.verdict.remark !== undefined && html`<div class="small">${french(d.verdict.remark)}</div>`}</td>
<td>${d.answers.length === 0 ? html`<span class="small">${w.noReceipt}</span>` : d.answers.map(answered)}</td></tr>`,
  )}</tbody></table>`;
};

const answered = (a: ReportAnswer): Html => {
  const parts = [
    a.level !== undefined && `niveau ${a.level}`,
    a.code !== undefined && `code ${a.code}`,
    a.number !== undefined && `n°\u00a0${a.number}`,
  ].filter((part) => part !== false);
  return html`<div class="ar">${parts.join(", ")}</div>${a.said !== undefined && html`<div class="ar">« ${a.said} »</div>`}<div class="small">${a.arrived.text}, ${a.authenticity} (${a.receipt})</div>`;
};

const findings = ({ visit, model }: DepositShown): Html | undefined => {
  const w = depositWords[visit.language].columns;
  if (model.findings.length === 0) return undefined;
  return html`<table><thead><tr><th scope="col">${w.where}</th><th scope="col">${w.wrong}</th><th scope="col">${w.remedy}</th></tr></thead>
<tbody>${model.findings.map(
    (f) =>
      html`<tr><th scope="row">${f.place}<div class="small">${f.severityText}</div></th><td>${french(f.what)}${f.value !== undefined && html`<div class="small">Lu : <code>${f.value}</code></div>`}${f.expected !== undefined && html`<div class="small">Attendu : <code>${f.expected}</code></div>`}</td><td>${french(f.remedy)}</td></tr>`,
  )}</tbody></table>`;
};

const receipts = ({ visit, model }: DepositShown): Html | undefined => {
  if (model.receipts.length === 0) return undefined;
  return html`${model.receipts.map(
    (
      r,
    ) => html`<div class="receipt"><dl><dt><a href="/receipts/${r.receipt}">${r.receipt}</a>${r.level !== undefined && `, niveau ${r.level}`}</dt><dd><time datetime="${r.arrived.iso}">${r.arrived.text}</time></dd>
<dt>De</dt><dd>${r.from}</dd><dt>Sujet</dt><dd>${r.subject}</dd><dt>Authenticité</dt><dd>${french(r.authenticity)} <span class="small">(${r.because})</span></dd>${r.filed !== undefined && html`<dt>Rangé dans</dt><dd><code>${r.filed}</code></dd>`}</dl>
${r.notice !== undefined && html`<p class="aside">${french(r.notice)}</p>`}${r.excerpt !== undefined && html`<pre lang="${visit.language === "fr" ? "" : "fr"}">${r.excerpt}</pre>`}</div>`,
  )}`;
};

const mails = ({ model }: DepositShown): Html | undefined => {
  if (model.mails.length === 0) return undefined;
  return html`${model.mails.map(
    (m) =>
      html`<dl><dt>État</dt><dd>${french(m.state)}, ${m.attempts} ${m.attempts < 2 ? "essai" : "essais"}</dd><dt>À</dt><dd>${m.to.join(", ")}</dd><dt>De</dt><dd>${m.from}</dd><dt>Sujet</dt><dd>${m.subject}</dd>${m.note !== undefined && html`<dt>Note</dt><dd>${m.note}</dd>`}<dt>Préparé le</dt><dd><time datetime="${m.date.iso}">${m.date.text}</time></dd><dt>Message-ID</dt><dd><code>${m.messageId}</code></dd></dl>`,
  )}`;
};
