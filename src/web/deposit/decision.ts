/** The decision screen: what is known, what each choice would do, one button each. Without scripts, by keyboard, under a name. */
import { agreementStand } from "../../domain/agreement/agreement.ts";
import { frenchCalendar } from "../../domain/calendar/working-days.ts";
import type { Deposit } from "../../domain/deposit.ts";
import { awaitedOf } from "../../domain/due/awaited.ts";
import { faults } from "../../domain/faults.ts";
import { holdLineEn } from "../../domain/hold/words.ts";
import type { Instant } from "../../domain/ids.ts";
import type { Message } from "../../domain/message.ts";
import { ruledMails } from "../../domain/ruled-mails.ts";
import { type Html, html, type Part } from "../html.ts";
import type { Language } from "../language.ts";
import { textField } from "../visit/fields.ts";
import { facts, french, hour, inFrench, isForTerminal } from "../visit/marks.ts";
import { press } from "../visit/press.ts";
import type { Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { answersFirst, type Choice, type ChoiceName, choicesOf, isAsked } from "./choices.ts";
import { depositWords } from "./words.ts";

interface About {
  readonly page: PageWorld;
  readonly visit: Visit;
  /** By its own facts: a client's hold is answered elsewhere. */
  readonly deposit: Deposit;
  readonly now: Instant;
}

export const decision = (about: About): Html | undefined => {
  const { deposit, visit } = about;
  const w = depositWords[visit.language];
  const choices = choicesOf(deposit);
  const asked = isAsked(deposit);
  if (choices.length === 0 && !asked) return undefined;
  const first = choices.filter((c) => asked && answersFirst(deposit, c));
  const rest = choices.filter((c) => !first.includes(c));
  const others =
    rest.length > 0 &&
    html`<details${rest.some(({ name }) => isTried(name, visit)) && html` open`}><summary>${w.sections.other}</summary><ul class="choices">${rest.map((c) => choice(c, about))}</ul></details>`;
  if (!asked) return html`<section class="choose quiet">${others}</section>`;
  return html`<section id="decision" class="choose" aria-labelledby="choose"><h2 id="choose">${w.sections.decision}</h2>
<p>${w.asked[question(deposit)]}</p>
<div class="known"><h3>${w.sections.evidence}</h3>${evidence(about)}</div>
${first.length > 0 && html`<ul class="choices">${first.map((c) => choice(c, about))}</ul>`}
${others}
<p class="small">${w.signed(visit.session.name)}</p></section>`;
};

const question = (d: Deposit): "uncertain" | "held" | "suspended" | "refused" => {
  if (d.messages.some((m) => m.stage.is === "uncertain")) return "uncertain";
  if (d.stage.is === "held") return "held";
  return d.heldBy ? "suspended" : "refused";
};

const risky: ReadonlySet<ChoiceName> = new Set(["resend", "cancel", "override"]);

/** It was asked for, and refused. */
const isTried = (name: ChoiceName, { form }: Visit): boolean => form.fields.get("choice") === name;

const choice = (chosen: Choice, about: About): Html => {
  const { name, order, as, message, reasonNeeded, override } = chosen;
  const { deposit, visit } = about;
  const { session, language } = visit;
  const w = depositWords[language];
  const { button, what } = w.choices[name];
  const field = `why-${name}`;
  const hidden = {
    order,
    choice: name,
    seen: String(deposit.lastSeq),
    ...(as ? { as } : {}),
    ...(message ? { message } : {}),
    ...(override ? { override: "yes" } : {}),
  };
  const written = (input: string): string | undefined =>
    isTried(name, visit) ? visit.form.fields.get(input) : undefined;
  const decided = name === "resend" && override;
  const several = deposit.messages.length > 1 && message !== undefined;
  const who =
    name === "agreed" &&
    textField({
      id: `who-${name}`,
      name: "agreedBy",
      label: w.agreedBy,
      maxLength: 100,
      needed: true,
      typed: written("agreedBy"),
    });
  const why = textField({
    id: field,
    name: "reason",
    label: reasonNeeded ? w.reasonNeeded : w.reason,
    needed: reasonNeeded,
    typed: written("reason"),
  });
  const body = html`<p id="what-${name}">${what}${decided && html` <strong>${w.decidedAlready}</strong>`}${several && html` <span class="small">(${w.about(message)})</span>`}</p>
${who}${why}
<p><button class="button ${risky.has(name) ? "risky" : ""}" aria-describedby="what-${name}">${button}</button></p>`;
  return html`<li>${press({ session, action: `/deposits/${deposit.id}/orders`, hidden, body })}</li>`;
};

const evidence = (about: About): Html => {
  const { deposit, visit, now } = about;
  const { language } = visit;
  const w = depositWords[language].evidence;
  const at = (instant: Instant): Html => hour(instant, { now, language });
  const { stage } = deposit;
  const hold = stage.is === "held" ? stage.hold : undefined;
  const rows: (readonly [string, Part])[] = [
    ...(deposit.heldBy
      ? [[deposit.heldBy.by, html`${deposit.heldBy.reason} (${at(deposit.heldBy.at)})`] as const]
      : []),
    ...(hold?.replaces
      ? [[w.same, hold.replaces.map((id) => html`<a href="/deposits/${id}">${id}</a> `)] as const]
      : []),
    ...agreementRows(about, at),
    ...deadlineRows(about, at),
  ];
  const told =
    hold &&
    html`<p><strong>${french(faults[hold.because][language].what)}</strong></p>${hold.details.length > 0 && html`<ul>${hold.details.map((line) => heldLine(line, language))}</ul>`}${!isForTerminal(faults[hold.because][language].next) && html`<p>${french(faults[hold.because][language].next)}</p>`}`;
  const mails = deposit.messages.filter((m) => ["uncertain", "refused"].includes(m.stage.is));
  return html`${told}${rows.length > 0 && facts(rows)}${mails.map((m) => mailEvidence(m, about))}`;
};

const heldLine = (line: string, language: Language): Html => {
  if (language === "fr") return html`<li>${line}</li>`;
  const { text, isFrench } = holdLineEn(line);
  return html`<li${isFrench && inFrench(language)}>${text}</li>`;
};

/** Each organism's own, the nearest first; named where the file goes to several. */
const deadlineRows = (
  { page, deposit, visit }: About,
  at: (instant: Instant) => Html,
): readonly (readonly [string, Part])[] => {
  const w = depositWords[visit.language].evidence;
  const calendar = page.world.dossiers.get(deposit.claimed.dossier)?.calendar ?? frenchCalendar;
  const awaited = awaitedOf(deposit, calendar).toSorted(
    (a, b) => (a.deadline ?? Number.MAX_SAFE_INTEGER) - (b.deadline ?? Number.MAX_SAFE_INTEGER),
  );
  const several = ruledMails(deposit).length > 1;
  return awaited.flatMap(({ address, deadline, safeHour }) => {
    const whose = several ? `${page.papers.nameOf(address)}, ` : "";
    return [
      ...(deadline === undefined ? [] : [[`${whose}${w.deadline}`, at(deadline)] as const]),
      ...(safeHour === undefined ? [] : [[`${whose}${w.safeHour}`, at(safeHour)] as const]),
    ];
  });
};

/** Whether the client has the statement, and when silence agrees. */
const agreementRows = (
  { page, deposit, visit, now }: About,
  at: (instant: Instant) => Html,
): readonly (readonly [string, Part])[] => {
  const w = depositWords[visit.language].evidence;
  const calendar = page.world.dossiers.get(deposit.claimed.dossier)?.calendar ?? frenchCalendar;
  const stand = agreementStand(deposit, { now, calendar });
  const given = (deposit.given ?? []).map((g) => [w.given, at(g.at)] as const);
  switch (stand.is) {
    case "not-asked":
      return [];
    case "explicit-only":
      return given;
    case "to-give":
      return [...given, [w.given, w.never]];
    case "running":
    case "agreed":
      return [...given, [w.tacit, at(stand.ends)]];
    case "too-late":
      return [...given, [w.tacit, w.tooLate]];
  }
};

const mailEvidence = (message: Message, about: About): Html => {
  const { deposit, visit, now } = about;
  const { language } = visit;
  const w = depositWords[language].evidence;
  const { envelope, messageIdHeader } = message.frozen;
  const answers = deposit.receipts.filter((r) => r.message === message.id);
  return facts([
    [w.to, envelope.to.join(", ")],
    [w.messageId, html`<code>${messageIdHeader}</code>`],
    ...message.attempts.map((a) => [`${w.attempt} ${a.number}`, attempt(a, about)] as const),
    ...(message.returned
      ? [
          [
            w.server,
            html`<code>${message.returned.status} ${message.returned.said}</code>`,
          ] as const,
        ]
      : []),
    [
      w.searched,
      message.searches.length === 0
        ? w.never
        : message.searches.map(
            (s) => html`<span class="line">${hour(s.at, { now, language })} : ${w[s.found]}</span>`,
          ),
    ],
    [
      w.receipts,
      answers.length === 0
        ? w.noReceipt
        : answers.map((r) => html`<span class="line">${r.receipt}, ${r.sender}</span>`),
    ],
  ]);
};

const attempt = (a: Message["attempts"][number], { visit, now }: About): Html => {
  const { language } = visit;
  const w = depositWords[language].evidence;
  const outcome = a.ended?.outcome;
  const said = outcome && (outcome.is === "accepted" ? outcome.reply : outcome.because.said);
  const text = !outcome
    ? w.underWay
    : outcome.is === "accepted"
      ? ""
      : faults[outcome.because.code][language].what;
  return html`<span class="line">${hour(a.begun, { now, language })}, ${a.phase === "dot" ? w.dot : w.beforeDot}. ${french(text)}</span>${said !== undefined && html`<span class="line"><span class="small">${w.server}</span> <code>${outcome?.trace.server ?? ""} : ${said}</code></span>`}`;
};
