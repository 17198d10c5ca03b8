/**
 * What a person did outside the mail, as forms: declared otherwise, an answer that came by fax or telephone, the statement given
 * to the client. The law is the domain's: what it would refuse has no form.
 */
import { agreementStand } from "../../domain/agreement/agreement.ts";
import { frenchCalendar } from "../../domain/calendar/working-days.ts";
import { judgeOtherwise } from "../../domain/declared-otherwise.ts";
import type { Deposit } from "../../domain/deposit.ts";
import { statementMeans } from "../../domain/facts/agreement.ts";
import { otherMeans } from "../../domain/facts.ts";
import type { Instant } from "../../domain/ids.ts";
import { declares, mayHaveLeft } from "../../domain/message.ts";
import type { VerdictIs } from "../../domain/receipt/verdict.ts";
import type { ReportModel } from "../../domain/report/deposit.ts";
import { type Html, html, type Part } from "../html.ts";
import { choiceField, fileField, optionsOf, textField } from "../visit/fields.ts";
import { press } from "../visit/press.ts";
import type { Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { byHandWords } from "./by-hand-words.ts";

export const spokenMeans = ["fax", "phone", "post"] as const;
export type SpokenMeans = (typeof spokenMeans)[number];
export const paperSays = [
  "registered",
  "received",
  "refused",
  "to-read",
] as const satisfies readonly VerdictIs[];

/** A file of thousands is named by its whole, or by the numbers of its table. */
const positionsShown = 200;

/** Their forms hold a file. */
export const withFile: ReadonlySet<string> = new Set(["declared", "record"]);

interface About {
  readonly page: PageWorld;
  readonly visit: Visit;
  /** By its own facts. */
  readonly deposit: Deposit;
  readonly model: ReportModel;
  readonly now: Instant;
  /** Where a link to agree by would go; absent: none can be sent. */
  readonly link?: { readonly to: string };
}

/** The client waits for its statement: asked plainly, not behind a summary. */
export const statementForm = (about: About): Html | undefined => {
  const { page, visit, deposit, now } = about;
  const calendar = page.world.dossiers.get(deposit.claimed.dossier)?.calendar ?? frenchCalendar;
  if (agreementStand(deposit, { now, calendar }).is === "not-asked") return undefined;
  const w = byHandWords[visit.language].statement;
  const body = html`<p>${w.what}</p><p class="papers"><a href="/deposits/${deposit.id}/statement.html">${w.paper}</a> <a href="/deposits/${deposit.id}/statement.pdf">PDF</a></p>
<div class="fields">${choiceField({ id: "statement-how", name: "how", label: w.how, options: optionsOf(statementMeans, w.means) })}
${textField({ id: "statement-whom", name: "reason", label: w.whom })}<p><button class="button">${w.button}</button></p></div>`;
  return html`<section class="choose" aria-labelledby="statement"><h2 id="statement">${w.title}</h2>${form(about, "statement", body)}${about.link && linkForm(about, about.link.to)}</section>`;
};

const linkForm = (about: About, to: string): Html => {
  const { page, visit } = about;
  const w = byHandWords[visit.language].link;
  const body = html`<p class="after">${w.what(page.agreements?.days ?? 0)}</p><div class="fields">${textField({ id: "link-to", name: "to", label: w.to, value: to, maxLength: 254, needed: true })}
${textField({ id: "link-why", name: "reason", label: w.reason })}<p><button class="button">${w.button}</button></p></div>`;
  return form(about, "link", body);
};

export const byHand = (about: About): Html | undefined => {
  const w = byHandWords[about.visit.language];
  const forms = [declaredForm(about), recordForm(about)].filter((one) => one !== undefined);
  if (forms.length === 0) return undefined;
  const isTried = ["declared", "record"].some((name) => written(about, name)("seen") !== undefined);
  return html`<section class="choose quiet"><details${isTried && html` open`}><summary>${w.summary}</summary><p>${w.what}</p><ul class="choices">${forms.map((one) => html`<li>${one}</li>`)}</ul></details></section>`;
};

/** What the form held that was refused: only its file must be chosen again. */
const written =
  ({ visit, deposit }: About, action: string) =>
  (field: string): string | undefined =>
    visit.url === `/deposits/${deposit.id}/${action}` ? visit.form.fields.get(field) : undefined;

const form = (
  { visit, deposit }: About,
  action: "declared" | "record" | "statement" | "link",
  body: Part,
): Html =>
  press({
    session: visit.session,
    action: `/deposits/${deposit.id}/${action}`,
    hidden: { seen: String(deposit.lastSeq) },
    body,
    ...(withFile.has(action) ? { upload: true } : {}),
  });

const declaredForm = (about: About): Html | undefined => {
  const { visit, deposit } = about;
  const reason = "?";
  const whole = judgeOtherwise(deposit, { reason });
  const positions = deposit.declarations
    .slice(0, positionsShown)
    .map((d) => d.position)
    .filter((position) => judgeOtherwise(deposit, { position, reason }).is === "allowed");
  if (whole.is === "refused" && positions.length === 0) return undefined;
  const words = byHandWords[visit.language];
  const w = words.declared;
  const typed = written(about, "declared");
  const body = html`<p><strong>${w.title}</strong><br>${w.what}${whole.is === "allowed" && whole.cancels && html` ${w.cancels}`}</p>
<p class="papers"><a href="/deposits/${deposit.id}/kit.html">${w.kit}</a> <a href="/deposits/${deposit.id}/kit.pdf">PDF</a></p>
${which(about, { id: "declared", positions, whole: whole.is === "allowed" })}
${choiceField({ id: "declared-means", name: "means", label: words.means, options: optionsOf(otherMeans, w.means), value: typed("means") })}
${fileField({ id: "declared-proof", name: "proof", label: w.proof, needed: true })}
${textField({ id: "declared-why", name: "reason", label: words.reasonNeeded, needed: true, typed: typed("reason") })}
<p><button class="button risky">${w.button}</button></p>`;
  return form(about, "declared", body);
};

const recordForm = (about: About): Html | undefined => {
  const { visit, deposit } = about;
  const gone = new Set(
    deposit.messages
      .filter((m) => declares(m) && mayHaveLeft(m))
      .flatMap((m) => m.frozen.declarations),
  );
  const left = deposit.declarations.filter((d) => gone.has(d.id)).map((d) => d.position);
  if (left.length === 0) return undefined;
  const words = byHandWords[visit.language];
  const w = words.record;
  const typed = written(about, "record");
  const body = html`<p><strong>${w.title}</strong><br>${w.what}</p>
${which(about, { id: "record", positions: left, whole: true })}
${choiceField({ id: "record-means", name: "means", label: words.means, options: optionsOf(spokenMeans, w.means), value: typed("means") })}
${choiceField({ id: "record-says", name: "says", label: w.says, options: optionsOf(paperSays, w.saysWords), value: typed("says") })}
${fileField({ id: "record-scan", name: "scan", label: w.scan })}
${textField({ id: "record-code", name: "code", label: w.code, maxLength: 60, typed: typed("code") })}
${textField({ id: "record-number", name: "number", label: w.number, maxLength: 60, typed: typed("number") })}
${textField({ id: "record-why", name: "reason", label: w.reason, typed: typed("reason") })}
<p><button class="button">${w.button}</button></p>`;
  return form(about, "record", body);
};

const which = (
  all: About,
  about: { readonly id: string; readonly positions: readonly number[]; readonly whole: boolean },
): Html | undefined => {
  const { id, positions, whole } = about;
  const { visit, model } = all;
  if (model.declarations.length < 2 && whole) return undefined;
  const w = byHandWords[visit.language];
  const who = new Map(model.declarations.map((d) => [d.position, d.who]));
  const typed = written(all, id);
  const options = [
    ...(whole ? [{ value: "", text: w.all }] : []),
    ...positions
      .slice(0, positionsShown)
      .map((n) => ({ value: String(n), text: `${n}. ${who.get(n) ?? ""}` })),
  ];
  return choiceField({
    id: `${id}-which`,
    name: "position",
    label: w.which,
    options,
    value: typed("position"),
  });
};
