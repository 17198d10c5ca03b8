/** An account on the page: for whom and of which time, what was handed over before, four ways to hand it over, and the account itself. */
import { accountForms } from "../../domain/account/forms.ts";
import { parisDay } from "../../domain/paris-time.ts";
import type { AccountGiven } from "../../journey/account/given.ts";
import { clientAddress, type OpenedAccount } from "../../journey/account/open.ts";
import { type Html, html, trusted } from "../html.ts";
import { choiceField, optionsOf, type Said, saidLine, textField } from "../visit/fields.ts";
import { dayText, frenchNote, hour, inFrench } from "../visit/marks.ts";
import { press } from "../visit/press.ts";
import type { Visit } from "../visit/visit.ts";
import type { Document } from "../world.ts";
import { type AccountFields, fieldsOf, times } from "./asked.ts";
import { accountPageWords } from "./words.ts";

export interface AccountShown {
  readonly visit: Visit;
  readonly asked: AccountFields;
  /** Whom the settings and the register know. */
  readonly known: readonly { readonly value: string; readonly text: string }[];
  readonly said: Said | undefined;
  readonly opened?: {
    readonly account: OpenedAccount;
    readonly document: Document;
    readonly given: readonly AccountGiven[];
    readonly prints: boolean;
    readonly mails: boolean;
  };
}

export const accountView = (shown: AccountShown): Html => {
  const { visit, said } = shown;
  const w = accountPageWords[visit.language];
  return html`<h1>${w.title}</h1>${saidLine(said)}<p class="after">${w.what}</p>
${askForm(shown)}${opened(shown)}`;
};

const askForm = ({ visit, asked, known }: AccountShown): Html => {
  const w = accountPageWords[visit.language];
  return html`<form class="card" action="/reports/account"><h2 class="hidden">${w.ask}</h2><div class="fields">
${textField({ id: "client", name: "client", label: w.client, value: asked.client, maxLength: 200, needed: true, list: "clients" })}<datalist id="clients">${known.map((one) => html`<option value="${one.value}">${one.text}</option>`)}</datalist>
${choiceField({ id: "time", name: "time", label: w.time, options: optionsOf(times, w.times), value: asked.time })}
${textField({ id: "month", name: "month", label: w.month, value: asked.month, maxLength: 7 })}</div>
<fieldset class="ticks"><legend>${w.forms}</legend>${accountForms.toReversed().map((form) => html`<label class="tick" for="form-${form}"><input id="form-${form}" name="${form}" type="checkbox" value="yes"${asked.forms.includes(form) && html` checked`}>${w.formsWords[form]}</label>`)}</fieldset>
<p><button class="button">${w.open}</button></p></form>`;
};

const opened = (shown: AccountShown): Html | undefined => {
  if (!shown.opened) return undefined;
  const { visit } = shown;
  const { account, document, given } = shown.opened;
  const w = accountPageWords[visit.language];
  return html`${handOver(shown, shown.opened)}
<section aria-labelledby="given"><h2 id="given">${w.given}</h2>${givenTable(visit, given, account.at)}</section>
<section aria-labelledby="paper"><h2 id="paper">${w.paper} <span class="small">${w.counts(account.found.length)}</span></h2>${frenchNote(visit.language)}<div class="paper"${inFrench(visit.language)}>${trusted(document.body())}</div></section>`;
};

const handOver = (
  { visit, asked }: AccountShown,
  { account, given, prints, mails }: NonNullable<AccountShown["opened"]>,
): Html => {
  const { session, language } = visit;
  const w = accountPageWords[language];
  const way = (hidden: Record<string, string>, body: Html): Html =>
    html`<li>${press({ session, action: "/reports/account/given", hidden: { ...fieldsOf(asked), ...hidden, seen: String(gone(given)) }, body })}</li>`;
  const button = ({ what, button: text }: { readonly what: string; readonly button: string }) =>
    html`<p>${what}</p><p><button class="button">${text}</button></p>`;
  const mail = html`<p>${w.mail.what}</p>${textField({ id: "to", name: "to", label: w.mail.to, value: clientAddress(account), maxLength: 254, needed: true })}<p><button class="button risky">${w.mail.button}</button></p>`;
  return html`<section class="choose quiet" aria-labelledby="give"><h2 id="give">${w.give}</h2><ul class="choices">${way({ means: "file", format: "zip" }, button(w.zip))}${way({ means: "file", format: "pdf" }, button(w.pdf))}${prints && way({ means: "print" }, button(w.print))}${mails && way({ means: "mail" }, mail)}</ul>${!mails && html`<p class="small">${w.noMail}</p>`}<p class="small">${w.signed(session.name)}</p></section>`;
};

/** How often it left by itself: who mails or prints has seen these. A file that was taken hinders nobody. */
export const gone = (given: readonly AccountGiven[]): number =>
  given.filter((fact) => fact.means !== "file").length;

const givenTable = (visit: Visit, given: readonly AccountGiven[], now: number): Html => {
  const { language } = visit;
  const w = accountPageWords[language];
  if (given.length === 0) return html`<p class="empty">${w.noneGiven}</p>`;
  const day = (at: number): string => dayText(parisDay(at), language);
  return html`<table class="deposits"><thead><tr><th scope="col" class="hour">${w.columns.at}</th><th scope="col">${w.columns.by}</th><th scope="col">${w.columns.time}</th><th scope="col">${w.columns.how}</th><th scope="col">${w.columns.hash}</th></tr></thead><tbody>${given
    .toReversed()
    .map(
      (fact) =>
        html`<tr><td class="hour">${hour(fact.at, { now, language })}</td><td>${fact.by}</td><td>${w.until(fact.from === 0 ? "" : day(fact.from), day(fact.until - 1))}</td><td>${fact.to === undefined ? w.means[fact.means] : w.sentTo(w.means[fact.means], fact.to)}</td><td><code>${fact.bundle.slice(0, 12)}</code></td></tr>`,
    )}</tbody></table>`;
};
